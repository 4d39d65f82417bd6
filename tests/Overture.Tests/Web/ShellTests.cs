using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;
using Overture.Tests.World;
using Overture.Web;

namespace Overture.Tests.Web;

public sealed class ShellTests(PostgresServer server)
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task Health_is_told_to_everybody(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        using var stranger = app.NewClient();

        var health = await AppHost.ReadAsync(await stranger.GetAsync("/health", TestContext.Current.CancellationToken), HttpStatusCode.OK);
        using var head = await stranger.SendAsync(new(HttpMethod.Head, "/health"), TestContext.Current.CancellationToken);

        Assert.Equal(["status", "scheduler_running", "timestamp", "checks"], health.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("healthy", true, "ok"), (health.GetProperty("status").GetString(), health.GetProperty("scheduler_running").GetBoolean(), health.GetProperty("checks").GetProperty("database").GetString()));
        Assert.EndsWith("Z", health.GetProperty("timestamp").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal("ready", (await AppHost.ReadAsync(await stranger.GetAsync("/health/ready", TestContext.Current.CancellationToken), HttpStatusCode.OK)).GetProperty("status").GetString());
        Assert.Equal("live", (await AppHost.ReadAsync(await stranger.GetAsync("/health/live", TestContext.Current.CancellationToken), HttpStatusCode.OK)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Every_answer_bears_the_headers_that_keep_it_safe()
    {
        await using var app = await AppHost.StartAsync();

        foreach (var path in new[] { "/sign-in", "/api/v1/jobs", "/no-such-page", "/health", "/docs/index.html" })
        {
            using var answer = await app.Client.GetAsync(path, TestContext.Current.CancellationToken);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains("'nonce-", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.True(answer.Headers.Contains("Referrer-Policy"));
            Assert.True(answer.Headers.Contains("Cross-Origin-Opener-Policy"));
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", null, 404)]
    [InlineData("PUT", "/api/v1/jobs", "{}", 405)]
    [InlineData("POST", "/api/v1/lists", "{\"name\":", 400)]
    [InlineData("POST", "/api/v1/lists", "{\"name\":7}", 400)]
    [InlineData("POST", "/api/v1/lists", "", 400)]
    [InlineData("GET", "/api/v1/jobs?limit=1000", null, 400)]
    [InlineData("GET", "/api/v1/jobs?cursor=x", null, 400)]
    [InlineData("GET", "/api/v1/jobs?status=sleeping", null, 400)]
    [InlineData("GET", "/api/v1/jobs/00000000-0000-0000-0000-000000000001", null, 404)]
    public async Task An_error_is_a_problem_without_a_look_inside(string method, string path, string? body, int status)
    {
        await using var app = await AppHost.StartAsync();

        var problem = await app.SendAsync(new(method), path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), (HttpStatusCode)status);

        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.StartsWith("urn:overture:problem:", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Overture.", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", problem.GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_foresaw_is_a_problem_too_and_its_answer_is_whole()
    {
        await using var app = await AppHost.StartAsync();
        await app.Get<Store>().Write(Lane.Requests, app.Workspace, (db, ct) => db.Database.ExecuteSqlRawAsync("ALTER TABLE lists RENAME TO elsewhere", ct), TestContext.Current.CancellationToken);

        var problem = await app.SendAsync(HttpMethod.Get, "/api/v1/lists", null, HttpStatusCode.InternalServerError);

        Assert.Equal("urn:overture:problem:unexpected", problem.GetProperty("type").GetString());
        Assert.DoesNotContain("table", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_stays_busy_asks_to_come_again()
    {
        var problem = RequestProblems.Read(new DbUpdateException("it failed", new SqliteException("database is locked", 5)))!;

        Assert.Equal((503, "busy", 10), (problem.Status, problem.Code, problem.RetryAfter));
    }

    [Fact]
    public async Task Metrics_are_told_on_this_machine_or_to_who_bears_the_token()
    {
        await using var open = await AppHost.StartAsync();
        await using var guarded = await AppHost.StartAsync(null, ("METRICS_TOKEN", "metrics secret"));
        using var stranger = guarded.NewClient();
        using var bearer = guarded.NewClient("metrics secret");
        using var proxied = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { Host = "overture.example" } };

        var text = await open.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        text = await open.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Contains("# TYPE overture_http_requests_total counter", text, StringComparison.Ordinal);
        Assert.Contains("overture_http_requests_total{method=\"GET\",status=\"2xx\"} ", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/metrics", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await open.Client.SendAsync(proxied, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bearer.GetAsync("/metrics", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_named_origin_may_call_and_another_may_not()
    {
        await using var app = await AppHost.StartAsync(null, ("CORS_ORIGINS", "https://friend.example"));

        Assert.Equal("https://friend.example", await AllowedAsync(app, "https://friend.example"));
        Assert.Null(await AllowedAsync(app, "https://stranger.example"));
    }

    [Fact]
    public async Task An_open_stream_does_not_hold_up_the_end()
    {
        var app = await AppHost.StartAsync(null, ("OPENAI_DUMMY_DELAY", "60s"));
        var job = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", AppHost.Form(LeadFile.Csv(3)), HttpStatusCode.Accepted);
        using var events = await app.Client.GetAsync($"/api/v1/jobs/{job.GetProperty("id").GetGuid()}/events", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var started = TimeProvider.System.GetTimestamp();

        await app.StopAsync();

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(6), $"It took {TimeProvider.System.GetElapsedTime(started)}.");
        await app.DisposeAsync();
    }

    private static async Task<string?> AllowedAsync(AppHost app, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/jobs");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using var answer = await app.NewClient().SendAsync(request, TestContext.Current.CancellationToken);
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null;
    }
}
