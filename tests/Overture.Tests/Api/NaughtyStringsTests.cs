using System.Net;
using System.Text;
using System.Text.Json;
using Overture.Audience.Columns;
using Overture.Audience.Files;
using Overture.Drafting.Export;
using Overture.Tests.Drafting.Export;
using Overture.Tests.World;

namespace Overture.Tests.Api;

/// <summary>Strings that break careless programs, as any field of a lead: taken in, prompted with, and given back as they stood.</summary>
public sealed class NaughtyStringsTests(PostgresServer server, ITestOutputHelper output)
{
    [Theory, InlineData(false), InlineData(true)]
    public Task Our_own_come_out_as_they_went_in(bool postgres) => GoThroughAsync(Naughty.Texts, postgres);

    [Fact]
    public async Task The_big_list_comes_out_as_it_went_in()
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("OVERTURE_CORPORA") ?? Path.Combine(Repository.Root, "..", "shared", "corpora"), "blns.json");
        if (!File.Exists(file))
        {
            output.WriteLine("blns.json: the corpus is absent");
            return;
        }

        var strings = JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        await GoThroughAsync(strings, postgres: false);
        output.WriteLine($"blns 100.0 % ({strings.Length}/{strings.Length})");
    }

    private async Task GoThroughAsync(string[] strings, bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var expected = strings.Select((text, i) => Enumerable.Repeat(Stored(text), MergeNames.Fields.Count).Append($"row-{i}").ToList()).ToList();
        var file = Csv([.. MergeNames.Fields, "note"], strings.Select((text, i) => Enumerable.Repeat(text, MergeNames.Fields.Count).Append($"row-{i}")));

        var form = AppHost.Form(file, "naughty.csv", ("start", "true"), ("prompt", "cold-email"), ("encoding", "utf-8"), ("delimiter", ","), ("escape", "\""), ("header", "true"));
        var job = (await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", form, HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        var ended = await app.EndAsync(job);
        var csv = await app.Client.GetByteArrayAsync($"/api/v1/jobs/{job}/download?format=csv", TestContext.Current.CancellationToken);
        var xlsx = await app.Client.GetByteArrayAsync($"/api/v1/jobs/{job}/download?format=xlsx", TestContext.Current.CancellationToken);
        var rows = await app.GetAsync($"/api/v1/jobs/{job}/rows?limit=200");

        Assert.Equal((strings.Length, strings.Length), (ended.GetProperty("total").GetInt32(), ended.GetProperty("done").GetInt32()));
        Assert.Equal(Math.Min(200, strings.Length), rows.GetProperty("items").GetArrayLength());
        Assert.Equal(expected.Select(cells => cells.ConvertAll(Formula.Disarm)), Written(csv).Select(cells => cells.Take(cells.Count < 13 ? cells.Count : 13).ToList()));
        Assert.Equal(expected, Workbooks.ReadFirst(new MemoryStream(xlsx)).Skip(1).Select(cells => cells.Take(13).Select(cell => cell as string ?? "").ToList()));
    }

    // A file is bytes: half a surrogate pair cannot be in it. NUL means nothing and is left out.
    private static string Stored(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\0", "", StringComparison.Ordinal);

    private static string Csv(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows) =>
        string.Concat(rows.Prepend(header).Select(row => string.Join(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n"));

    private static IEnumerable<IReadOnlyList<string>> Written(byte[] csv)
    {
        var dialect = new Dialect { Header = true, Width = 20, Newline = "\r\n", Bom = true };
        return ReadFile.Run(new MemoryStream(csv), dialect, TestContext.Current.CancellationToken).Select(record => record.Cells);
    }
}
