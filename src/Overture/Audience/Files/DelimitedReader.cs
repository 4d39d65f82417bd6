namespace Overture.Audience.Files;

/// <summary>
/// Streams the records of delimited text in constant memory. A record whose quoting is torn is mended where its number of cells then
/// comes out right, else its first line is rejected and reading goes on with the next.
/// </summary>
internal sealed class DelimitedReader(TextReader source, Dialect dialect, int columns = FileLimits.Columns)
{
    private readonly CsvSyntax syntax = new(dialect, columns);
    private char[] buffer = new char[64 << 10];
    private int from;
    private int to;
    private bool final;
    private long line = 1;
    private int quotedLength = FileLimits.QuotedLength;

    /// <summary>How the last record ended.</summary>
    public string Newline => syntax.Newline;

    /// <summary>Whether the last record's quoting was torn.</summary>
    public bool WasTorn { get; private set; }

    private ReadOnlySpan<char> Rest => buffer.AsSpan(from, to - from);

    /// <summary>Passes over physical lines without a look at quotes.</summary>
    public void Skip(int lines)
    {
        for (; lines > 0 && !AtEnd(); lines--)
            DropLine();
    }

    /// <summary>The next record; null at the end of the file.</summary>
    public FileRecord? Next()
    {
        if (AtEnd())
            return null;
        WasTorn = false;
        var reading = Read(QuoteRule.Strict);
        if (reading == Reading.Record && (syntax.Lines == 1 || FitsOrUnknown))
            return Take();
        return Mend();
    }

    private bool Fits => syntax.Count == dialect.Width;

    private bool FitsOrUnknown => dialect.Width == 0 || Fits;

    private bool AtEnd()
    {
        if (from == to)
            Fill();
        return from == to;
    }

    private Reading Read(QuoteRule rule)
    {
        while (true)
        {
            var reading = syntax.Read(Rest, final, rule);
            if (reading != Reading.More)
                return reading;
            if (to - from >= quotedLength && LineEndsWithin())
                return Reading.Torn;
            Fill();
        }
    }

    private bool LineEndsWithin() => syntax.LineLength(Rest, final) >= 0;

    // What fits the width on one line is the likeliest; a record over several lines that does not fit has swallowed its neighbours.
    private FileRecord Mend()
    {
        WasTorn = true;
        if (Reads(QuoteRule.InnerIsText) && syntax.Lines == 1 && FitsOrUnknown
            || Reads(QuoteRule.LoneOpeningIsText) && Fits
            || Reads(QuoteRule.InnerIsTextUnescaped) && syntax.Lines == 1 && Fits
            || Reads(QuoteRule.OpeningIsText) && Fits
            || Reads(QuoteRule.InnerIsText) && Fits
            || Reads(QuoteRule.InnerIsTextUnescaped) && Fits)
        {
            return Take();
        }
        if (!Reads(QuoteRule.Strict))
            return Reject();
        WasTorn = false;
        return Take();
    }

    private bool Reads(QuoteRule rule) => Read(rule) == Reading.Record;

    private FileRecord Take()
    {
        var cells = syntax.Cells();
        if (dialect.RepairMojibake)
            Mojibake.Repair(cells);
        var record = new FileRecord(line, cells, syntax.Empty ? EmptyRow.Reason : null);
        line += syntax.Lines;
        from += syntax.Length;
        return record;
    }

    private FileRecord Reject()
    {
        var length = LineLength();
        var text = Rest[..Math.Min(length, 1_000)].TrimEnd("\r\n");
        var record = new FileRecord(line, [new string(text)], "torn quoting: a quote opens a cell and does not close it; close the quote, or double quotes that are text");
        quotedLength = Math.Max(quotedLength / 2, 4 << 10);
        DropLine();
        return record;
    }

    private void DropLine()
    {
        from += LineLength();
        line++;
    }

    private int LineLength()
    {
        while (true)
        {
            var length = syntax.LineLength(Rest, final);
            if (length >= 0)
                return length;
            Fill();
        }
    }

    // Keeps what is left of the buffer, doubles it when full, and reads on.
    private void Fill()
    {
        Rest.CopyTo(buffer);
        to -= from;
        from = 0;
        if (to == buffer.Length)
            Grow();
        while (to < buffer.Length && !final)
        {
            var read = source.Read(buffer, to, buffer.Length - to);
            final = read == 0;
            to += DropNuls(buffer.AsSpan(to, read));
            if (to > 0)
                break;
        }
    }

    private void Grow()
    {
        if (buffer.Length >= FileLimits.RecordLength)
            throw new FileRefused("line", $"{line}", $"it is longer than {FileLimits.RecordLength:N0} characters", "Check that the file has line breaks and the right delimiter");
        Array.Resize(ref buffer, buffer.Length * 2);
    }

    // No text means NUL, and PostgreSQL cannot store it.
    private static int DropNuls(Span<char> read)
    {
        if (!read.Contains('\0'))
            return read.Length;
        var kept = 0;
        foreach (var c in read)
        {
            if (c != '\0')
                read[kept++] = c;
        }
        return kept;
    }
}
