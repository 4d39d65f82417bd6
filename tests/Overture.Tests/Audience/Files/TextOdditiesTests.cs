using System.Text;
using System.Text.Json;
using Overture.Audience;
using Overture.Audience.Columns;
using Overture.Audience.Files;

namespace Overture.Tests.Audience.Files;

/// <summary>Each oddity of delimited text in docs/files.md.</summary>
public sealed class TextOdditiesTests
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    [InlineData('^')]
    [InlineData('~')]
    public void The_delimiter_is_found(char delimiter)
    {
        var text = "name,email,city\nAnn,ann@acme.example,Rome\nBob,bob@acme.example,Oslo\n".Replace(',', delimiter);

        var found = AFile.Of(text).Inspect();

        Assert.Equal(delimiter, found.Dialect.Delimiter);
        Assert.Equal(["name", "email", "city"], found.Columns);
    }

    [Theory]
    [InlineData("name;price\nMug;1,50\nCup;2,75\n", ';')]
    [InlineData("name|note\nMug|red, blue, green\nCup|white, grey\n", '|')]
    [InlineData("name\tnote\nMug\tred, blue\nCup\tgrey; white\n", '\t')]
    [InlineData("sep=;\nname;note\nMug;a,b\n", ';')]
    public void Commas_in_cells_do_not_make_the_comma_the_delimiter(string text, char delimiter) =>
        Assert.Equal(delimiter, AFile.Of(text).Inspect().Dialect.Delimiter);

    [Fact]
    public void Single_quotes_that_wrap_cells_are_found_as_the_quote()
    {
        var file = AFile.Of("name,note\n'O, Neil','it''s here'\n'Smith, A','fine'\n");

        Assert.Equal('\'', file.Inspect().Dialect.Quote);
        Assert.Equal("O, Neil|it's here / Smith, A|fine", file.Shown());
    }

    [Theory]
    [InlineData("'name';'email'\n'Ann';'ann@acme.example'\n'Bob';'bob@acme.example'\n", "name", "Ann|ann@acme.example / Bob|bob@acme.example")]
    [InlineData("name,note\n'Ann','fine'\n'Bob','well'\n", "name", "Ann|fine / Bob|well")]
    [InlineData("'name';'note'\n'Ann';'a;b'\n'Bob';'c'\n'Cid';'d'\n'Dan';'e'\n", "name", "Ann|a;b / Bob|c / Cid|d / Dan|e")]
    [InlineData("'name';'note'\n'Ann';'a;b'\n'Bob';'a;b'\n'Cid';'a;b'\n'Dan';'a;b'\n", "name", "Ann|a;b / Bob|a;b / Cid|a;b / Dan|a;b")]
    public void Single_quotes_are_found_where_no_cell_needs_them(string text, string column, string rows)
    {
        var file = AFile.Of(text);

        Assert.Equal(('\'', column), (file.Inspect().Dialect.Quote, file.Inspect().Columns[0]));
        Assert.Equal(rows, file.Shown());
    }

    [Fact]
    public void Quotes_escaped_by_a_backslash_are_read()
    {
        var file = AFile.Of("""
            name,note
            Ann,"a 5\" nail, bent"
            Bob,"a \"good\" one"
            """);

        Assert.Equal('\\', file.Inspect().Dialect.Escape);
        Assert.Equal("Ann|a 5\" nail, bent / Bob|a \"good\" one", file.Shown());
    }

    [Fact]
    public void Doubled_quotes_within_single_ones_are_one()
    {
        var doubled = AFile.Of("name,note,no\n'Ann','a 48\"\" pipe, bent',1\n'Bob','it''s \"\"good\"\"',2\n");
        var bare = AFile.Of("name,note,no\n'Ann','a 48\" pipe, bent',1\n'Bob','\"\" is nothing',2\n");

        Assert.Equal('"', doubled.Inspect().Dialect.Escape);
        Assert.Equal("Ann|a 48\" pipe, bent|1 / Bob|it's \"good\"|2", doubled.Shown());
        Assert.Equal("Ann|a 48\" pipe, bent|1 / Bob|\"\" is nothing|2", bare.Shown());
    }

    [Fact]
    public void One_backslash_among_bare_apostrophes_is_text() =>
        Assert.Equal("Ann|don't go, but stay|1 / Bob|8\\'9 tall|2 / Cid|green, isn't he|3 / Dan|red, blue|4 / Eve|plain|5",
            AFile.Of("name,note,no\n'Ann','don't go, but stay',1\n'Bob','8\\'9 tall',2\n'Cid','green, isn't he',3\n'Dan','red, blue',4\n'Eve','plain',5\n").Shown());

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public void The_newline_is_found(string newline)
    {
        var file = AFile.Of("name,city\nAnn,Rome\nBob,Oslo\n".Replace("\n", newline, StringComparison.Ordinal));

        Assert.Equal(newline, file.Inspect().Dialect.Newline);
        Assert.Equal("Ann|Rome / Bob|Oslo", file.Shown());
    }

    [Fact]
    public void A_cell_keeps_the_line_breaks_within_its_quotes()
    {
        var records = AFile.Of("name,note\nAnn,\"one\ntwo\"\nBob,three\n").Records();

        Assert.Equal("one\ntwo", records[0].Cells[1]);
        Assert.Equal([2, 4], records.Select(r => r.LineNumber));
    }

    [Fact]
    public void Cells_are_kept_as_they_stood_blanks_and_all() =>
        Assert.Equal("  Ann |007|+39 06 / Bob||", AFile.Of("name,id,phone\n  Ann ,007,+39 06\nBob,,\n").Shown());

    [Fact]
    public void A_blank_after_every_delimiter_belongs_to_the_delimiter() =>
        Assert.Equal("Ann|Rome, Italy|1 / Bob|Oslo|2", AFile.Of("name, city, no\nAnn, \"Rome, Italy\", 1\nBob, Oslo, 2\n").Shown());

    [Fact]
    public void Ragged_rows_keep_the_cells_they_have()
    {
        var file = AFile.Of("a_1,b_1,c_1\n1,2,3\n1,2\n1,2,3,4\n5,6,7\n");

        Assert.Equal("1|2|3 / 1|2 / 1|2|3|4 / 5|6|7", file.Shown());
        Assert.Equal(3, file.Inspect().Columns.Count);
    }

    [Fact]
    public void Empty_rows_are_listed_as_rejected_with_their_line() =>
        Assert.Equal("Ann|Rome / !3 / !4 / Bob|Oslo", AFile.Of("name,city\nAnn,Rome\n\n , \nBob,Oslo\n\n\n").Shown());

    [Fact]
    public void A_long_run_of_empty_rows_is_listed_in_bounded_space()
    {
        var records = AFile.Of("name,city\nAnn,Rome\n" + new string('\n', 50_000) + "Bob,Oslo\n").Records();

        Assert.Equal(FileLimits.EmptyRows + 3, records.Count);
        Assert.Equal("49,000 more empty rows up to here", records[^2].Rejected);
        Assert.Equal(50_003, records[^1].LineNumber);
    }

    [Fact]
    public void A_blank_header_is_named_by_its_place() =>
        Assert.Equal(["name", "Column 2", "city"], AFile.Of("name,,city\nAnn,x,Rome\n").Inspect().Columns);

    [Fact]
    public void A_repeated_header_is_numbered() =>
        Assert.Equal(["Name", "name_2", "City", "Name_3"], AFile.Of("Name,name,City,Name\na,b,c,d\n").Inspect().Columns);

    [Fact]
    public void A_file_of_a_header_alone_has_columns_and_no_rows()
    {
        var file = AFile.Of("first_name,company_name,title\n");

        Assert.Equal(["first_name", "company_name", "title"], file.Inspect().Columns);
        Assert.Empty(file.Records());
    }

    [Theory]
    [InlineData("first_name,company_name,title\nAnn,Acme,CEO\n", true)]
    [InlineData("Ann,ann@acme.example,Rome\nBob,bob@acme.example,Oslo\n", false)]
    [InlineData("nom,âge,ville\nAnne,31,Lyon\nLuc,40,Nice\n", true)]
    [InlineData("1,2,3\n4,5,6\n", false)]
    [InlineData("氏名,会社\n田中,サンプル\n", true)]
    [InlineData("2019-01-01,Ann,12\n2019-01-02,Bob,13\n", false)]
    public void The_header_is_found(string text, bool header) =>
        Assert.Equal(header, AFile.Of(text).Inspect().Dialect.Header);

    [Theory]
    [InlineData("Name,Email,No\nname,email,no\nAnn,ann@acme.example,1\nBob,bob@acme.example,2\n")]
    [InlineData("Person,,Order\nName,Email,No\nAnn,ann@acme.example,1\nBob,bob@acme.example,2\n")]
    [InlineData("Name,Email,\nVorname,E-Mail,Firma\nAnn,ann@acme.example,1\nBob,bob@acme.example,2\n")]
    public void A_header_of_several_rows_is_one_its_cells_joined(string text)
    {
        var found = AFile.Of(text).Inspect();
        var lines = text.Split('\n').Select(line => line.Split(',')).ToList();

        Assert.Equal((true, 2), (found.Dialect.Header, found.Dialect.HeaderRows));
        Assert.Equal(lines[0].Zip(lines[1], (upper, lower) => $"{upper} {lower}".Trim()), found.Columns);
        Assert.Equal("Ann|ann@acme.example|1 / Bob|bob@acme.example|2", AFile.Of(text).Shown());
        Assert.Equal(Field.Email, MapColumns.Run(found.Columns, found.FirstRows).Columns[1].Field);
    }

    [Theory]
    [InlineData("name,status,no\nname,unknown,x\nAnn,new,1\nBob,old,2\n")]
    [InlineData("key,en,de\nname,Name,Name\nemail,Email,E-Mail\ncity,City,Stadt\n")]
    [InlineData("Ann,Rome\nAnn,Rome\nBob,Oslo\n")]
    [InlineData("name,email\nname,email\n")]
    public void A_line_that_could_be_data_is_no_second_header(string text) =>
        Assert.True(AFile.Of(text).Inspect().Dialect.HeaderRows == 1);

    [Fact]
    public void Every_quote_is_text_where_none_is_chosen()
    {
        var file = AFile.Of("Name,Note\nAnn,\"big\"\nBob,\"said \"no\n");
        var none = new ImportOptions { Quote = "none" }.Choice()!;

        Assert.Null(file.Inspect(none.Dialect).Dialect.Quote);
        Assert.Equal("Ann|\"big\" / Bob|\"said \"no", file.Shown(none.Dialect));
        Assert.Equal("Ann|big / Bob|\"said \"no", file.Shown(new ImportOptions { Quote = "\"" }.Choice(none)!.Dialect));
    }

    [Fact]
    public void How_many_rows_name_the_columns_can_be_said()
    {
        var file = AFile.Of("Name,Size,Weight\n,cm,kg\nMug,9,1\n");

        Assert.Equal(["Name", "Size cm", "Weight kg"], file.Inspect(new DialectChoice { HeaderRows = 2 }).Columns);
        Assert.Equal("Mug|9|1", file.Shown(new DialectChoice { HeaderRows = 2 }));
        Assert.False(file.Inspect(new DialectChoice { HeaderRows = 0 }).Dialect.Header);
    }

    [Theory]
    [InlineData("https://acme.example\nhttps://globex.example/a?b=c,d\n", false)]
    [InlineData("website\nhttps://acme.example\nhttps://globex.example/a?b=1\n", true)]
    [InlineData("acme.example\nglobex.example\n", false)]
    [InlineData("url\nacme.example", true)]
    [InlineData("https://acme.example", false)]
    public void One_column_of_URLs_is_read_with_and_without_header(string text, bool header)
    {
        var file = AFile.Of(text);

        var found = file.Inspect(new DialectChoice { Delimiter = text.Contains(",d", StringComparison.Ordinal) ? '\t' : null });

        Assert.Equal(header, found.Dialect.Header);
        Assert.Equal(text.TrimEnd().Split('\n').Length - (header ? 1 : 0), found.FirstRows.Count);
        Assert.All(found.FirstRows, row => Assert.Single(row));
    }

    [Fact]
    public void Titles_and_comments_above_the_table_are_skipped()
    {
        var file = AFile.Of("# exported by hand\nLeads of May,,\n\nname,city,no\nAnn,Rome,1\nBob,Oslo,2\n");

        Assert.Equal(3, file.Inspect().Dialect.SkipLines);
        Assert.Equal(["name", "city", "no"], file.Inspect().Columns);
        Assert.Equal(5, file.Records()[0].LineNumber);
    }

    [Fact]
    public void A_quote_within_a_cell_that_nobody_escaped_is_text() =>
        Assert.Equal("Ann|the \"best\" one|1 / Bob|plain|2", AFile.Of("name,note,no\nAnn,\"the \"best\" one\",1\nBob,plain,2\n").Shown());

    [Fact]
    public void An_opening_quote_that_never_closes_is_text_where_the_cells_then_fit() =>
        Assert.Equal("\"Ann|Rome|1 / Bob|Oslo, N|2", AFile.Of("name,city,no\n\"Ann,Rome,1\nBob,\"Oslo, N\",2\n").Shown());

    [Theory]
    [InlineData("Ann,Rome,\"1,\"said \"\"no\"\", then \"\"maybe\"\"\"\n", "Ann|Rome|\"1|said \"no\", then \"maybe\"")]
    [InlineData("\"Ann,Rome,1,\"two\nlines\"\n", "\"Ann|Rome|1|two\nlines")]
    [InlineData("Ann,\"Rome, Italy\",\"1,\"x, y\"\n", "Ann|Rome, Italy|\"1|x, y")]
    public void A_quote_too_many_leaves_the_quoted_cells_after_it_whole(string line, string read) =>
        Assert.Equal($"Zed|Bern|0|- / {read} / Bob|Oslo|2|plain", AFile.Of($"name,city,no,note\nZed,Bern,0,-\n{line}Bob,Oslo,2,plain\n").Shown());

    [Fact]
    public void Torn_quoting_rejects_its_line_and_the_rest_is_read()
    {
        var records = AFile.Of("name,city,no\nAnn,Rome,1\nBob,\"Oslo\nCid,Bern,3\nDora,Wien,4\n").Records();

        Assert.Equal("Ann|Rome|1 / !3 / Cid|Bern|3 / Dora|Wien|4", records.Shown());
        Assert.StartsWith("torn quoting", records[1].Rejected, StringComparison.Ordinal);
        Assert.Equal("Bob,\"Oslo", records[1].Cells[0]);
    }

    [Fact]
    public void NUL_characters_are_left_out() =>
        Assert.Equal("Ann|Rome", AFile.Of("name,city\nA\0nn,Rome\n").Shown(new DialectChoice { Encoding = "utf-8" }));

    [Fact]
    public void The_kind_is_judged_by_content_not_by_name()
    {
        Assert.Equal(FileKind.Csv, AFile.Of("a_1,b_1\n1,2\n").Inspect(name: "leads.xlsx").Dialect.Kind);
        Assert.Equal(FileKind.Xlsx, new XlsxFile().Sheet("S", XlsxFile.Text(["a"], ["b"])).Save().Inspect(name: "leads.csv").Dialect.Kind);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \n\n", "blanks")]
    [InlineData("<html><table><tr><td>a</td></tr></table></html>", "web page")]
    [InlineData("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", "Excel 2003 XML")]
    [InlineData("[{\"name\": \"Ann\"}]", "JSON")]
    [InlineData("%PDF-1.7 x", "PDF")]
    public void What_is_no_table_is_refused_with_the_way_out(string text, string what)
    {
        var refused = AFile.Of(text).Refused(name: "leads.xls");

        Assert.Contains(what, refused.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Cure);
    }

    [Fact]
    public void What_a_person_decides_overrules_what_was_found()
    {
        var file = AFile.Of("Ann;Rome, Italy\nBob;Oslo, Norway\n");

        var found = file.Inspect(new DialectChoice { Delimiter = ',', Header = false, SkipLines = 1 });

        Assert.Equal(["Bob;Oslo", "Norway"], Assert.Single(found.FirstRows));
        Assert.Equal(["Column 1", "Column 2"], found.Columns);
        Assert.Contains("no encoding", file.Refused(new DialectChoice { Encoding = "klingon" }).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dialect_survives_JSON()
    {
        var dialect = AFile.Of("name\tcity\nÄnne\tRom\n", "windows-1252").Inspect().Dialect;

        Assert.Equal(dialect, JsonSerializer.Deserialize<Dialect>(JsonSerializer.Serialize(dialect)));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    public void A_byte_order_mark_is_noted_and_no_part_of_the_first_cell(string encoding)
    {
        var file = AFile.Of([.. TextEncodings.Get(encoding).GetPreamble(), .. TextEncodings.Get(encoding).GetBytes("name,city\nZoë,Köln\n")]);

        var found = file.Inspect();

        Assert.Equal((encoding, true, "name"), (found.Dialect.Encoding, found.Dialect.Bom, found.Columns[0]));
        Assert.Equal("Zoë|Köln", file.Shown());
    }

    [Fact]
    public void Each_encoding_is_found_and_read()
    {
        var text = "имя,город,страна\nИван,Москва,Россия\nОльга,Казань,Россия\n";

        Assert.Equal("Иван|Москва|Россия / Ольга|Казань|Россия", AFile.Of(text, "koi8-r").Shown());
        Assert.Equal("Иван|Москва|Россия / Ольга|Казань|Россия", AFile.Of(text, "windows-1251").Shown());
    }

    [Fact]
    public void The_first_letter_beyond_ASCII_may_come_late()
    {
        var file = AFile.Of("name,city\n" + AFile.Lines(150_000, i => $"Ann {i},Rome") + "Jürgen Groß,Köln\n", "windows-1252");

        Assert.Equal("Jürgen Groß|Köln", file.Records()[^1..].Shown());
    }

    [Fact]
    public void Mojibake_is_recognised_and_repaired_when_asked()
    {
        var bytes = Encoding.UTF8.GetBytes("name,city\nJürgen Müller,Köln\nZoë,São Paulo\n");
        var file = AFile.Of(TextEncodings.Get("windows-1252").GetString(bytes));

        var found = file.Inspect();

        Assert.True(found.MojibakeSuspected);
        Assert.Equal("JÃ¼rgen → Jürgen", found.MojibakeExample);
        Assert.Equal("JÃ¼rgen MÃ¼ller", found.FirstRows[0][0]);
        Assert.Equal("Jürgen Müller|Köln / Zoë|São Paulo", file.Shown(new DialectChoice { RepairMojibake = true }));
    }

    [Fact]
    public void Sound_text_is_not_taken_for_mojibake() =>
        Assert.False(AFile.Of("name,city\nJürgen Müller,Köln\n“Zoë” – São,Łódź\n").Inspect().MojibakeSuspected);
}
