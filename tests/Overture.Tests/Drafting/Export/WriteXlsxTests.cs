using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Overture.Drafting.Export;
using Overture.Tests.World;

namespace Overture.Tests.Drafting.Export;

public sealed class WriteXlsxTests
{
    private static readonly string[] Ours = ["opener", "email_status", "error", "model", "words", "cost"];

    [Fact]
    public async Task Every_cell_reads_back_as_it_stood()
    {
        var rows = Naughty.Texts.Select(text => new[] { text, "", "a" + text, text + text }).ToArray();

        using var book = await Workbooks.Write(Workbooks.Of(["text", "empty", "after a", "twice"], rows));

        var read = Assert.Single(Workbooks.Read(book)).Rows;
        Assert.Equal(rows.Length + 1, read.Count);
        foreach (var (row, cells) in rows.Zip(read.Skip(1)))
        {
            Assert.Equal(row, cells.Select(cell => cell as string ?? ""));
        }
    }

    [Fact]
    public async Task A_cell_is_text_whatever_it_looks_like_so_a_formula_is_none()
    {
        using var book = await Workbooks.Write(Workbooks.Of(["cell"], [.. Naughty.Texts.Select(text => new[] { text })]));

        using var document = SpreadsheetDocument.Open(book, isEditable: false);
        var cells = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>().ToList();
        Assert.Equal(Naughty.Texts.Length + 1, cells.Count);
        Assert.All(cells, cell => Assert.Equal(CellValues.InlineString, cell.DataType!.Value));
        Assert.All(cells, cell => Assert.Null(cell.CellFormula));
        Assert.All(cells, cell => Assert.Equal(49u, Format(document, cell).NumberFormatId!.Value));
    }

    [Fact]
    public async Task Our_words_and_cost_are_numbers_and_the_files_own_are_not()
    {
        var columns = ExportColumns.Of(["cost", "words"], subject: false);

        using var book = await Workbooks.Write(Workbooks.Of(columns, ["0010", "5", "Hi", "completed", "", "m", "64", "0.000123"], ["", "", "", "held", "", "", "", "free"]));

        var rows = Workbooks.Read(book)[0].Rows;
        Assert.Equal(["cost", "words", "opener", "email_status", "error", "model", "words_2", "cost_2"], rows[0]);
        Assert.Equal(["0010", "5", "Hi", "completed", null, "m", 64d, 0.000123], rows[1]);
        Assert.Equal([null, null, null, "held", null, null, null, "free"], rows[2]);
    }

