namespace Overture.Drafting.Providers;

/// <summary>What a sample may say of a row: values that read like a name or a title, and nothing that a check would take for something else.</summary>
internal sealed class SampleRow
{
    private const int Longest = 40;
    private const int MostWords = 5;
    private const int LongestHeading = 70;
    private static readonly HashSet<string> s_empty = new(["null", "none", "nan", "undefined", "unknown", "test", "n a", "na"], StringComparer.OrdinalIgnoreCase);

    public SampleRow(IReadOnlyDictionary<string, string> fields)
    {
        First = Plain(fields, "first_name") ?? Plain(fields, "full_name")?.Split(' ')[0];
        Company = Plain(fields, "company");
        Title = Plain(fields, "title");
        City = Plain(fields, "city");
        Page = fields.TryGetValue("site_text", out var text) ? Heading(text) : null;
        Has = (Page is null ? 0 : SampleSlot.Page) | (First is null ? 0 : SampleSlot.First) | (Company is null ? 0 : SampleSlot.Company) | (Title is null ? 0 : SampleSlot.Title) | (City is null ? 0 : SampleSlot.City);
    }

    public string? First { get; }
    public string? Company { get; }
    public string? Title { get; }
    public string? City { get; }

    /// <summary>The heading of the row's page.</summary>
    public string? Page { get; }

    public SampleSlot Has { get; }

    /// <summary>The first line below the page's title that is one: three to ten plain words without an end.</summary>
    private static string? Heading(string page)
    {
        foreach (var line in page.Split('\n').Skip(1).Select(line => line.Trim()))
        {
            if (line.Length is > 0 and <= LongestHeading && line.Split(' ').Length is >= 3 and <= 10 && line.All(c => char.IsLetterOrDigit(c) || c is ' ' or ',' or '\'' or '’' or '-'))
                return line;
        }
        return null;
    }

    private static string? Plain(IReadOnlyDictionary<string, string> fields, string name)
    {
        if (!fields.TryGetValue(name, out var value))
            return null;
        var plain = value.Trim().TrimEnd('.', ',').Trim();
        return plain.Length is > 1 and <= Longest && IsName(plain) && !s_empty.Contains(plain) ? plain : null;
    }

    private static bool IsName(string value)
    {
        var (digits, words, singles, latin, other) = (0, 1, 0, false, false);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            var (before, after) = (i == 0 ? ' ' : value[i - 1], i == value.Length - 1 ? ' ' : value[i + 1]);
            if (char.IsLetter(c))
            {
                (latin, other) = (latin || c < 0x250, other || c >= 0x250);
                singles += !char.IsLetter(before) && !char.IsLetter(after) ? 1 : 0;
            }
            else if (char.IsAsciiDigit(c))
                digits++;
            else if (c == ' ')
                words++;
            else if (!(c is '\'' or '’' or '-' && char.IsLetter(before) && char.IsLetter(after)) && !(c is '&' && before == ' ' && after == ' ') && !(c is '.' or ',' && char.IsLetterOrDigit(before) && after == ' '))
                return false;
        }
        return char.IsLetter(value[0]) && !(latin && other) && digits <= 4 && words <= MostWords && singles <= 3 && !value.Contains("XX", StringComparison.Ordinal) && !value.Contains("  ", StringComparison.Ordinal);
    }
}
