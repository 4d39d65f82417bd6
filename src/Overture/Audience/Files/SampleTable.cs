namespace Overture.Audience.Files;

/// <summary>A sample as it reads in one dialect, and how much like a table it is.</summary>
internal sealed class SampleTable
{
    private SampleTable(List<FileRecord> rows, int torn, string newline)
    {
        Rows = rows;
        Torn = torn;
        Newline = newline;
        var widths = rows.Where(r => !ReferenceEquals(r.Rejected, EmptyRow.Reason)).GroupBy(r => r.Cells.Count)
            .Select(g => (Width: g.Key, Count: g.Count())).OrderByDescending(w => w.Count).ThenByDescending(w => w.Width).ToList();
        Width = widths.Count == 0 ? 0 : widths[0].Width;
        var all = widths.Sum(w => w.Count);
        Agreement = all == 0 ? 0 : (double)widths[0].Count / all;
        Pattern = all == 0 ? 0 : widths.Sum(w => w.Count * (w.Width - 1.0) / w.Width) / all * Agreement * Agreement;
        var types = rows.SelectMany(r => r.Cells).Select(cell => (cell, Type: CellTypeRule.Of(cell))).ToList();
        Type = types.Count == 0 ? 0 : types.Average(t => t.Type == CellType.Text ? Plainness(t.cell) : 1);
        Data = types.Count == 0 ? 0 : types.Average(t => t.Type is CellType.Text or CellType.Empty ? 0.0 : 1);
    }

    public List<FileRecord> Rows { get; }

    /// <summary>Records whose quoting was torn, mended or not.</summary>
    public int Torn { get; }

    /// <summary>The newline most records end with.</summary>
    public string Newline { get; }

    /// <summary>The commonest number of cells.</summary>
    public int Width { get; }

    /// <summary>The share of records of that width.</summary>
    public double Agreement { get; }

    /// <summary>How evenly the records are cut, 0 to 1; 0 when they are not cut at all.</summary>
    public double Pattern { get; }

    /// <summary>How much of the cells looks like something, 0 to 1.</summary>
    public double Type { get; }

    /// <summary>The share of numbers, dates, addresses, URLs and phones.</summary>
    public double Data { get; }

    public static SampleTable Read(string sample, Dialect dialect, int rows)
    {
        var reader = new DelimitedReader(new StringReader(sample), dialect, columns: int.MaxValue);
        var records = new List<FileRecord>();
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        var torn = 0;
        while (records.Count < rows && reader.Next() is { } record)
        {
            records.Add(record);
            torn += reader.WasTorn ? 1 : 0;
            ends[reader.Newline] = ends.GetValueOrDefault(reader.Newline) + 1;
        }
        ends.Remove("");
        return new SampleTable(records, torn, ends.Count == 0 ? "\n" : ends.MaxBy(e => e.Value).Key);
    }

    // Words are what a cell should hold; delimiters and quotes left in it make it doubtful.
    private static double Plainness(string cell)
    {
        var left = cell.AsSpan().IndexOfAny("\t|;\"") >= 0 || cell is ['\'', ..] or [.., '\''];
        return left ? 0.3 : cell.Contains(',', StringComparison.Ordinal) ? 0.8 : 0.95;
    }
}
