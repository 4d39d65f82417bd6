using System.IO.Compression;
using System.Text;
using Overture.Audience.Files;

namespace Overture.Tests.Audience.Files;

/// <summary>Each hostile file in docs/files.md: refused by name, or read past it, within 200 MB.</summary>
public sealed class BombTests
{
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";

    [Fact]
    public void A_zip_bomb_is_refused_by_its_ratio() =>
        Assert.Contains("100 times", Workbook().With("xl/media/a.bin", new byte[30_000_000]).Save().Refused().Reason, StringComparison.Ordinal);

    [Fact]
    public void A_zip_that_declares_less_than_it_holds_unfolds_to_no_more()
    {
        var bomb = Workbook().With("xl/media/a.bin", new byte[30_000_000]).Save().ToArray();
        Declare(bomb, "xl/media/a.bin", 1_000);

        Assert.Equal("Ann", AFile.Of(bomb).Shown());
    }

    [Fact]
    public void A_workbook_over_200_MB_unfolded_is_refused()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var noise = new byte[1_000_000];
            new Random(1).NextBytes(noise.AsSpan(0, 30_000));
            using (var entry = zip.CreateEntry("xl/workbook.xml").Open())
                entry.Write("<workbook/>"u8);
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            for (var i = 0; i < 201; i++)
                sheet.Write(noise);
        }

        Assert.Contains("200 MB", file.Refused().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_of_too_many_files_is_refused()
    {
        var file = Workbook();
        for (var i = 0; i < 1_000; i++)
            file.With($"a/{i}", []);

        Assert.Contains("1,000", file.Save().Refused().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_within_a_workbook_stays_shut()
    {
        using var inner = new MemoryStream();
        using (var zip = new ZipArchive(inner, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("zeros").Open();
            entry.Write(new byte[500_000]);
        }

        Assert.Equal("Ann", Workbook().With("xl/embeddings/inner.zip", inner.ToArray()).Save().Shown());
    }

    [Fact]
    public void An_archive_that_is_no_workbook_is_refused()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            zip.CreateEntry("leads.csv");

        Assert.Contains("archive without a workbook", file.Refused(name: "leads.xlsx").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void XML_entities_are_refused_and_never_unfolded()
    {
        const string bomb = """<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>""";

        Assert.Contains("entities", Workbook().SharedStrings(bomb).Save().Refused().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Entities_hidden_in_another_encoding_are_refused()
    {
        byte[] bomb = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("""<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]><sst>&a;</sst>""")];

        Assert.Contains("entities", Workbook().With("xl/sharedStrings.xml", bomb).Save().Refused().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_out_of_a_workbook_are_never_followed()
    {
        var rels = Encoding.UTF8.GetBytes($"""<Relationships xmlns="{Relations}"><Relationship Id="x" Type="externalLink" Target="http://127.0.0.1:9/canary" TargetMode="External"/></Relationships>""");

        Assert.Equal("Ann", Workbook().With("xl/worksheets/_rels/sheet1.xml.rels", rels).Save().Shown());
    }

    [Fact]
    public void Shared_strings_too_many_for_memory_are_refused()
    {
        var strings = new StringBuilder("""<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">""");
        for (var i = 0; strings.Length < FileLimits.SharedStrings; i++)
            strings.Append("<si><t>").Append(i * 2_654_435_761L).Append("</t></si>");

        Assert.Contains("shared strings", Workbook().SharedStrings(strings.Append("</sst>").ToString()).Save().Refused().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_that_spans_millions_of_empty_cells_is_refused()
    {
        var file = new XlsxFile().Sheet("S", XlsxFile.Text(["name"], ["Ann"]) + """<row r="1000000"><c r="XFD1000000" t="inlineStr"><is><t>far</t></is></c></row>""").Save();

        Assert.Contains("1,000,000 rows", file.Refused().Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a ")]
    [InlineData("\"a")]
    public void A_line_of_50_MB_is_refused(string part)
    {
        var file = Repeated("name,city\n" + part, part, 50_000_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = file.Refused();

        Assert.Equal("line", refused.Field);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
    }

    [Fact]
    public void A_million_columns_are_refused()
    {
        var refused = Repeated("a", ",b", 2_000_000).Refused();

        Assert.Equal("columns", refused.Field);
    }

    [Fact]
    public void A_quote_that_is_never_closed_costs_one_line()
    {
        var text = "name,city\n" + AFile.Lines(10, i => $"Ann {i},Rome") + "Bob,\"Oslo\n" + AFile.Lines(200_000, i => $"Cid {i},Bern");

        var records = AFile.Of(text).Records();

        Assert.Equal(200_011, records.Count);
        Assert.Equal("Bob|\"Oslo", records[10].Cells.Aggregate((a, b) => $"{a}|{b}"));
    }

    private static XlsxFile Workbook() => new XlsxFile().Sheet("S", XlsxFile.Text(["name"], ["Ann"]));

    private static GeneratedFile Repeated(string start, string part, int length)
    {
        var bytes = Encoding.ASCII.GetBytes(part);
        return new GeneratedFile(bytes, length / bytes.Length, Encoding.ASCII.GetBytes(start));
    }

    // The uncompressed size stands in the central directory, 24 bytes after its signature (APPNOTE 4.3.12).
    private static void Declare(byte[] zip, string name, int size)
    {
        var at = zip.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(name)) - 46;
        BitConverter.GetBytes(size).CopyTo(zip, at + 24);
    }
}
