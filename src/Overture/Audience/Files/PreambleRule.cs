namespace Overture.Audience.Files;

/// <summary>Where the table begins: after titles, comments, <c>sep=;</c> and empty lines above it.</summary>
internal static class PreambleRule
{
    private const int Longest = 30;

    /// <summary>The index of the first row that belongs to the table.</summary>
    public static int FirstRow(IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        for (var i = 0; i < Math.Min(rows.Count, Longest); i++)
        {
            if (!IsPreamble(rows[i], width, rows.Count - i - 1))
                return i;
        }
        return FirstFilled(rows);
    }

    private static bool IsPreamble(IReadOnlyList<string> row, int width, int below)
    {
        var filled = row.Count(c => !string.IsNullOrWhiteSpace(c));
        if (filled == 0 || IsDeclaration(row))
            return true;
        if (below == 0)
            return false;
        if (row[0].StartsWith('#') && row.Count < Math.Max(width, 2))
            return true;
        return filled == 1 && width > 2 && !IsMisdelimited(row, width) || width == 2 && row.Count == 1 && below > 1;
    }

    private static bool IsDeclaration(IReadOnlyList<string> row) =>
        row[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && row.Count <= 2 && row.Sum(c => c.Length) <= 5;

    // A header cut otherwise than the rows below it ("a;b;c" above "1,2,3") is a header still.
    private static bool IsMisdelimited(IReadOnlyList<string> row, int width) =>
        row.Count == 1 && ";\t|,".Any(c => row[0].Count(x => x == c) == width - 1);

    private static int FirstFilled(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var filled = 0;
        while (filled < rows.Count && rows[filled].All(string.IsNullOrWhiteSpace))
            filled++;
        return filled == rows.Count ? 0 : filled;
    }
}
