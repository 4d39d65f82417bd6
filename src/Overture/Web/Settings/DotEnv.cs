namespace Overture.Web.Settings;

/// <summary>Reads a <c>.env</c> file: <c>NAME=value</c> a line, <c>#</c> comments, optional quotes and <c>export</c>.</summary>
internal static class DotEnv
{
    public static IReadOnlyDictionary<string, string> Read(string path) =>
        File.Exists(path) ? Parse(File.ReadLines(path)) : new Dictionary<string, string>(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> lines)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var pair = (line.StartsWith("export ", StringComparison.Ordinal) ? line[7..] : line).Split('=', 2);
            if (pair.Length is 2)
            {
                values[pair[0].Trim()] = Unquote(pair[1].Trim());
            }
        }

        return values;
    }

    private static string Unquote(string value)
    {
        if (value.Length > 1 && value[0] is '"' or '\'' && value.IndexOf(value[0], 1) is > 0 and var end)
        {
            return value[1..end];
        }

        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        return value.StartsWith('#') ? "" : comment < 0 ? value : value[..comment].TrimEnd();
    }
}
