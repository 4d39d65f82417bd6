using System.Text;
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

        Assert.Equal("cell\r\n'=1+1\r\n-5\r\n'\t=1\r\n", Encoding.UTF8.GetString(bytes[3..]));
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
