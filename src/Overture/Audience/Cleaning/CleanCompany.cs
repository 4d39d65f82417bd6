using System.Buffers;
using System.Collections.Frozen;

namespace Overture.Audience.Cleaning;

/// <summary>
/// A company as one speaks of it: without its legal form, decoration and shouting. "ACME INC." → "Acme", "Müller &amp; Söhne GmbH
/// &amp; Co. KG" → "Müller &amp; Söhne", "株式会社トヨタ" → "トヨタ"; "IBM" and what is written in both cases stay. Never empty for a cell that is not.
/// </summary>
internal static class CleanCompany
{
    private const int LongestForm = 7; // words
    private const int MostSteps = 8;
    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"'«»“”„‟‹›「」『』＂");

    private static readonly ILookup<string, string> Forms = WordTable.Lines(typeof(CleanCompany), "LegalForms.txt").Select(WordTable.Split)
        .SelectMany(line => line.Entries.Select(entry => (Kind: line.Label.Split(' ')[0], entry))).ToLookup(pair => pair.Kind, pair => pair.entry);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AsSpelled = Forms["After"].Where(form => form[0] == '=')
        .Select(form => form[1..]).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Folded = Forms["After"].Where(form => form[0] != '=')
        .Select(form => Fold.Key(form)).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    // Most names end in none of these words, and need no closer look.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LastWords = Forms["After"]
        .Select(form => Fold.Key(form.AsSpan(form.LastIndexOf(' ') + 1))).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] Before = [.. Forms["Before"].OrderByDescending(form => form.Length)];
    private static readonly SearchValues<char> BeforeStarts = SearchValues.Create([.. Before.Select(form => form[0])]);
    private static readonly string[] Within = [.. Forms["Within"].OrderByDescending(form => form.Length)];

    public static string ForGreeting(string cell)
    {
        var name = CleanText.Line(cell);
        for (var i = 0; i < MostSteps; i++) // without its shouting a form may be known that was not before
        {
            var next = Once(name);
            if (next == name)
            {
                break;
            }

            name = next;
        }

        return name;
    }

    /// <summary>Does the cell say what kind of company it is, as no person's name does?</summary>
    public static bool HasLegalForm(string cell)
    {
        var line = CleanText.Line(cell);
        return WithoutFormAfter(line).Length < line.Length || WithoutFormBefore(line).Length < line.Length || WithoutFormWithin(line).Length < line.Length;
    }

    private static string Once(string line)
    {
        var name = Bared(line);
        return CompanyCase.Run(name.IsEmpty || name.Length == line.Length ? line : name.ToString());
    }

    private static ReadOnlySpan<char> Bared(ReadOnlySpan<char> name)
    {
        while (true)
        {
            var shorter = WithoutFormWithin(WithoutFormBefore(WithoutFormAfter(WithoutTail(Unquoted(name)))));
            if (shorter.Length == name.Length)
            {
                return name;
            }

            if (!CleanText.HasLetter(shorter) && !shorter.ContainsAnyInRange('0', '9'))
            {
                return name;
            }

            name = shorter;
        }
    }

    private static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> name)
    {
        name = name.Trim().TrimEnd(",;|-–—").TrimStart(",;|-–—•*").Trim();
        name = name.TrimEnd("®™©").TrimEnd();
        return name.Length > 2 && Quotes.Contains(name[0]) && Quotes.Contains(name[^1]) && !name[1..^1].ContainsAny(Quotes) ? name[1..^1].Trim() : name;
    }

    // "Acme | We build rockets", "Acme (formerly Foo)"
    private static ReadOnlySpan<char> WithoutTail(ReadOnlySpan<char> name)
    {
        var bar = name.IndexOf(" | ", StringComparison.Ordinal);
        name = bar > 0 ? name[..bar] : name;
        if (name.Length == 0 || name[^1] is not (')' or '）'))
        {
            return name;
        }

        var open = name.LastIndexOfAny('(', '（');
        return open > 1 && name[open - 1] == ' ' ? name[..open].TrimEnd() : name;
    }

    private static ReadOnlySpan<char> WithoutFormAfter(ReadOnlySpan<char> name)
    {
        Span<char> key = stackalloc char[Fold.Longest];
        if (!LastWords.Contains(key[..Fold.Into(name[(name.LastIndexOf(' ') + 1)..], key)]))
        {
            return name;
        }

        var best = name.Length;
        var start = name.Length;
        for (var words = 0; words < LongestForm && start > 0; words++)
        {
            start = name[..start].TrimEnd(' ').LastIndexOf(' ') + 1;
            best = start > 0 && IsForm(name[start..], name[..start]) ? start : best;
            if (start == 0)
            {
                break;
            }

            start--;
        }

        return best == name.Length ? name : name[..best].TrimEnd(" ,&+-–");
    }

    private static bool IsForm(ReadOnlySpan<char> form, ReadOnlySpan<char> name)
    {
        form = form.TrimEnd(',');
        if (AsSpelled.Contains(form))
        {
            return form[0] is not ('C' or 'c') || !name.TrimEnd().EndsWith("&", StringComparison.Ordinal); // "Tiffany & Co." is its name
        }

        Span<char> key = stackalloc char[Fold.Longest];
        var length = Fold.Into(form, key);
        return length > 1 && Folded.Contains(key[..length]);
    }

    private static ReadOnlySpan<char> WithoutFormBefore(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || !BeforeStarts.Contains(name[0]))
        {
            return name;
        }

        foreach (var form in Before)
        {
            if (name.Length > form.Length + 1 && name.StartsWith(form, StringComparison.Ordinal) && (name[form.Length] == ' ' || Quotes.Contains(name[form.Length])))
            {
                return name[form.Length..].TrimStart(" ,");
            }
        }

        return name;
    }

    private static ReadOnlySpan<char> WithoutFormWithin(ReadOnlySpan<char> name)
    {
        if (!name.ContainsAnyInRange('\u2E80', '\uFFFF'))
        {
            return name;
        }

        foreach (var form in Within)
        {
            if (name.StartsWith(form, StringComparison.Ordinal))
            {
                return name[form.Length..].Trim();
            }

            if (name.EndsWith(form, StringComparison.Ordinal))
            {
                return name[..^form.Length].Trim();
            }
        }

        return name;
    }
}
