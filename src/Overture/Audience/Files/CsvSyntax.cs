using System.Buffers;
using System.Text;

namespace Overture.Audience.Files;

/// <summary>
/// Reads one record of delimited text after RFC 4180, W3C CSVW and the habits of MySQL (backslash). A line ends at CRLF or LF,
/// and at a lone CR where the file uses it so.
/// </summary>
internal sealed class CsvSyntax
{
    private readonly char delimiter;
    private readonly char quote;
    private readonly bool quoted;
    private readonly bool backslash;
    private readonly bool doubledInside;
    private readonly bool skipSpace;
    private readonly bool lineEndsAtCr;
    private readonly int columns;
    private readonly SearchValues<char> plainStops;
    private readonly SearchValues<char> quotedStops;
    private readonly StringBuilder text = new();
    private string[] cells;

    /// <param name="dialect">Delimiter, quote, escape, newline.</param>
    /// <param name="columns">More cells than this are refused.</param>
    public CsvSyntax(Dialect dialect, int columns)
    {
        delimiter = dialect.Delimiter;
        quoted = dialect.Quote is not null;
        quote = dialect.Quote ?? '\0';
        backslash = dialect.Escape == '\\';
        doubledInside = dialect.Quote == '\'' && dialect.Escape == '"';
        skipSpace = dialect.SkipInitialSpace;
        lineEndsAtCr = dialect.Newline == "\r";
        this.columns = columns;
        cells = new string[Math.Max(dialect.Width, 8)];
        plainStops = SearchValues.Create(backslash ? [delimiter, '\n', '\r', '\\'] : [delimiter, '\n', '\r']);
        quotedStops = SearchValues.Create(backslash ? [quote, '\\'] : doubledInside ? [quote, '"'] : [quote]);
    }

    /// <summary>Cells of the last record.</summary>
    public int Count { get; private set; }

    /// <summary>Characters of the last record, its newline included.</summary>
    public int Length { get; private set; }

    /// <summary>Physical lines of the last record.</summary>
    public int Lines { get; private set; }

    /// <summary>How the last record ended; empty at the end of the file.</summary>
    public string Newline { get; private set; } = "";

