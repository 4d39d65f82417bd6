namespace Overture.Audience.Files;

/// <summary>
/// How many of the first rows name the columns. One does when it differs from what stands below it: text above numbers, dates and
/// addresses; names of fields; never data of its own. More do only where nobody could take them for data.
/// </summary>
internal static class HeaderRule
{
    private const int Most = 4;

    /// <param name="first">The rows from the would-be header on, up to the first that is none.</param>
    /// <param name="rows">All first records, from the would-be header on.</param>
    /// <returns>0 where the first row is data.</returns>
    public static int Rows(IReadOnlyList<IReadOnlyList<string>> first, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var several = 1;
        while (several <= Most && several < Math.Min(first.Count, rows.Count - 1) && Continues(rows, several))
            several++;
        if (several is > 1 and <= Most && Score(rows[0], rows.Skip(several)) > 0)
            return several;
        return IsHeader(rows) ? 1 : 0;
    }

    /// <summary>The rows of a header as one: the cells of a column with a blank between.</summary>
    public static IReadOnlyList<string> Joined(IReadOnlyList<IReadOnlyList<string>> rows) => rows.Count switch
    {
        0 => [],
        1 => rows[0],
        _ => [.. Enumerable.Range(0, rows.Max(row => row.Count)).Select(i => string.Join(' ', rows.Where(row => row.Count > i).Select(row => row[i].Trim()).Where(cell => cell.Length > 0)))],
    };

    private static bool IsHeader(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0)
            return false;
        var score = Score(rows[0], rows.Skip(1));
        return score > 0 || score == 0 && rows[0].Count > 1 && LooksLikeLabels(rows[0]);
    }

    private static int Score(IReadOnlyList<string> row, IEnumerable<IReadOnlyList<string>> below)
    {
        var body = below.ToList();
        return Enumerable.Range(0, row.Count).Sum(i => Evidence(row[i], body, i));
    }

    private static bool Continues(IReadOnlyList<IReadOnlyList<string>> rows, int index) =>
        rows[index].Count > 1 && (Repeats(rows[0], rows[index]) || Names(rows[index], [.. rows.Skip(index + 1)]));

    // The header, and the header again.
    private static bool Repeats(IReadOnlyList<string> first, IReadOnlyList<string> row) =>
        first.Select(cell => cell.Trim()).SequenceEqual(row.Select(cell => cell.Trim()), StringComparer.OrdinalIgnoreCase);

    // "Person,,Company," above "Name,E-mail,Name,City": text alone, most of it names of fields, above cells that are no text.
    private static bool Names(IReadOnlyList<string> row, List<IReadOnlyList<string>> body)
    {
        var filled = row.Where(cell => !string.IsNullOrWhiteSpace(cell)).ToList();
        var known = filled.Count(HeaderWords.Knows);
        return known > 1 && known * 2 >= filled.Count && filled.TrueForAll(cell => CellTypeRule.Of(cell) == CellType.Text)
            && Enumerable.Range(0, row.Count).Any(i => !string.IsNullOrWhiteSpace(row[i]) && Usual(Below(body, i)) is not (CellType.Text or CellType.Empty));
    }

    private static List<string> Below(List<IReadOnlyList<string>> body, int column) =>
        [.. body.Where(row => row.Count > column).Select(row => row[column]).Where(cell => !string.IsNullOrWhiteSpace(cell))];

    private static int Evidence(string cell, List<IReadOnlyList<string>> body, int column)
    {
        var below = Below(body, column);
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
