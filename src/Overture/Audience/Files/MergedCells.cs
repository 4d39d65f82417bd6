using ExcelDataReader;

namespace Overture.Audience.Files;

/// <summary>
/// A cell merged over several rows stands for each of them, as a reader sees it: its value is put into the rows below, where they
/// hold anything else. Merged over several columns it stays in the first.
/// </summary>
internal sealed class MergedCells(CellRange[]? ranges)
{
    private readonly Queue<CellRange> ahead = new((ranges ?? []).Where(r => r.ToRow > r.FromRow).OrderBy(r => r.FromRow));
    private readonly List<(int Column, int Last, string Value)> open = [];

    /// <param name="row">Of the sheet, from 0.</param>
    public string[] Fill(long row, string[] cells)
    {
        open.RemoveAll(range => range.Last < row);
        var filled = cells;
        foreach (var (column, _, value) in open)
        {
            if (cells.Any(c => c.Length > 0))
                filled = With(filled, column, value);
        }
        while (ahead.TryPeek(out var next) && next.FromRow <= row)
        {
            ahead.Dequeue();
            if (next.FromRow == row && next.FromColumn < cells.Length && cells[next.FromColumn].Length > 0)
                open.Add((next.FromColumn, next.ToRow, cells[next.FromColumn]));
        }
        return filled;
    }

    private static string[] With(string[] cells, int column, string value)
    {
        if (column < cells.Length && cells[column].Length > 0)
            return cells;
        var filled = cells;
        if (column >= cells.Length)
            Array.Resize(ref filled, column + 1);
        for (var i = cells.Length; i < column; i++)
            filled[i] = "";
        filled[column] = value;
        return filled;
    }
}
