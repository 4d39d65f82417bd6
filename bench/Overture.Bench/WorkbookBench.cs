using System.Diagnostics;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ExcelDataReader;
using Overture.Audience.Files;
using Overture.Drafting.Export;

namespace Overture.Bench;

/// <summary>A workbook written and read by the product, against bare loops over the libraries it uses for that (OpenXmlWriter, ExcelDataReader).</summary>
internal static class WorkbookBench
{
    private static readonly string[] Names = ["first_name", "last_name", "email", "company_name", "title", "city", "email_subject", "email", "email_status", "error", "model", "words", "cost"];

    public static async Task Run(int rows, int rounds)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // the library asks for one
        var folder = Directory.CreateTempSubdirectory("overture-bench-").FullName;
        var (ours, bare) = (Path.Combine(folder, "ours.xlsx"), Path.Combine(folder, "bare.xlsx"));
        var (writes, reads) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var bareWrite = Seconds(() => BareWrite(bare, rows));
            var started = Stopwatch.GetTimestamp();
            await using (var to = File.Create(ours))
            {
                await WriteXlsx.Run(new Finished("leads", Names, Rows(rows)), to, CancellationToken.None);
            }

            writes.Add(bareWrite / Stopwatch.GetElapsedTime(started).TotalSeconds);
            var bareRead = Seconds(() => BareRead(ours, rows));
            reads.Add(bareRead / Seconds(() => Read(ours, rows)));
        }

        Directory.Delete(folder, recursive: true);
        Console.WriteLine($"workbook: {rows:N0} rows of {Names.Length} cells written, against a bare loop of OpenXmlWriter: {Spread.Of(writes)}  (goal 0.6)");
        Console.WriteLine($"  found, checked and read, against a bare loop of ExcelDataReader: {Spread.Of(reads)}  (goal 0.6)");
    }

    private static double Seconds(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static string[] Row(int i) =>
    [
        "Anna", $"Abel {i}", $"anna.abel{i}@granit.example", "Granit Works Inc.", "Head of Sales", "Berlin", $"a thought on invoices, Anna {i}",
        $"Hi Anna,\n\nmost teams of your size still copy orders from one system to another by hand, and number {i} is where that begins to hurt. We take it over.", "completed", "", "gpt-4o-mini", "58", "0.000113",
    ];

    private static async IAsyncEnumerable<IReadOnlyList<string>> Rows(int count)
    {
        await Task.CompletedTask;
        for (var i = 1; i <= count; i++)
        {
            yield return Row(i);
        }
    }

    private static void Read(string path, int rows)
    {
        using var file = File.OpenRead(path);
        var found = InspectFile.Run(file, "ours.xlsx", null, CancellationToken.None);
        var read = ReadFile.Run(file, found.Dialect, CancellationToken.None).Count();
        Trace.Assert(read == rows, $"{read} rows");
    }

    private static void BareRead(string path, int rows)
    {
        using var file = File.OpenRead(path);
        using var reader = ExcelReaderFactory.CreateReader(file);
        var count = -1;
        for (; reader.Read(); count++)
        {
            var cells = new string?[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = reader.GetValue(i)?.ToString();
            }
        }

        Trace.Assert(count == rows, $"{count} rows");
    }

    private static void BareWrite(string path, int rows)
    {
        using var book = SpreadsheetDocument.Create(path, SpreadsheetDocumentType.Workbook);
        var main = book.AddWorkbookPart();
        var part = main.AddNewPart<WorksheetPart>();
        using (var xml = OpenXmlWriter.Create(part))
        {
            xml.WriteStartElement(new Worksheet());
            xml.WriteStartElement(new SheetData());
            for (var i = 0; i <= rows; i++)
            {
                xml.WriteStartElement(new Row());
                foreach (var cell in i is 0 ? Names : Row(i))
                {
                    xml.WriteElement(new Cell(new InlineString(new Text(cell))) { DataType = CellValues.InlineString });
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        main.Workbook = new(new Sheets(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = "Bare", SheetId = 1, Id = main.GetIdOfPart(part) }));
        main.Workbook.Save();
    }
}
