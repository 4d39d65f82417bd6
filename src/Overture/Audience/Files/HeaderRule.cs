namespace Overture.Audience.Files;

/// <summary>
/// Whether the first row names the columns. It does when it differs from what stands below it: text above numbers, dates and
/// addresses; names of fields; never data of its own.
/// </summary>
internal static class HeaderRule
{
    /// <param name="rows">The first records, from the would-be header on.</param>
    public static bool IsHeader(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0)
            return false;
        var first = rows[0];
        var body = rows.Skip(1).ToList();
        var score = Enumerable.Range(0, first.Count).Sum(i => Evidence(first[i], body, i));
        return score > 0 || score == 0 && first.Count > 1 && LooksLikeLabels(first);
    }

    private static int Evidence(string cell, List<IReadOnlyList<string>> body, int column)
    {
        var below = body.Where(row => row.Count > column).Select(row => row[column]).Where(c => !string.IsNullOrWhiteSpace(c)).ToList();
        if (HeaderWords.Knows(cell) && !below.Contains(cell, StringComparer.OrdinalIgnoreCase))
            return 3;
        var type = CellTypeRule.Of(cell);
        var usual = Usual(below);
        return (type, usual) switch
        {
            (CellType.Empty, _) => 0,
            (CellType.Email or CellType.Url or CellType.Phone, _) => -3,
            (CellType.Text, not (CellType.Text or CellType.Empty)) => 2,
            (CellType.Text, _) => below.Contains(cell, StringComparer.Ordinal) ? -1 : IsIdentifier(cell) ? 1 : 0,
            _ => type == usual ? -2 : below.Count == 0 ? -2 : -1,
        };
    }

    private static CellType Usual(List<string> cells)
    {
        if (cells.Count == 0)
            return CellType.Empty;
        var most = cells.GroupBy(CellTypeRule.Of).Select(g => (g.Key, Count: g.Count())).MaxBy(g => g.Count);
        return most.Count >= cells.Count * 0.7 ? most.Key : CellType.Text;
    }

    // first_name, companyName, CITY_ID
    private static bool IsIdentifier(string cell)
    {
        var text = cell.AsSpan().Trim();
        return text.Contains('_') && !text.Contains(' ')
            || text.Length > 2 && char.IsAsciiLetterLower(text[0]) && text[1..].ContainsAnyInRange('A', 'Z') && !text.Contains(' ');
    }

    private static bool LooksLikeLabels(IReadOnlyList<string> cells) =>
        cells.Count(c => CellTypeRule.Of(c) == CellType.Text && c.Length <= 40 && !c.EndsWith('.')) * 2 > cells.Count
        && cells.Where(c => c.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Count() * 2 > cells.Count;
}
