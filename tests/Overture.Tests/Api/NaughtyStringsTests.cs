using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Overture.Audience.Columns;
using Overture.Audience.Files;
using Overture.Drafting.Export;
using Overture.Tests.Audience;
using Overture.Tests.Drafting.Export;
using Overture.Tests.World;

namespace Overture.Tests.Api;

/// <summary>Strings that break careless programs, as any field of a lead: taken in, prompted with, and given back as they stood.</summary>
public sealed class NaughtyStringsTests(PostgresServer server)
{
    [Theory, InlineData(false), InlineData(true)]
    public Task Our_own_come_out_as_they_went_in(bool postgres) => GoThroughAsync(Naughty.Texts, postgres);

    [Fact]
    public async Task The_big_list_comes_out_as_it_went_in()
    {
        var strings = CorpusScore.Find("blns.json") is { } file
            ? JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!
            : Naughty.Texts;
        await GoThroughAsync(strings, postgres: false);
        CorpusScore.Say($"blns, from import to export, 100.0 % ({strings.Length}/{strings.Length})");
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
        Assert.Equal(expected, await LinesAsync(app, ended.GetProperty("import_id").GetGuid()));
        Assert.Equal(expected.Select(cells => cells.ConvertAll(Formula.Disarm)), await LinesAsync(app, await TakeInAsync(app, csv, "finished.csv")));
        Assert.Equal(expected, await LinesAsync(app, await TakeInAsync(app, xlsx, "finished.xlsx")));
        await AskForAsync(app, job, strings);
    }

    /// <summary>A finished file comes back; nobody says how it is written.</summary>
    private static async Task<Guid> TakeInAsync(AppHost app, byte[] file, string name)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name } };
        return (await app.SendAsync(HttpMethod.Post, "/api/v1/imports", form, HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
    }

    private static async Task<List<List<string>>> LinesAsync(AppHost app, Guid import)
    {
        var read = await Until.Async(() => app.GetAsync($"/api/v1/imports/{import}"), seen => seen.GetProperty("state").GetString() is "ready" or "failed", TimeSpan.FromMinutes(1));
        Assert.Equal("ready", read.GetProperty("state").GetString());
        List<List<string>> lines = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await app.GetAsync($"/api/v1/imports/{import}/lines?limit=200&cursor={cursor}");
            lines.AddRange(page.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("cells").EnumerateArray().Take(13).Select(cell => cell.GetString()!).ToList()));
            cursor = page.GetProperty("next_cursor").GetString();
        }

        return lines;
    }

    /// <summary>As words to look for, and as words a person writes: taken or refused, never a fault.</summary>
    private static async Task AskForAsync(AppHost app, Guid job, string[] strings)
    {
        foreach (var (text, i) in strings.Select((text, i) => (text, i)))
        {
            foreach (var path in new[] { "leads?q=", $"jobs/{job}/rows?limit=1&q=", $"jobs/{job}/rows?limit=1&company=" })
            {
                using var found = await app.Client.GetAsync($"/api/v1/{path}{Uri.EscapeDataString(Stored(text))}", TestContext.Current.CancellationToken);
                Assert.True((int)found.StatusCode < 500, $"{path} {text} answered {found.StatusCode}");
            }

            using var edited = await app.Client.PatchAsJsonAsync($"/api/v1/jobs/{job}/rows/{i + 1}", new { subject = text, body = text }, TestContext.Current.CancellationToken);
            Assert.True((int)edited.StatusCode < 500, $"An edit to {text} answered {edited.StatusCode}");
        }
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
