using System.Globalization;

namespace Overture.Audience.Files;

/// <summary>Unique names for the columns of a file: the header's, <c>Column 3</c> for a blank one, <c>Name_2</c> for a repeated one.</summary>
internal static class ColumnNames
{
    /// <param name="header">The header's cells; empty where there is none.</param>
    /// <param name="width">Columns to name at least.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> header, int width)
    {
        var cells = Enumerable.Range(0, Math.Max(header.Count, width)).Select(i => i < header.Count ? header[i].Trim() : "").ToList();
        var taken = cells.Where(c => c.Length > 0).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. cells.Select((cell, i) => cell.Length > 0 && seen.Add(cell) ? cell : Fresh(cell, i, taken))];
    }

    /// <summary>The name of a column that has none of its own.</summary>
    public static string OfPlace(int index) => string.Create(CultureInfo.InvariantCulture, $"Column {index + 1}");

    private static string Fresh(string cell, int index, HashSet<string> taken)
    {
        var name = cell.Length > 0 ? cell : OfPlace(index);
        if (cell.Length == 0 && taken.Add(name))
            return name;
        for (var n = 2; ; n++)
        {
            var numbered = string.Create(CultureInfo.InvariantCulture, $"{name}_{n}");
            if (taken.Add(numbered))
                return numbered;
        }
    }
}
