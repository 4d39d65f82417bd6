using System.IO.Compression;
using System.Text;

namespace Overture.Tests.Audience.Files;

/// <summary>A small .xlsx, sheet by sheet as XML, so that a test says exactly what stands in it (ECMA-376 Part 1, §18).</summary>
internal sealed class XlsxFile
{
    private readonly List<(string Name, string State, string Rows, string Before, string After)> sheets = [];
    private readonly List<string> formats = [];
    private readonly Dictionary<string, byte[]> more = [];
    private string? sharedStrings;

    /// <param name="rows">The &lt;row&gt; elements.</param>
    /// <param name="after">What follows the rows: &lt;mergeCells&gt;.</param>
    /// <param name="before">What comes before them: &lt;cols&gt;.</param>
    public XlsxFile Sheet(string name, string rows, string state = "visible", string after = "", string before = "")
    {
        sheets.Add((name, state, rows, before, after));
        return this;
    }

    /// <summary>A number format; cells use it by s="1", s="2" … in the order added.</summary>
    public XlsxFile Format(string code)
    {
        formats.Add(code);
        return this;
    }

    public XlsxFile SharedStrings(string xml)
    {
        sharedStrings = xml;
        return this;
    }

    public XlsxFile With(string path, byte[] content)
    {
        more[path] = content;
        return this;
    }

    /// <summary>Rows of plain text cells.</summary>
    public static string Text(params string[][] rows) => string.Concat(rows.Select((row, r) =>
        $"<row r=\"{r + 1}\">{string.Concat(row.Select((cell, c) => cell.Length == 0 ? "" : $"<c r=\"{(char)('A' + c)}{r + 1}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"))}</row>"));

    public MemoryStream Save()
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>""");
            Add(zip, "_rels/.rels", $"""<Relationships xmlns="{Relations}"><Relationship Id="r1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Add(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>{string.Concat(sheets.Select((s, i) => $"""<sheet name="{s.Name}" sheetId="{i + 1}" state="{s.State}" r:id="s{i + 1}"/>"""))}</sheets></workbook>""");
            Add(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Relations}"><Relationship Id="st" Type="{Office}/styles" Target="styles.xml"/><Relationship Id="ss" Type="{Office}/sharedStrings" Target="sharedStrings.xml"/>{string.Concat(sheets.Select((_, i) => $"""<Relationship Id="s{i + 1}" Type="{Office}/worksheet" Target="worksheets/sheet{i + 1}.xml"/>"""))}</Relationships>""");
            Add(zip, "xl/styles.xml", $"""<styleSheet xmlns="{Main}"><numFmts count="{formats.Count}">{string.Concat(formats.Select((f, i) => $"""<numFmt numFmtId="{200 + i}" formatCode="{f.Replace("\"", "&quot;", StringComparison.Ordinal)}"/>"""))}</numFmts><cellXfs count="{formats.Count + 1}"><xf numFmtId="0"/>{string.Concat(formats.Select((_, i) => $"""<xf numFmtId="{200 + i}" applyNumberFormat="1"/>"""))}</cellXfs></styleSheet>""");
            Add(zip, "xl/sharedStrings.xml", sharedStrings ?? $"""<sst xmlns="{Main}"/>""");
            for (var i = 0; i < sheets.Count; i++)
                Add(zip, $"xl/worksheets/sheet{i + 1}.xml", $"""<worksheet xmlns="{Main}">{sheets[i].Before}<sheetData>{sheets[i].Rows}</sheetData>{sheets[i].After}</worksheet>""");
            foreach (var (path, content) in more)
                Add(zip, path, content);
        }
        file.Position = 0;
        return file;
    }

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";

    private void Add(ZipArchive zip, string path, string xml)
    {
        if (!more.ContainsKey(path))
            Add(zip, path, Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{xml}"));
    }

    private static void Add(ZipArchive zip, string path, byte[] content)
    {
        using var entry = zip.CreateEntry(path, CompressionLevel.Optimal).Open();
        entry.Write(content);
    }
}
