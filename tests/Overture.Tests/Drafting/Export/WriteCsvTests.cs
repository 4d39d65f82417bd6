using System.Text;
using Overture.Audience.Files;
using Overture.Drafting.Export;

namespace Overture.Tests.Drafting.Export;

public sealed class WriteCsvTests
{
    [Fact]
    public async Task A_file_is_UTF_8_with_a_mark_and_RFC_4180()
    {
        var file = Workbooks.Of(["name", "=note"], ["Zoë, \"Z\"", "line\nline"], ["007", ""]);

        var bytes = await Write(file, null);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal("name,'=note\r\n\"Zoë, \"\"Z\"\"\",\"line\nline\"\r\n007,\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public async Task A_file_comes_in_the_encoding_asked_for()
    {
        var bytes = await Write(Workbooks.Of(["né"]), Encoding.Latin1);

        Assert.Equal([(byte)'n', 0xE9, (byte)'\r', (byte)'\n'], bytes);
    }

    [Fact]
    public async Task Cells_that_would_run_are_disarmed_and_signed_numbers_stay()
    {
        var bytes = await Write(Workbooks.Of(["cell"], ["=1+1"], ["-5"], ["\t=1"]), null);

        Assert.Equal("cell\r\n'=1+1\r\n-5\r\n\"'\t=1\"\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }

    [Theory]
    [InlineData("x;=1+1")]
    [InlineData("x\t=1+1")]
    [InlineData("x|=1+1")]
    public async Task A_cell_that_another_delimiter_would_split_is_quoted(string cell)
    {
        var bytes = await Write(Workbooks.Of(["cell"], [cell]), null);

        Assert.Equal($"cell\r\n\"{cell}\"\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }

    [Theory]
    [InlineData("windows-1252", "Ωmega", 0x3A9)]
    [InlineData("iso-8859-15", "a 中 b", 0x4E2D)]
    [InlineData("shift_jis", "a 😀", 0x1F600)]
    [InlineData("utf-8", "Ω 中 😀", 0)]
    [InlineData("windows-1252", "Zoë – “x” €", 0)]
    public async Task The_first_character_that_an_encoding_lacks_is_found(string encoding, string cell, int lacks)
    {
        var missing = await EncodingFit.FirstMissing(Workbooks.Of(["name"], ["plain"], [cell]), TextEncodings.Get(encoding), TestContext.Current.CancellationToken);

        Assert.Equal(lacks is 0 ? ((Rune, string)?)null : (new Rune(lacks), "row 2, column name"), missing);
    }

    [Fact]
    public async Task Rows_go_out_as_they_come_to_a_stream_that_is_a_response()
    {
        using var received = new MemoryStream();
        var marks = new List<long>();
        var rows = AsyncEnumerable.Range(1, 40_000).Select(i =>
        {
            if (i % 10_000 is 0)
            {
                marks.Add(received.Length);
            }

            return (IReadOnlyList<string>)[$"Maria {i}"];
        });

        await WriteCsv.Run(new("leads-finished", ["name"], rows), new AsyncOnly(received), null, TestContext.Current.CancellationToken);

        Assert.Equal(marks.Order().Distinct(), marks);
        Assert.EndsWith("Maria 40000\r\n", Encoding.UTF8.GetString(received.ToArray()), StringComparison.Ordinal);
    }

    private static async Task<byte[]> Write(Finished file, Encoding? encoding)
    {
        using var to = new MemoryStream();
        await WriteCsv.Run(file, to, encoding, TestContext.Current.CancellationToken);
        return to.ToArray();
    }
}
