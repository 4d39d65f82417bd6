using System.Net;
using Overture.Tests.World;

namespace Overture.Tests.Api;

/// <summary>The answers that programs written for the older systems know.</summary>
public sealed class OldRoutesTests(PostgresServer server)
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task The_mail_writer_uploads_asks_and_downloads(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);

        var begun = await app.SendAsync(HttpMethod.Post, "/upload", AppHost.Form(LeadFile.Csv(7)), HttpStatusCode.OK);
        var id = begun.GetProperty("job_id").GetGuid();
        await app.EndAsync(id);
        var status = await app.GetAsync($"/status/{id}");
        var csv = await app.Client.GetStringAsync($"/download/{id}?format=csv", TestContext.Current.CancellationToken);
        var xlsx = await app.Client.GetByteArrayAsync($"/download/{id}", TestContext.Current.CancellationToken);

        Assert.Equal(["job_id", "status", "total"], begun.EnumerateObject().Select(p => p.Name));
        Assert.Equal(7, begun.GetProperty("total").GetInt32());
        Assert.Equal(["job_id", "status", "progress", "total", "processed", "failed", "error"], status.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("completed", 100, 7), (status.GetProperty("status").GetString(), status.GetProperty("progress").GetInt32(), status.GetProperty("processed").GetInt32() + status.GetProperty("failed").GetInt32()));
        Assert.Contains("email_subject", csv, StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), xlsx[..2]);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_opener_writer_uploads_processes_and_reads_its_results(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);

        var received = await app.SendAsync(HttpMethod.Post, "/api/upload", AppHost.Form("url\nHTTPS://One.example/?utm_source=x\ntwo.example\n", "sites.csv"), HttpStatusCode.Created);
        var id = received.GetProperty("jobId").GetGuid();
        var pending = await app.GetAsync($"/api/jobs/{id}");
        await app.SendAsync(HttpMethod.Post, "/api/upload/process", new { jobId = id }, HttpStatusCode.Accepted);
        await app.EndAsync(id);
        var job = await app.GetAsync($"/api/jobs/{id}");
        var results = await app.GetAsync($"/api/jobs/{id}/results");

        Assert.Equal(("sites.csv", 2), (received.GetProperty("fileName").GetString(), received.GetProperty("totalRows").GetInt32()));
        Assert.Equal("pending", pending.GetProperty("status").GetString());
        Assert.Equal(["id", "file_name", "file_path", "status", "total_rows", "processed_rows", "failed_rows", "progress", "created_at", "updated_at"], job.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("completed", 2), (job.GetProperty("status").GetString(), job.GetProperty("total_rows").GetInt32()));
        Assert.Equal(["id", "job_id", "url", "status", "opener", "error", "retry_count", "created_at", "updated_at"], results[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(2, results.GetArrayLength());
        Assert.Equal(["HTTPS://One.example/?utm_source=x", "two.example"], results.EnumerateArray().Select(row => row.GetProperty("url").GetString()));
        Assert.Contains("opener", await app.Client.GetStringAsync($"/api/upload/{id}/download", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await app.SendAsync(HttpMethod.Post, $"/api/jobs/{id}/retry", null, HttpStatusCode.Accepted);
        await app.SendAsync(HttpMethod.Post, $"/api/upload/{id}/cancel", null, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_a_key_both_uploads_tell_the_rows_that_will_be_written()
    {
        await using var app = await AppHost.StartAsync(null, ("OPENAI_DUMMY_MODE", "false"), ("OPENAI_DUMMY_DELAY", "60s"));

        var begun = await app.SendAsync(HttpMethod.Post, "/upload", AppHost.Form(LeadFile.Csv(70)), HttpStatusCode.OK);
        var received = await app.SendAsync(HttpMethod.Post, "/api/upload", AppHost.Form(LeadFile.Csv(70, from: 500)), HttpStatusCode.Created);

        Assert.Equal((50, 50), (begun.GetProperty("total").GetInt32(), received.GetProperty("totalRows").GetInt32()));
    }

    [Fact]
    public async Task A_program_at_the_root_is_told_where_the_documentation_is()
    {
        await using var app = await AppHost.StartAsync();

        Assert.Equal("/docs", (await app.GetAsync("/")).GetProperty("docs").GetString());
    }

    [Fact]
    public async Task They_take_a_key_by_default_none_where_they_are_open_and_are_gone_where_they_are_off()
    {
        await using var keyed = await AppHost.StartAsync();
        await using var open = await AppHost.StartAsync(null, ("OLD_ROUTES", "open"));
        await using var off = await AppHost.StartAsync(null, ("OLD_ROUTES", "off"));
        var path = $"/status/{Guid.Empty}";

        Assert.Equal(HttpStatusCode.Unauthorized, await Status(keyed.NewClient(), path));
        Assert.Equal(HttpStatusCode.NotFound, await Status(open.NewClient(), path));
        Assert.Equal(HttpStatusCode.OK, await Status(open.NewClient(), "/"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(open.NewClient(), "/api/v1/jobs"));
        Assert.Equal("urn:overture:problem:no-route", (await off.SendAsync(HttpMethod.Get, path, null, HttpStatusCode.NotFound)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task An_open_route_is_closed_to_the_pages_of_other_sites()
    {
        await using var app = await AppHost.StartAsync(null, ("OLD_ROUTES", "open"));
        using var client = app.NewClient();
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        using var answer = await client.PostAsync("/upload", AppHost.Form(LeadFile.Csv(1)), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, string path)
    {
        using (client)
        {
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }
}
