using System.IO.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Overture.Drafting.Export;

/// <summary>The package of a workbook, written front to back: styles, then the sheets as they fill, then the workbook that names them.</summary>
internal sealed class XlsxBook : IDisposable
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string Spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private readonly Package package;
    private readonly IReadOnlyList<string> columns;
    private readonly int rowsPerSheet;
    private readonly List<PackagePart> sheets = [];
    private XlsxSheet? sheet;

    public XlsxBook(Stream to, IReadOnlyList<string> columns, int rowsPerSheet)
    {
        package = Package.Open(to, FileMode.Create, FileAccess.Write);
        this.columns = columns;
        this.rowsPerSheet = rowsPerSheet;
    }

    public void Write(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        foreach (var row in rows)
        {
            if (sheet is null || sheet.Rows == rowsPerSheet)
            {
                Begin(rows);
            }

            sheet!.Write(row);
        }
    }

    /// <summary>Ends the last sheet and writes what names them all. Without it the file is no workbook.</summary>
    public void Finish()
    {
        if (sheet is null)
        {
            Begin([]);
        }

        sheet!.Finish();
        sheet.Dispose();
        var styles = Part("/xl/styles.xml", "styles");
        using (var to = styles.GetStream())
        {
            to.Write(XlsxStyle.Sheet);
        }

        var book = Part("/xl/workbook.xml", "sheet.main");
        book.CreateRelationship(styles.Uri, TargetMode.Internal, Office + "styles", "styles");
        var names = sheets.Select((part, i) => new Sheet
        {
            Name = i is 0 ? "Finished" : $"Finished {i + 1}",
            SheetId = (uint)i + 1,
            Id = book.CreateRelationship(part.Uri, TargetMode.Internal, Office + "worksheet", $"sheet{i + 1}").Id,
        });
        using (var to = book.GetStream())
        {
            new Workbook(new Sheets(names)).Save(to);
        }

        package.CreateRelationship(book.Uri, TargetMode.Internal, Office + "officeDocument", "workbook");
    }

    public void Dispose()
    {
        sheet?.Dispose();
        package.Close();
    }

    private void Begin(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        sheet?.Finish();
        sheet?.Dispose();
        sheets.Add(Part($"/xl/worksheets/sheet{sheets.Count + 1}.xml", "worksheet"));
        sheet = new XlsxSheet(sheets[^1].GetStream(), columns, rows);
    }

    private PackagePart Part(string path, string kind) =>
        package.CreatePart(new Uri(path, UriKind.Relative), $"{Spreadsheet}{kind}+xml", CompressionOption.Normal);
}
