using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Overture.Audience.Files;

/// <summary>Workbooks of Excel, read by ExcelDataReader after a look at what they would unfold to.</summary>
internal static class Workbook
{
    /// <summary>Refuses bombs and what is no workbook.</summary>
    /// <returns>Whether it must be mended before the library reads it (<see cref="MendedWorkbook"/>).</returns>
    public static bool Check(Stream file, FileKind kind, string fileName, CancellationToken ct)
    {
        if (kind == FileKind.Xlsx)
            return WorkbookArchive.Check(file, fileName, ct);
        if (CompoundFile.HoldsEncryptedPackage(file))
            throw Encrypted(fileName, null);
        if (file.Length > FileLimits.Xls)
            throw new FileRefused("file", fileName, $"an Excel 97 workbook of over {FileLimits.Xls / 1_000_000} MB is not read", "Save it as .xlsx or CSV");
        return false;
    }

    /// <summary>The sheets there are, the one to read, and its first rows: one opening, since opening is what costs.</summary>
    /// <param name="mend">As <see cref="Check"/> says.</param>
    /// <param name="wanted">The name a person chose; null for none.</param>
    public static (IReadOnlyList<Sheet> Sheets, Sheet Chosen, List<FileRecord> Rows) Preview(Stream file, string fileName, bool mend, string? wanted, int rows, CancellationToken ct)
    {
        using var reader = Open(file, fileName, mend, ct);
        var sheets = Sheets(reader, fileName, ct);
        var chosen = Sheet.Choose(sheets, wanted, fileName);
        if (sheets.Count > 1)
            reader.Reset();
        return (sheets, chosen, [.. Rows(reader, fileName, chosen.Name, ct).Take(rows)]);
    }

    /// <summary>The rows of a sheet as text, empty ones included, without the blanks at their ends.</summary>
    /// <param name="mend">As <see cref="Check"/> says.</param>
    /// <param name="sheet">Its name; null for the first.</param>
    public static IEnumerable<FileRecord> Rows(Stream file, string fileName, bool mend, string? sheet, CancellationToken ct)
    {
        using var reader = Open(file, fileName, mend, ct);
        foreach (var row in Rows(reader, fileName, sheet, ct))
            yield return row;
    }

    private static List<Sheet> Sheets(IExcelDataReader reader, string fileName, CancellationToken ct)
    {
        var sheets = new List<Sheet>();
        do
        {
            ct.ThrowIfCancellationRequested();
            var visible = string.Equals(reader.VisibleState, "visible", StringComparison.OrdinalIgnoreCase);
            sheets.Add(new Sheet(reader.Name, visible, reader.FieldCount > 0 && reader.RowCount > 0));
        }
        while (sheets.Count < reader.ResultsCount && Guarded(fileName, reader.NextResult));
        return sheets;
    }

    private static IEnumerable<FileRecord> Rows(IExcelDataReader reader, string fileName, string? sheet, CancellationToken ct)
    {
        while (sheet is not null && !string.Equals(reader.Name, sheet, StringComparison.OrdinalIgnoreCase))
        {
            if (!Guarded(fileName, reader.NextResult))
                throw new FileRefused("sheet", sheet, "the workbook has no sheet of that name", "Inspect the file again and choose one it has");
        }
        if ((long)reader.FieldCount * reader.RowCount > FileLimits.SheetArea)
            throw new FileRefused("sheet", reader.Name, $"it spans {reader.RowCount:N0} rows and {reader.FieldCount:N0} columns, nearly all of them empty", "Delete the cells far off from the list, save it and choose it again");
        var merged = new MergedCells(reader.MergeCells);
        for (var row = 1L; Guarded(fileName, reader.Read); row++)
        {
            if (row % 1_024 == 1)
                ct.ThrowIfCancellationRequested();
            var cells = merged.Fill(row - 1, Guarded(fileName, () => Cells(reader)));
            yield return new FileRecord(row, cells, cells.All(string.IsNullOrWhiteSpace) ? EmptyRow.Reason : null);
        }
    }

    private static IExcelDataReader Open(Stream file, string fileName, bool mend, CancellationToken ct)
    {
        file.Position = 0;
        var fallback = TextEncodings.Get("windows-1252");
        var settings = new ExcelReaderConfiguration { LeaveOpen = !mend, FallbackEncoding = fallback };
        var read = mend ? Guarded(fileName, () => MendedWorkbook.Of(file, ct)) : file;
        return Guarded(fileName, () => ExcelReaderFactory.CreateReader(read, settings));
    }

    private static string[] Cells(IExcelDataReader reader)
    {
        var count = reader.FieldCount;
        while (count > 0 && reader.GetValue(count - 1) is null)
            count--;
        var cells = new string[count];
        for (var i = 0; i < count; i++)
            cells[i] = SheetCell.Text(reader, i);
        return cells;
    }

    // A damaged workbook fails in as many ways as there are records in it; for a person they are one.
    private static T Guarded<T>(string fileName, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException e)
        {
            throw Encrypted(fileName, e);
        }
        catch (XmlException e) when (e.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw WorkbookArchive.Entities(fileName, e);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException or FileRefused))
        {
            throw new FileRefused("file", fileName, $"the workbook is damaged ({e.Message.TrimEnd('.')})", "Open it in a spreadsheet program and save it again as .xlsx or CSV", e);
        }
    }

    private static FileRefused Encrypted(string fileName, Exception? cause) =>
        new("file", fileName, "the workbook is encrypted with a password", "Open it in Excel, remove the password (File, Info, Protect Workbook), save it and choose it again", cause);
}
