using Overture.Audience.Files;

namespace Overture.Tests.Audience.Files;

/// <summary>Each oddity of workbooks in docs/files.md.</summary>
public sealed class WorkbookOdditiesTests
{
    private static readonly string[] Header = ["name", "city"];

    [Fact]
    public void A_workbook_is_read_row_by_row_with_the_row_as_its_line()
    {
        var file = new XlsxFile().Sheet("Leads", XlsxFile.Text(Header, ["Ann", "Rome"], ["Bob", "Oslo"])).Save();

        Assert.Equal(["name", "city"], file.Inspect().Columns);
        Assert.Equal([2, 3], file.Records().Select(r => r.LineNumber));
        Assert.Equal("Ann|Rome / Bob|Oslo", file.Shown());
    }

    [Fact]
    public void An_Excel_97_workbook_is_read()
    {
        var file = XlsFile.Of("Leads", ["name", "employees"], ["Łukasz", 12.0], ["Zoë", 7.5]);

        var found = file.Inspect(name: "leads.xls");

        Assert.Equal((FileKind.Xls, "Leads"), (found.Dialect.Kind, found.Dialect.Sheet));
        Assert.Equal("Łukasz|12 / Zoë|7.5", file.Shown());
    }

    [Fact]
    public void The_first_visible_sheet_with_anything_in_it_is_chosen_and_all_are_listed()
    {
        var file = new XlsxFile()
            .Sheet("Empty", "")
            .Sheet("Secret", XlsxFile.Text(["x"], ["y"]), state: "hidden")
            .Sheet("Leads", XlsxFile.Text(Header, ["Ann", "Rome"]))
            .Sheet("More", XlsxFile.Text(Header, ["Bob", "Oslo"])).Save();

        Assert.Equal(["Empty", "Secret", "Leads", "More"], file.Inspect().Sheets);
        Assert.Equal("Ann|Rome", file.Shown());
    }

