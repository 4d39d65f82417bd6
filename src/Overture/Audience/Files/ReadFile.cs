namespace Overture.Audience.Files;

/// <summary>Streams the records of a file: what it holds after its header, in its order, in constant memory.</summary>
internal static class ReadFile
{
    private const int CancellationInterval = 4_096;

    /// <param name="file">Seekable; left open.</param>
    /// <param name="dialect">As <see cref="InspectFile"/> found it.</param>
    /// <returns>Records, and among them what is rejected, with line number and reason.</returns>
    /// <exception cref="FileRefused">While reading: a bomb, or a workbook that is broken or locked.</exception>
    public static IEnumerable<FileRecord> Run(Stream file, Dialect dialect, CancellationToken ct) =>
        EmptyRow.List(Rows(file, dialect, ct).Skip(dialect.Header ? dialect.HeaderRows : 0));

    /// <summary>The cells of the header, of several rows joined; none where the file ends before it.</summary>
    public static IReadOnlyList<string> Header(Stream file, Dialect dialect, CancellationToken ct) =>
        HeaderRule.Joined([.. Rows(file, dialect, ct).Take(dialect.HeaderRows).Select(row => row.Cells)]);

    private static IEnumerable<FileRecord> Rows(Stream file, Dialect dialect, CancellationToken ct) =>
        dialect.Kind == FileKind.Csv ? TextRows(file, dialect, ct) : SheetRows(file, dialect, ct);

    private static IEnumerable<FileRecord> TextRows(Stream file, Dialect dialect, CancellationToken ct)
    {
        file.Position = 0;
        using var text = new StreamReader(file, TextEncodings.Get(dialect.Encoding), detectEncodingFromByteOrderMarks: false, bufferSize: 64 << 10, leaveOpen: true);
        var reader = new DelimitedReader(text, dialect);
        reader.Skip(dialect.SkipLines);
        for (var count = 0L; reader.Next() is { } record; count++)
        {
            if (count % CancellationInterval == 0)
                ct.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    private static IEnumerable<FileRecord> SheetRows(Stream file, Dialect dialect, CancellationToken ct)
    {
        const string name = "workbook";
        var mend = Workbook.Check(file, dialect.Kind, name, ct);
        var rows = Workbook.Rows(file, name, mend, dialect.Sheet, ct).SkipWhile(r => r.LineNumber <= dialect.SkipLines);
        return dialect.RepairMojibake ? rows.Select(Mojibake.Repair) : rows;
    }
}