    [Fact]
    public async Task The_header_is_bold_frozen_and_filtered_and_the_columns_have_widths()
    {
        using var book = await Workbooks.Write(Workbooks.Of(["id", "text"], ["1", "a text of some length"], ["2", new string('a', 500)]));

        using var document = SpreadsheetDocument.Open(book, isEditable: false);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.Equal("A1:B3", sheet.Elements<AutoFilter>().Single().Reference!.Value);
        Assert.Equal((PaneStateValues.Frozen, "A2"), (sheet.Descendants<Pane>().Single().State!.Value, sheet.Descendants<Pane>().Single().TopLeftCell!.Value));
        Assert.All(sheet.Descendants<Row>().First().Elements<Cell>(), cell => Assert.True(IsBold(document, cell)));
        Assert.All(sheet.Descendants<Row>().Skip(1).SelectMany(row => row.Elements<Cell>()), cell => Assert.False(IsBold(document, cell)));
        Assert.Equal([10d, 62d], sheet.Descendants<Column>().Select(column => column.Width!.Value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(250)]
    public async Task A_workbook_keeps_to_its_schema(int rows)
    {
        var columns = ExportColumns.Of(["name"], subject: false);
        var row = new[] { " Maria\r", "Hi\n", "completed", "", "m", "64", "0.1" };
        using var book = await Workbooks.Write(Workbooks.Of(columns, [.. Enumerable.Repeat(row, rows)]), rowsPerSheet: 101);

        using var document = SpreadsheetDocument.Open(book, isEditable: false);

        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(document, TestContext.Current.CancellationToken).Select(error => $"{error.Part?.Uri} {error.Description}"));
    }

    [Fact]
    public async Task A_full_sheet_is_followed_by_another_with_the_header_again()
    {
        var rows = Enumerable.Range(1, 1250).Select(i => new[] { $"row {i}" }).ToArray();

        using var book = await Workbooks.Write(Workbooks.Of(["name"], rows), rowsPerSheet: 501);

        var sheets = Workbooks.Read(book);
        Assert.Equal(["Finished", "Finished 2", "Finished 3"], sheets.Select(sheet => sheet.Name));
        Assert.Equal([501, 501, 251], sheets.Select(sheet => sheet.Rows.Count));
        Assert.All(sheets, sheet => Assert.Equal(["name"], sheet.Rows[0]));
        Assert.Equal(rows.Select(row => row[0]), sheets.SelectMany(sheet => sheet.Rows.Skip(1)).Select(row => row[0]));
    }

    [Fact]
    public async Task A_sheet_just_full_is_followed_by_none()
    {
        using var book = await Workbooks.Write(Workbooks.Of(["name"], [["a"], ["b"]]), rowsPerSheet: 3);

        Assert.Equal(3, Assert.Single(Workbooks.Read(book)).Rows.Count);
    }

    [Fact]
    public async Task A_file_without_rows_has_its_header()
    {
        using var book = await Workbooks.Write(Workbooks.Of(Ours));

        Assert.Equal(Ours, Assert.Single(Assert.Single(Workbooks.Read(book)).Rows));
    }

    [Fact]
    public async Task Columns_beyond_Z_keep_their_places()
    {
        var columns = Enumerable.Range(1, 800).Select(i => $"column {i}").ToArray();
        var row = columns.Select((name, i) => i % 7 is 0 ? name : "").ToArray();

        using var book = await Workbooks.Write(Workbooks.Of(columns, row));

        var rows = Workbooks.Read(book)[0].Rows;
        Assert.Equal(columns, rows[0]);
        Assert.Equal(row, rows[1].Select(cell => cell as string ?? ""));
    }

    [Fact]
    public async Task A_hundred_thousand_rows_read_back_in_their_order()
    {
        static string[] Row(int i) => [$"Maria {i}", $"{i:000000}", i % 3 is 0 ? "" : "=A1", "Hi 😀\r\n", "completed", "", "sample", "2", "0"];
        var rows = AsyncEnumerable.Range(1, 100_000).Select(i => (IReadOnlyList<string>)Row(i));
        using var book = await Workbooks.Write(new("leads-finished", ["name", "number", "formula", .. Ours], rows));

        var read = 0;
        foreach (var cells in Workbooks.ReadFirst(book).Skip(1))
        {
            Assert.Equal(Row(++read), cells.Select(cell => Convert.ToString(cell, System.Globalization.CultureInfo.InvariantCulture)!));
        }

        Assert.Equal(100_000, read);
    }

    [Fact]
    public async Task Rows_go_out_as_they_come_to_a_stream_that_is_a_response()
    {
        using var received = new MemoryStream();
        var random = Seed.For("rows that do not compress");
        var marks = new List<long>();
        async IAsyncEnumerable<IReadOnlyList<string>> Rows()
        {
            for (var i = 0; i < 10_000; i++)
            {
                if (i % 2_000 is 0)
                {
                    marks.Add(received.Length);
                }

                yield return [random.Next().ToString(System.Globalization.CultureInfo.InvariantCulture)];
            }

            await Task.CompletedTask;
        }

        await WriteXlsx.Run(new("leads-finished", ["number"], Rows()), new AsyncOnly(received), TestContext.Current.CancellationToken);

        Assert.Equal(marks.Order().Distinct(), marks);
        received.Position = 0;
        Assert.Equal(10_001, Workbooks.ReadFirst(received).Count());
    }

    [Fact]
    public async Task What_fails_midway_is_no_workbook()
    {
        using var received = new MemoryStream();
        using var stop = new CancellationTokenSource();
        var rows = AsyncEnumerable.Range(1, 5_000).Select(i =>
        {
            if (i is 3_000)
            {
                stop.Cancel();
            }

            return (IReadOnlyList<string>)["Maria"];
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WriteXlsx.Run(new("leads-finished", ["name"], rows), received, stop.Token));

        received.Position = 0;
        Assert.ThrowsAny<Exception>(() => Workbooks.Read(received));
    }

    [Fact]
    public async Task More_columns_than_a_sheet_holds_are_named_before_a_byte_is_written()
    {
        using var received = new MemoryStream();
        var file = Workbooks.Of([.. Enumerable.Range(0, WriteXlsx.MostColumns + 1).Select(i => $"{i}")]);

        var error = await Assert.ThrowsAsync<NotSupportedException>(() => WriteXlsx.Run(file, received, TestContext.Current.CancellationToken));

        Assert.Equal("Columns: leads-finished has 16385, a worksheet holds 16384. Download it as CSV.", error.Message);
        Assert.Equal(0, received.Length);
    }

    private static CellFormat Format(SpreadsheetDocument document, Cell cell) =>
        document.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value);

    private static bool IsBold(SpreadsheetDocument document, Cell cell) =>
        document.WorkbookPart!.WorkbookStylesPart!.Stylesheet.Fonts!.Elements<Font>().ElementAt((int)(Format(document, cell).FontId?.Value ?? 0)).Bold is not null;
}
