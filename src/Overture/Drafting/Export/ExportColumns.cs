namespace Overture.Drafting.Export;

/// <summary>The columns of a finished file: the original ones in their order, then ours; a name the file already has gets <c>_2</c>.</summary>
internal static class ExportColumns
{
    public static IReadOnlyList<string> Of(IReadOnlyList<string> original, bool subject)
    {
        string[] ours = subject
            ? ["email_subject", "email", "email_status", "error", "model", "words", "cost"]
            : ["opener", "email_status", "error", "model", "words", "cost"];
        var taken = original.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. original, .. ours.Select(name => Free(name, taken))];
    }

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var n = 2; !taken.Add(free); n++)
        {
            free = $"{name}_{n}";
        }

        return free;
    }
}
