using System.IO.Pipelines;

namespace Overture.Drafting.Export;

/// <summary>
/// A finished file as a workbook, streamed: rows go into the zip as they come, so memory does not grow with the file, and the
/// stream written to need neither seek nor allow synchronous writes. A full sheet is followed by another, with the header again.
/// </summary>
internal static class WriteXlsx
{
    /// <summary>Excel's limit of a sheet, the header among them.</summary>
    public const int RowsPerSheet = 1_048_576;

    /// <summary>Excel's limit of a sheet.</summary>
    public const int MostColumns = 16_384;

    private const int RowsAtOnce = 500;

    /// <exception cref="NotSupportedException">More columns than a sheet holds; nothing has been written then.</exception>
    public static Task Run(Finished file, Stream to, CancellationToken ct) => Run(file, to, RowsPerSheet, ct);

    internal static async Task Run(Finished file, Stream to, int rowsPerSheet, CancellationToken ct)
    {
        if (file.Columns.Count > MostColumns)
        {
            throw new NotSupportedException($"Columns: {file.Name} has {file.Columns.Count}, a worksheet holds {MostColumns}. Download it as CSV.");
        }

        var zip = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        using (var book = new XlsxBook(zip.Writer.AsStream(leaveOpen: true), file.Columns, rowsPerSheet))
        {
            await foreach (var rows in file.Rows.Chunk(RowsAtOnce).WithCancellation(ct))
            {
                book.Write(rows);
                await Forward(zip.Reader, to, ct);
            }

            book.Finish();
        }

        await Forward(zip.Reader, to, ct);
    }

    private static async Task Forward(PipeReader zip, Stream to, CancellationToken ct)
    {
        if (!zip.TryRead(out var ready))
        {
            return;
        }

        foreach (var part in ready.Buffer)
        {
            await to.WriteAsync(part, ct);
        }

        zip.AdvanceTo(ready.Buffer.End);
    }
}