    [Fact]
    public void Another_sheet_is_read_when_chosen_even_a_hidden_one()
    {
        var file = new XlsxFile().Sheet("Leads", XlsxFile.Text(Header, ["Ann", "Rome"])).Sheet("Secret", XlsxFile.Text(Header, ["Bob", "Oslo"]), state: "veryHidden").Save();

        Assert.Equal("Bob|Oslo", file.Shown(new DialectChoice { Sheet = "secret" }));
        Assert.Contains("Leads, Secret", file.Refused(new DialectChoice { Sheet = "Nope" }).Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_rows_and_columns_are_read_like_the_others()
    {
        var rows = XlsxFile.Text(Header, ["Ann", "Rome"], ["Bob", "Oslo"]).Replace("<row r=\"2\"", "<row r=\"2\" hidden=\"1\"", StringComparison.Ordinal);

        Assert.Equal("Ann|Rome / Bob|Oslo", new XlsxFile().Sheet("S", rows).Save().Shown());
    }

    [Fact]
    public void A_cell_merged_over_rows_stands_for_each_of_them()
    {
        var rows = XlsxFile.Text(["company", "name"], ["Acme", "Ann"], ["", "Bob"], ["", "Cid"], ["Globex", "Dora"], ["", ""], ["", "Eve"]);

        var file = new XlsxFile().Sheet("S", rows, after: "<mergeCells count=\"1\"><mergeCell ref=\"A2:A4\"/></mergeCells>").Save();

        Assert.Equal("Acme|Ann / Acme|Bob / Acme|Cid / Globex|Dora / !6 / |Eve", file.Shown());
    }

    [Fact]
    public void A_cell_merged_over_columns_stays_in_the_first()
    {
        var rows = XlsxFile.Text(["Leads of May"], ["name", "city", "no"], ["Ann", "Rome", "1"]);

        var file = new XlsxFile().Sheet("S", rows, after: "<mergeCells count=\"1\"><mergeCell ref=\"A1:C1\"/></mergeCells>").Save();

        Assert.Equal((1, true), (file.Inspect().Dialect.SkipLines, file.Inspect().Dialect.Header));
        Assert.Equal("Ann|Rome|1", file.Shown());
    }

    [Fact]
    public void A_formula_is_read_by_the_value_stored_with_it()
    {
        const string rows = """<row r="1"><c r="A1" t="inlineStr"><is><t>total</t></is></c></row><row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row><row r="3"><c r="A3" t="str"><f>A2&amp;"x"</f><v>2x</v></c></row>""";

        Assert.Equal("2 / 2x", new XlsxFile().Sheet("S", rows).Save().Shown(new DialectChoice { Header = true }));
    }

    [Fact]
    public void Dates_and_times_read_as_ISO_8601()
    {
        const string rows = """<row r="1"><c r="A1" s="1"><v>45292</v></c><c r="B1" s="2"><v>45292.75</v></c><c r="C1" s="3"><v>0.5</v></c><c r="D1" s="4"><v>1.5</v></c><c r="E1" t="d"><v>2024-02-29</v></c></row>""";
        var file = new XlsxFile().Format("dd/mm/yyyy").Format("d.m.yy h:mm").Format("h:mm").Format("[h]:mm:ss").Sheet("S", rows).Save();

        Assert.Equal("2024-01-01|2024-01-01 18:00:00|12:00:00|36:00:00|2024-02-29", file.Shown(new DialectChoice { Header = false }));
    }

    [Fact]
    public void Leading_zeros_a_number_format_shows_are_kept()
    {
        const string rows = """<row r="1"><c r="A1" s="1"><v>1234</v></c><c r="B1" s="2"><v>78051120</v></c><c r="C1" s="3"><v>7</v></c><c r="D1" t="inlineStr"><is><t>00123</t></is></c></row>""";
        var file = new XlsxFile().Format("00000").Format("000\\-00\\-0000").Format("0.00").Sheet("S", rows).Save();

        Assert.Equal("01234|078-05-1120|7|00123", file.Shown(new DialectChoice { Header = false }));
    }

    [Theory]
    [InlineData(4915112345678, "4915112345678")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(1e21, "1000000000000000000000")]
    [InlineData(1.5e-7, "0.00000015")]
    public void Numbers_are_written_in_full(double number, string text) =>
        Assert.Equal(text, SheetCell.Number(number, null));

    [Fact]
    public void Booleans_read_as_Excel_shows_them() =>
        Assert.Equal("TRUE|FALSE", new XlsxFile().Sheet("S", """<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c></row>""").Save().Shown(new DialectChoice { Header = false }));

    [Fact]
    public void Empty_rows_between_are_rejected_and_those_after_the_last_are_none()
    {
        const string rows = """<row r="1"><c r="A1" t="inlineStr"><is><t>Ann</t></is></c></row><row r="4"><c r="A4" t="inlineStr"><is><t>Bob</t></is></c></row><row r="900000"/>""";

        Assert.Equal("Ann / !2 / !3 / Bob", new XlsxFile().Sheet("S", rows).Save().Shown(new DialectChoice { Header = false }));
    }

    [Fact]
    public void A_workbook_without_a_filled_sheet_is_refused() =>
        Assert.Contains("no sheet", new XlsxFile().Sheet("S", "").Save().Refused().Reason, StringComparison.Ordinal);

    [Fact]
    public void An_encrypted_workbook_is_named_as_such() =>
        Assert.Contains("encrypted with a password", XlsFile.Encrypted().Refused(name: "leads.xlsx").Reason, StringComparison.Ordinal);

    [Fact]
    public void A_damaged_workbook_is_named_as_such()
    {
        var whole = new XlsxFile().Sheet("S", XlsxFile.Text(Header, ["Ann", "Rome"])).Save().ToArray();

        Assert.Contains("damaged", AFile.Of(whole[..(whole.Length / 2)]).Refused().Reason, StringComparison.Ordinal);
        Assert.Contains("damaged", new XlsxFile().Sheet("S", "<row r=\"1\"><c r=\"A1\"").Save().Refused().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_without_a_width_is_read_like_the_others()
    {
        var file = new XlsxFile().Sheet("S", XlsxFile.Text(Header, ["Ann", " Rome & Ostia".Replace("&", "&amp;", StringComparison.Ordinal)]), before: """<cols><col min="1" max="1" width="9"/><col min="2" max="2" hidden="1"/></cols>""").Save();

        Assert.Equal("Ann| Rome & Ostia", file.Shown());
    }

    [Fact]
    public void An_error_reads_as_it_stands()
    {
        const string rows = """<row r="1"><c r="A1" t="inlineStr"><is><t>share</t></is></c><c r="B1" t="inlineStr"><is><t>of</t></is></c></row><row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B2" t="e"><v>#N/A</v></c></row><row r="3"><c r="A3"><v>7</v></c></row>""";

        Assert.Equal("#DIV/0!|#N/A / 7", new XlsxFile().Sheet("S", rows).Save().Shown(new DialectChoice { Header = true }));
    }
}
