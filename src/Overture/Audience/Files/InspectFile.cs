namespace Overture.Audience.Files;

/// <summary>Finds how a file is written, and shows its columns and first rows, before anything runs.</summary>
internal static class InspectFile
{
    private const int Shown = 20;
    private const int ShownLength = 2_000;
    private const int HeaderRows = 100;
    private const int MostSkipped = 1_000_000;

    /// <param name="file">Seekable; left open.</param>
    /// <param name="fileName">For messages only: the kind is judged by content.</param>
    /// <param name="choice">What a person decided; null for nothing.</param>
    /// <exception cref="FileRefused">The file is no table, a bomb or locked, or the choice does not fit it.</exception>
    public static Inspection Run(Stream file, string fileName, DialectChoice? choice, CancellationToken ct)
    {
        choice ??= new DialectChoice();
        if (choice.Delimiter is '\n' or '\r')
            throw Misplaced(choice.Delimiter.Value);
        var kind = FileContent.Of(TextSample.Head(file, FileContent.HeadLength), fileName);
        return kind == FileKind.Csv ? InspectText(file, fileName, choice, ct) : InspectWorkbook(file, fileName, kind, choice, ct);
    }

    private static Inspection InspectText(Stream file, string fileName, DialectChoice choice, CancellationToken ct)
    {
        var head = TextSample.Head(file, FileLimits.Sample);
        var encoding = choice.Encoding ?? EncodingRule.Find(TextSample.ForEncoding(file, head, ct));
        var text = TextSample.Text(head, TextEncodings.Get(encoding), whole: head.Length == file.Length);
        FileContent.CheckText(text, fileName);
        var suspected = Mojibake.Suspected(text, out var example);
        var known = new Dialect
        {
            Kind = FileKind.Csv,
            Encoding = encoding.ToLowerInvariant(),
            Bom = string.Equals(TextEncodings.OfMark(head), encoding, StringComparison.OrdinalIgnoreCase),
            Newline = choice.Newline ?? (EndsLinesWithReturns(text) ? "\r" : "\n"),
            RepairMojibake = choice.RepairMojibake ?? false,
        };
        var found = DialectRule.Find(text, known, choice);
        if (found.Delimiter == found.Quote)
            throw choice.Quote is { } quote ? new FileRefused("quote", $"{quote}", "it is the delimiter too", "Choose another quote, or another delimiter") : Misplaced(found.Delimiter);
        return ShowText(file, Complete(text, found, choice), suspected, example, ct);
    }

    private static FileRefused Misplaced(char delimiter) =>
        new("delimiter", char.IsControl(delimiter) ? $"{(int)delimiter:X2}" : $"{delimiter}", "it cannot be a line break or the quote", "Choose a character that stands between the cells");

    private static bool EndsLinesWithReturns(string text)
    {
        var pairs = 0;
        for (var at = text.IndexOf("\r\n", StringComparison.Ordinal); at >= 0; at = text.IndexOf("\r\n", at + 2, StringComparison.Ordinal))
            pairs++;
        return text.AsSpan().Count('\r') - pairs > text.AsSpan().Count('\n');
    }

    // Newline, width, preamble and header follow from how the sample reads.
    private static Dialect Complete(string text, Dialect dialect, DialectChoice choice)
    {
        var rough = SampleTable.Read(text, dialect, HeaderRows * 5);
        dialect = dialect with { Width = rough.Width, Newline = choice.Newline ?? rough.Newline };
        var rows = SampleTable.Read(text, dialect, HeaderRows).Rows;
        var first = choice.SkipLines is { } skip
            ? rows.FindIndex(r => r.LineNumber > skip)
            : PreambleRule.FirstRow([.. rows.Select(r => r.Cells)], rough.Width);
        var table = first < 0 ? [] : rows.Skip(first).ToList();
        var header = HeaderLength(table, choice);
        return dialect with
        {
            SkipLines = choice.SkipLines ?? (int)(table.Count == 0 ? 0 : table[0].LineNumber - 1),
            Header = header > 0,
            HeaderRows = Math.Max(header, 1),
        };
    }

    private static int HeaderLength(List<FileRecord> table, DialectChoice choice)
    {
        if (choice.Header is false)
            return 0;
        var found = choice.HeaderRows ?? HeaderRule.Rows(Filled(table.TakeWhile(r => r.Rejected is null)), Filled(table));
        return choice.Header is true ? Math.Max(found, 1) : found;
    }

    private static List<IReadOnlyList<string>> Filled(IEnumerable<FileRecord> rows) =>
        [.. rows.Where(r => r.Rejected is null).Select(r => r.Cells)];

    private static Inspection InspectWorkbook(Stream file, string fileName, FileKind kind, DialectChoice choice, CancellationToken ct)
    {
        var mend = Workbook.Check(file, kind, fileName, ct);
        var (sheets, sheet, rows) = Workbook.Preview(file, fileName, mend, choice.Sheet, HeaderRows + Math.Clamp(choice.SkipLines ?? 0, 0, MostSkipped), ct);
        var suspected = Mojibake.Suspected(string.Join('\n', rows.SelectMany(r => r.Cells)), out var example);
        if (choice.RepairMojibake ?? false)
            rows = [.. rows.Select(Mojibake.Repair)];
        var width = rows.Count == 0 ? 0 : rows.Max(r => r.Cells.Count);
        var first = choice.SkipLines ?? (rows.Count == 0 ? 0 : PreambleRule.FirstRow([.. rows.Select(r => r.Cells)], width));
        var table = rows.Skip(first).ToList();
        var headerRows = HeaderLength(table, choice);
        var dialect = new Dialect
        {
            Kind = kind,
            Quote = null,
            Escape = null,
            Sheet = sheet.Name,
            SkipLines = first,
            Width = width,
            Header = headerRows > 0,
            HeaderRows = Math.Max(headerRows, 1),
            RepairMojibake = choice.RepairMojibake ?? false,
        };
        var shown = Filled(table.Skip(headerRows)).Take(Shown).Select(Cut).ToList();
        var header = HeaderRule.Joined([.. table.Take(headerRows).Select(r => r.Cells)]);
        return new Inspection(dialect, ColumnNames.Of(header, shown.Select(r => r.Count).DefaultIfEmpty().Max()), shown, [.. sheets.Select(s => s.Name)], suspected, example);
    }

    private static Inspection ShowText(Stream file, Dialect dialect, bool suspected, string? example, CancellationToken ct)
    {
        var header = dialect.Header ? ReadFile.Header(file, dialect, ct) : [];
        var rows = ReadFile.Run(file, dialect, ct).Where(r => r.Rejected is null).Take(Shown).Select(r => Cut(r.Cells)).ToList();
        return new Inspection(dialect, ColumnNames.Of(header, dialect.Width), rows, [], suspected, example);
    }

    private static IReadOnlyList<string> Cut(IReadOnlyList<string> cells) =>
        cells.All(c => c.Length <= ShownLength) ? cells : [.. cells.Select(c => c.Length <= ShownLength ? c : $"{c.AsSpan(0, ShownLength)}…")];
}
