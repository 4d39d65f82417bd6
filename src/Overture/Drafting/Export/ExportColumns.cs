using Overture.Audience.Files;

namespace Overture.Drafting.Export;

/// <summary>The columns of a finished file: the original ones in their order, then ours; a name the file already has gets <c>_2</c>.</summary>
internal static class ExportColumns
{
    /// <param name="width">Cells of the longest line: what goes beyond the headers stands behind ours, under its place in the file.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> original, bool subject, int width = 0)
    {
        string[] ours = subject
            ? ["email_subject", "email", "email_status", "error", "model", "words", "cost"]
            : ["opener", "email_status", "error", "model", "words", "cost"];
        var taken = original.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. original, .. ours.Select(name => Free(name, taken)), .. Enumerable.Range(original.Count, Math.Max(0, width - original.Count)).Select(index => Free(ColumnNames.OfPlace(index), taken))];
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
