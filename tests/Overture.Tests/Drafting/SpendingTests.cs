using System.Net;
using System.Text.Json;
using Overture.Drafting;
using Overture.Storage;
using Overture.Tests.World;
using Overture.World.ModelProvider;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Drafting;

/// <summary>What is spent is counted, and a cap holds it.</summary>
public sealed class SpendingTests(PostgresServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_cap_is_raised_before_the_job_goes_on(bool onPostgres)
    {
        await using var provider = await ModelProvider.Start(new(), Stop);
        await using var app = await StartAsync(onPostgres, provider, ("OPENAI_CONCURRENCY", "2"));
        var path = $"/api/v1/jobs/{await OrderAsync(app, 300, ("spending_cap", "0.001"))}";
        var reached = await UntilAsync(app, path, "paused", provider);

        var refused = await app.SendAsync(HttpMethod.Post, path + "/resume", null, HttpStatusCode.Conflict);
        var nothing = await app.SendAsync(HttpMethod.Patch, path, new { }, HttpStatusCode.BadRequest);
        var calls = provider.Count;
        var raised = await app.SendAsync(HttpMethod.Patch, path, new { spending_cap = 0.003, name = "twice" }, HttpStatusCode.OK);
        await app.SendAsync(HttpMethod.Post, path + "/resume", null, HttpStatusCode.OK);
        var again = await UntilAsync(app, path, "paused", provider);
        await app.SendAsync(HttpMethod.Patch, path, new { spending_cap = 0 }, HttpStatusCode.OK);
        await app.SendAsync(HttpMethod.Post, path + "/start", null, HttpStatusCode.OK);
        var ended = await UntilAsync(app, path, "completed", provider);

        Assert.Equal(("spending_cap", reached.GetProperty("calls").GetInt32()), (reached.GetProperty("reason").GetString(), calls));
        Assert.Equal(("spending_cap", "$0.001"), (refused.GetProperty("field").GetString(), refused.GetProperty("value").GetString()));
        Assert.Contains("PATCH", refused.GetProperty("cure").GetString(), StringComparison.Ordinal);
        Assert.Equal("spending_cap", nothing.GetProperty("field").GetString());
        Assert.Equal(("paused", "twice", 0.003m), (raised.GetProperty("status").GetString(), raised.GetProperty("name").GetString(), raised.GetProperty("spending_cap").GetDecimal()));
        Assert.InRange(again.GetProperty("cost").GetDecimal(), 0.003m, 0.004m);
        Assert.Equal(300, ended.GetProperty("completed").GetInt32());
    }

    [Fact]
    public async Task A_cap_under_what_is_spent_stops_the_job_at_once()
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 20 } }, Stop);
        await using var app = await StartAsync(false, provider, ("OPENAI_CONCURRENCY", "2"));
        var path = $"/api/v1/jobs/{await OrderAsync(app, 400)}";
        await UntilAsync(app, path, job => job.GetProperty("done").GetInt32() > 5);

        var stopped = await app.SendAsync(HttpMethod.Patch, path, new { spending_cap = 0.000_001 }, HttpStatusCode.OK);

        Assert.Equal(("paused", "spending_cap"), (stopped.GetProperty("status").GetString(), stopped.GetProperty("reason").GetString()));
        Assert.True((await UntilAsync(app, path, "paused", provider)).GetProperty("pending").GetInt32() > 300);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_cap_over_a_model_without_a_price_is_refused_with_the_cure(bool onPostgres)
    {
        await using var provider = await ModelProvider.Start(new(), Stop);
        await using var app = await StartAsync(onPostgres, provider, ("OPENAI_MODEL", "house-model"));

        var refused = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", Order(10, ("spending_cap", "1")), HttpStatusCode.BadRequest);
        await app.SendAsync(HttpMethod.Put, "/api/v1/prices", new Dictionary<string, object> { ["house-model"] = new { input = 0.5, output = 1.5 } }, HttpStatusCode.OK);
        var job = await OrderAsync(app, 10, ("spending_cap", "1"));

        Assert.Equal("spending_cap", refused.GetProperty("field").GetString());
        Assert.Contains("house-model", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("PUT /api/v1/prices", refused.GetProperty("cure").GetString(), StringComparison.Ordinal);
        Assert.True((await app.EndAsync(job)).GetProperty("cost").GetDecimal() > 0);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_fallback_without_a_price_is_never_asked_under_a_cap(bool onPostgres)
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { MissingModels = ["gpt-4o-mini"] } }, Stop);
        await using var app = await StartAsync(onPostgres, provider, ("OPENAI_MODEL", "gpt-4o-mini"), ("OPENAI_FALLBACK_MODELS", "house-model"));

        var path = $"/api/v1/jobs/{await OrderAsync(app, 50, ("spending_cap", "1"))}";
        var paused = await UntilAsync(app, path, "paused", provider);

        Assert.Equal("no_price", paused.GetProperty("reason").GetString());
        Assert.Contains("house-model", paused.GetProperty("explanation").GetString(), StringComparison.Ordinal);
        Assert.Equal((0m, 0), (paused.GetProperty("cost").GetDecimal(), paused.GetProperty("failed").GetInt32()));
        Assert.DoesNotContain(provider.Calls, call => call.Model is "house-model");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Rows_add_up_to_their_job_whatever_was_written_again_held_failed_or_canceled(bool onPostgres)
    {
        var mix = new Dictionary<ModelFault, double> { [ModelFault.BreaksRules] = 0.3, [ModelFault.Refusal] = 0.1, [ModelFault.EmptyText] = 0.1, [ModelFault.BadRequest] = 0.1 };
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { Mix = mix, DelayMs = 5 } }, Stop);
        await using var engine = await Engine.StartAsync(onPostgres ? postgres : null, true, null, Settings(provider, ("OPENAI_CONCURRENCY", "4")));
        var id = (await engine.WriteAsync(LeadFile.Csv(200))).Id;
        await engine.UntilAsync(id, job => job.Done > 60);
        await engine.Get<SteerJob>().Cancel(engine.Workspace, id, Stop);
        await engine.UntilAsync(id, job => provider.InFlight is 0 && job.Calls == provider.Count);
        await engine.Get<SteerJob>().Regenerate(engine.Workspace, id, 1, discard: false, Stop);
        await engine.Get<SteerJob>().Retry(engine.Workspace, id, [RowStatus.Held, RowStatus.Failed], Stop);

        var job = await engine.UntilAsync(id, job => provider.InFlight is 0 && job.Calls == provider.Count && job.Pending is 0);
        var rows = await engine.RowsAsync(id);
        var cost = (await engine.FinishedAsync(id)).Skip(1).Sum(row => row[^1].Length is 0 ? 0 : decimal.Parse(row[^1], System.Globalization.CultureInfo.InvariantCulture));

        Assert.True(job.Canceled > 0 && job.Calls > job.Completed, $"{job}");
        Assert.Equal(job.Cost, rows.Sum(row => row.CostMicros) / 1_000_000m);
        Assert.Equal(job.Cost, cost);
        Assert.Equal((job.InputTokens, job.OutputTokens), (rows.Sum(row => row.InputTokens), rows.Sum(row => row.OutputTokens)));
    }

    private static MultipartFormDataContent Order(int rows, params (string, string)[] fields) => AppHost.Form(LeadFile.Csv(rows), "leads.csv", [("start", "true"), ("prompt", "cold-email"), .. fields]);

    private static async Task<Guid> OrderAsync(AppHost app, int rows, params (string, string)[] fields) =>
        (await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", Order(rows, fields), HttpStatusCode.Accepted)).GetProperty("id").GetGuid();

    /// <summary>And nothing is in flight any more.</summary>
    private static Task<JsonElement> UntilAsync(AppHost app, string path, string status, ModelProvider provider) =>
        UntilAsync(app, path, job => job.GetProperty("status").GetString() == status && provider.InFlight is 0 && (status is "completed" || job.GetProperty("calls").GetInt32() == provider.Count));

    private static async Task<JsonElement> UntilAsync(AppHost app, string path, Func<JsonElement, bool> wanted)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var job = await app.GetAsync(path);
            if (wanted(job))
            {
                return job;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMinutes(1), $"The job stays {job}");
            using var watch = app.Get<Changes>().Watch(app.Workspace, job.GetProperty("id").GetGuid());
            await watch.Next(TimeSpan.FromMilliseconds(50), TimeProvider.System, Stop);
        }
    }

    private Task<AppHost> StartAsync(bool onPostgres, ModelProvider provider, params (string, string)[] more) =>
        AppHost.StartAsync(onPostgres ? postgres : null, Settings(provider, [("OPENAI_DUMMY_MODE", "false"), .. more]));

    private static (string, string)[] Settings(ModelProvider provider, params (string, string)[] more) =>
        [("OPENAI_API_KEY", "sk-test"), ("OPENAI_BASE_URL", provider.Url.ToString()), ("OPENAI_RPM", "1000000"), .. more];
}