    /// <summary>Whether the last record is a line with nothing, or nothing but blanks, in every cell.</summary>
    public bool Empty
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                if (!string.IsNullOrWhiteSpace(cells[i]))
                    return false;
            }
            return true;
        }
    }

    public string[] Cells() => cells.AsSpan(0, Count).ToArray();

    /// <summary>Reads the record at the start of the text.</summary>
    /// <param name="record">Text from the record's first character on.</param>
    /// <param name="final">Nothing follows this text.</param>
    /// <param name="rule">What a misplaced quote means.</param>
    public Reading Read(ReadOnlySpan<char> record, bool final, QuoteRule rule)
    {
        Count = 0;
        Lines = 1;
        var at = 0;
        while (true)
        {
            if (skipSpace)
                at = SkipBlanks(record, at);
            var reading = IsQuoted(record, at, rule, out var open)
                ? ReadQuoted(record, open + 1, final, rule, ref at)
                : ReadPlain(record, final, ref at);
            if (reading == Reading.Torn && rule == QuoteRule.LoneOpeningIsText && IsAlone(record, open))
                reading = ReadPlain(record, final, ref at);
            if (reading != Reading.Record)
                return reading;
            if (at < record.Length && record[at] == delimiter)
            {
                at++;
                continue;
            }
            return EndRecord(record, at, final);
        }
    }

    /// <summary>Length of the first physical line with its newline; −1 when it does not end within the text.</summary>
    public int LineLength(ReadOnlySpan<char> lines, bool final)
    {
        for (var from = 0; ; from++)
        {
            var next = lines[from..].IndexOfAny('\n', '\r');
            if (next < 0)
                return final ? lines.Length : -1;
            from += next;
            if (lines[from] == '\n')
                return from + 1;
            if (from + 1 == lines.Length && !final)
                return -1;
            if (from + 1 < lines.Length && lines[from + 1] == '\n')
                return from + 2;
            if (lineEndsAtCr)
                return from + 1;
        }
    }

    private bool IsQuoted(ReadOnlySpan<char> record, int at, QuoteRule rule, out int open)
    {
        open = at;
        if (!quoted)
            return false;
        // Blanks before a quote are no part of the cell, though RFC 4180 would say so: `a, "b"` is common.
        if (at < record.Length && record[at] == ' ' && delimiter != ' ')
            open = SkipBlanks(record, at);
        return open < record.Length && record[open] == quote
            && (rule != QuoteRule.OpeningIsText || ClosesOnItsLine(record, open + 1));
    }

    private bool IsAlone(ReadOnlySpan<char> record, int open)
    {
        var next = record[(open + 1)..].IndexOfAny([delimiter, quote, '\n', '\r']);
        return next < 0 || record[open + 1 + next] != quote;
    }

    private bool ClosesOnItsLine(ReadOnlySpan<char> record, int from)
    {
        for (var at = from; at < record.Length && record[at] != '\n' && !(lineEndsAtCr && record[at] == '\r'); at++)
        {
            if (backslash && record[at] == '\\')
                at++;
            else if (record[at] == quote && at + 1 < record.Length && record[at + 1] == quote)
                at++;
            else if (record[at] == quote)
                return EndsCell(record, SkipBlanksBeforeEnd(record, at + 1));
        }
        return false;
    }

    private static int SkipBlanks(ReadOnlySpan<char> record, int at)
    {
        while (at < record.Length && record[at] == ' ')
            at++;
        return at;
    }

    private int SkipBlanksBeforeEnd(ReadOnlySpan<char> record, int at)
    {
        if (delimiter == ' ')
            return at;
        var end = SkipBlanks(record, at);
        return EndsCell(record, end) ? end : at;
    }

    private bool EndsCell(ReadOnlySpan<char> record, int at) =>
        at >= record.Length || record[at] == delimiter || record[at] is '\n' or '\r';

    private Reading ReadPlain(ReadOnlySpan<char> record, bool final, ref int at)
    {
        var start = at;
        var escaped = false;
        while (true)
        {
            var next = record[at..].IndexOfAny(plainStops);
            if (next < 0)
            {
                at = record.Length;
                return final ? AddPlain(record[start..], escaped) : Reading.More;
            }
            at += next;
            var stop = record[at];
            if (stop == '\\')
            {
                if (at + 1 >= record.Length && !final)
                    return Reading.More;
                escaped |= at + 1 < record.Length && (record[at + 1] == delimiter || record[at + 1] == quote);
                at = Math.Min(at + (IsEscape(record, at) ? 2 : 1), record.Length);
            }
            else if (stop == '\r' && !lineEndsAtCr && !(at + 1 < record.Length && record[at + 1] == '\n'))
            {
                if (at + 1 == record.Length && !final)
                    return Reading.More;
                if (at + 1 == record.Length)
                    return AddPlain(record[start..at], escaped);
                at++;
            }
            else
            {
                return AddPlain(record[start..at], escaped);
            }
        }
    }

    private bool IsEscape(ReadOnlySpan<char> record, int at) =>
        at + 1 < record.Length && (record[at + 1] == delimiter || record[at + 1] == quote || record[at + 1] == '\\');

    private Reading AddPlain(ReadOnlySpan<char> cell, bool escaped)
    {
        if (!escaped)
            return Add(cell.IsEmpty ? "" : new string(cell));
        text.Clear();
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] == '\\' && IsEscape(cell, i))
                i++;
            text.Append(cell[i]);
        }
        return Add(text.ToString());
    }

    private Reading ReadQuoted(ReadOnlySpan<char> record, int from, bool final, QuoteRule rule, ref int at)
    {
        var start = from;
        var whole = true;
        while (true)
        {
            var next = record[from..].IndexOfAny(quotedStops);
            if (next < 0)
                return final ? Reading.Torn : Reading.More;
            var stop = from + next;
            if (stop + 1 == record.Length && !final)
                return Reading.More;
            if (record[stop] != quote && doubledInside)
            {
                from = stop + 1;
                if (from < record.Length && record[from] == '"')
                {
                    Keep(record[start..stop], ref whole);
                    start = from++;
                }
                continue;
            }
            if (record[stop] != quote)
            {
                if (stop + 1 < record.Length && (record[stop + 1] == quote || record[stop + 1] == '\\'))
                    {
                    Keep(record[start..stop], ref whole);
                    start = stop + 1;
                }
                from = Math.Min(stop + 2, record.Length);
                continue;
            }
            if (rule != QuoteRule.InnerIsTextUnescaped && stop + 1 < record.Length && record[stop + 1] == quote)
            {
                Keep(record[start..stop], ref whole);
                start = stop + 1;
                from = stop + 2;
                continue;
            }
            var end = SkipBlanksBeforeEnd(record, stop + 1);
            if (end == record.Length && !final)
                return Reading.More;
            if (EndsCell(record, end))
            {
                at = end;
                return AddQuoted(record[start..stop], whole);
            }
            if (rule is QuoteRule.Strict or QuoteRule.LoneOpeningIsText or QuoteRule.OpeningIsText)
                return Reading.Torn;
            from = stop + 1;
        }
    }

    private void Keep(ReadOnlySpan<char> part, ref bool whole)
    {
        if (whole)
            text.Clear();
        whole = false;
        text.Append(part);
    }

    private Reading AddQuoted(ReadOnlySpan<char> tail, bool whole)
    {
        var cell = whole ? new string(tail) : text.Append(tail).ToString();
        if (cell.AsSpan().ContainsAny('\n', '\r'))
            Lines += cell.AsSpan().Count('\n') + (lineEndsAtCr ? LoneReturns(cell) : 0);
        return Add(cell);
    }

    private static int LoneReturns(string cell)
    {
        var count = 0;
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] == '\r' && (i + 1 == cell.Length || cell[i + 1] != '\n'))
                count++;
        }
        return count;
    }

    private Reading Add(string cell)
    {
        if (Count == cells.Length)
        {
            if (Count >= columns)
                throw new FileRefused("columns", $"more than {columns}", "no list has that many in one line", "Check the delimiter and the file");
            Array.Resize(ref cells, Math.Min(cells.Length * 2, columns));
        }
        cells[Count++] = cell;
        return Reading.Record;
    }

    private Reading EndRecord(ReadOnlySpan<char> record, int at, bool final)
    {
        if (at < record.Length && record[at] == '\r' && at + 1 == record.Length && !final)
            return Reading.More;
        Newline = at >= record.Length ? ""
            : record[at] == '\n' ? "\n"
            : at + 1 < record.Length && record[at + 1] == '\n' ? "\r\n"
            : "\r";
        Length = at + Newline.Length;
        return Reading.Record;
    }
}
