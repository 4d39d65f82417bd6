using System.Text;
using ExcelDataReader;
using Overture.Drafting.Export;

namespace Overture.Tests.Drafting.Export;

/// <summary>Finished files for tests, written as workbooks and read back by a library that did not write them.</summary>
internal static class Workbooks
{
    public static Finished Of(IReadOnlyList<string> columns, params IReadOnlyList<string>[] rows) => new("leads-finished", columns, rows.ToAsyncEnumerable());

    public static async Task<MemoryStream> Write(Finished file, int rowsPerSheet = WriteXlsx.RowsPerSheet)
    {
        var book = new MemoryStream();
        await WriteXlsx.Run(file, book, rowsPerSheet, TestContext.Current.CancellationToken);
        book.Position = 0;
        return book;
    }

    /// <summary>Sheets by name, each its rows, each its cells: null where there is none, else a string or a double.</summary>
    public static List<(string Name, List<object?[]> Rows)> Read(Stream book)
    {
        using var reader = Open(book);
        var sheets = new List<(string, List<object?[]>)>();
        do
        {
            sheets.Add((reader.Name, [.. Rows(reader)]));
        }
        while (reader.NextResult());
        return sheets;
    }

    /// <summary>The rows of the first sheet, one at a time.</summary>
    public static IEnumerable<object?[]> ReadFirst(Stream book)
    {
        using var reader = Open(book);
        foreach (var row in Rows(reader))
        {
            yield return row;
        }
    }

    private static IExcelDataReader Open(Stream book)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return ExcelReaderFactory.CreateOpenXmlReader(book, new() { LeaveOpen = true });
    }

    private static IEnumerable<object?[]> Rows(IExcelDataReader reader)
    {
        while (reader.Read())
        {
            yield return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)];
        }
    }
}
