using Microsoft.EntityFrameworkCore;
using Overture.Drafting;
using Overture.Drafting.Writing;
using Overture.Storage;
using Overture.Tests.World;
using Overture.World.ModelProvider;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Drafting;

/// <summary>A file becomes finished copy, on both databases.</summary>
public sealed class JobTests(PostgresServer postgres)
{
    public static TheoryData<bool> Both => [false, true];

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Every_line_comes_out_in_its_order_with_its_cells_and_words(bool onPostgres)
    {
        await using var engine = await StartAsync(onPostgres);

        var job = await engine.EndAsync((await engine.WriteAsync(LeadFile.Csv(1234))).Id);

        Assert.Equal((JobStatus.Completed, 1234, 1234), (job.Status, job.Total, job.Completed));
        var rows = await engine.FinishedAsync(job.Id);
        Assert.Equal(["first_name", "last_name", "email", "company_name", "title", "note", "email_subject", "email_2", "email_status", "error", "model", "words", "cost"], rows[0]);
        Assert.Equal(Enumerable.Range(1, 1234).Select(i => $"row-{i}"), rows.Skip(1).Select(row => row[5]));
        Assert.All(rows.Skip(1), row => Assert.Equal("completed", row[8]));
        Assert.True(rows.Skip(1).Select(row => row[7]).Distinct().Count() > 1220);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_line_that_repeats_a_lead_takes_the_first_ones_copy_free(bool onPostgres)
    {
        await using var engine = await StartAsync(onPostgres);
        var people = string.Join("\r\n", LeadFile.Csv(3).Split("\r\n").Take(4)) + "\r\n";

        var job = await engine.EndAsync((await engine.WriteAsync(people + people[(people.IndexOf('\n') + 1)..])).Id);

        Assert.Equal((6, 6, 3), (job.Total, job.Completed, (int)job.Calls));
        var rows = await engine.FinishedAsync(job.Id);
        Assert.Equal(rows[1][7], rows[4][7]);
        Assert.Equal("same as line 2", rows[4][9]); // as an editor counts the file's lines, its header the first
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Lines_are_counted_as_the_file_counts_them_and_cells_beyond_the_headers_stand_under_their_place(bool onPostgres)
    {
        await using var engine = await StartAsync(onPostgres);

        var job = await engine.EndAsync((await engine.WriteAsync("first_name,email,city\n\nAnn,ann@a.example,Rome\nBob,bob@b.example,Oslo,x,y\nAnn,ann@a.example,Rome\n")).Id);

        var rows = await engine.FinishedAsync(job.Id);
        Assert.Equal(["Column 4", "Column 5"], rows[0].TakeLast(2));
        Assert.Equal(["x", "y"], rows[2].TakeLast(2));
        Assert.Equal("same as line 3", rows[3][rows[0].ToList().IndexOf("error")]);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task The_same_file_again_costs_nothing_and_so_does_a_column_the_prompt_does_not_read(bool onPostgres)
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { Form = AnswerForm.Json } }, CancellationToken.None);
        await using var engine = await StartAsync(onPostgres, provider);
        var file = LeadFile.Csv(120);
        var first = await engine.EndAsync((await engine.WriteAsync(file)).Id);
        var calls = provider.Count;

        var again = await engine.EndAsync((await engine.WriteAsync(file)).Id);
        var changed = await engine.EndAsync((await engine.WriteAsync(file.Replace(",row-", ",note-", StringComparison.Ordinal))).Id);

        Assert.Equal(120, first.Completed);
        Assert.Equal((120, 0L, 0m), (again.Completed, again.Calls, again.Cost));
        Assert.Equal((120, 0L, 0m), (changed.Completed, changed.Calls, changed.Cost));
        Assert.Equal(calls, provider.Count);
        Assert.True(first.Cost > 0);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_paused_job_stops_and_goes_on_where_it_stood(bool onPostgres)
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 20 } }, CancellationToken.None);
        await using var engine = await StartAsync(onPostgres, provider);
        var id = (await engine.WriteAsync(LeadFile.Csv(400))).Id;
        await engine.UntilAsync(id, job => job.Done > 20);

        await engine.Get<SteerJob>().Pause(engine.Workspace, id, CancellationToken.None);
        var paused = await engine.UntilAsync(id, _ => provider.InFlight is 0);
        var calls = provider.Count;
        Assert.Equal((JobStatus.Paused, "asked"), (paused.Status, paused.Reason));
        Assert.True(paused.Pending > 0);

        await engine.Get<SteerJob>().Start(engine.Workspace, id, CancellationToken.None);
        var ended = await engine.EndAsync(id);

        Assert.Equal(400, ended.Completed);
        Assert.True(calls < 400);
        Assert.Equal(400, provider.Calls.Where(call => call.Status is 200).Select(call => call.Row).Distinct().Count());
    }

    [Fact]
    public async Task A_canceled_job_keeps_what_is_done_and_can_be_taken_up_again()
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 20 } }, CancellationToken.None);
        await using var engine = await StartAsync(false, provider);
        var id = (await engine.WriteAsync(LeadFile.Csv(400))).Id;
        await engine.UntilAsync(id, job => job.Done > 20);

        await engine.Get<SteerJob>().Cancel(engine.Workspace, id, CancellationToken.None);
        var canceled = await engine.EndAsync(id);
        Assert.Equal((JobStatus.Canceled, 0, 400), (canceled.Status, canceled.Pending, canceled.Total));

        await engine.Get<SteerJob>().Retry(engine.Workspace, id, [RowStatus.Canceled], CancellationToken.None);
        Assert.Equal(400, (await engine.UntilAsync(id, job => job.Status is JobStatus.Completed)).Completed);
    }

    [Fact]
    public async Task A_pilot_writes_its_rows_and_waits()
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 200 } }, CancellationToken.None);
        await using var engine = await StartAsync(false, provider, ("OPENAI_CONCURRENCY", "5"), ("OPENAI_ADAPTIVE", "false"));
        var id = (await engine.WriteAsync(LeadFile.Csv(100), change: order => order with { Pilot = 20 })).Id;

        var pilot = await engine.UntilAsync(id, job => job.Status is JobStatus.Paused);
        Assert.Equal(("pilot", 20), (pilot.Reason, pilot.Done));
        Assert.Equal((80, pilot.Cost * 4, "5 calls at once"), (pilot.Estimate!.Rows, pilot.Estimate.Cost, pilot.Estimate.Limit));
        Assert.InRange(pilot.Estimate.Seconds, 80 * 0.2 / 5, 60);
        Assert.Contains("The other 80 take about", pilot.Explanation, StringComparison.Ordinal);

        await engine.Get<SteerJob>().Start(engine.Workspace, id, CancellationToken.None);
        var done = await engine.EndAsync(id);
        Assert.Equal((100, null), (done.Completed, done.Estimate));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task What_a_rate_is_measured_from_moves_on_each_half_minute(bool onPostgres)
    {
        await using var engine = await StartAsync(onPostgres);
        var id = (await engine.WriteAsync(LeadFile.Csv(5), change: order => order with { Start = false })).Id;
        await engine.UntilAsync(id, job => job.RowsComplete);
        var start = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        await using var db = engine.Store.Open(engine.Workspace);
        await engine.Store.Write(Lane.Requests, engine.Workspace, (writing, ct) => writing.Jobs.ExecuteUpdateAsync(set => set
            .SetProperty(j => j.PaceFrom, start).SetProperty(j => j.PaceNext, start), ct), CancellationToken.None);

        var seen = new List<(double From, int Done)>();
        foreach (var (seconds, ordinal) in new[] { (10, 1), (31, 2), (50, 3), (70, 4), (105, 5) })
        {
            var result = new RowResult(ordinal, RowStatus.Failed, null, null, "for the test", 0, default);
            await engine.Store.Write(Lane.Results, engine.Workspace, (writing, ct) => StoreResults.Run(writing, id, [result], start.AddSeconds(seconds), ct), CancellationToken.None);
            var job = await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == id, CancellationToken.None);
            seen.Add(((job.PaceFrom!.Value - start).TotalSeconds, job.PaceFromDone));
        }

        Assert.Equal([(0, 0), (0, 0), (0, 0), (31, 2), (70, 4)], seen);
    }

    [Fact]
    public async Task A_spending_cap_stops_at_the_cap_plus_what_is_in_flight()
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 10 } }, CancellationToken.None);
        await using var engine = await StartAsync(false, provider, ("OPENAI_CONCURRENCY", "4"));
        var probe = await engine.EndAsync((await engine.WriteAsync(LeadFile.Csv(20, from: 5000))).Id);
        var perRow = probe.Cost / 20;

        var id = (await engine.WriteAsync(LeadFile.Csv(300), change: order => order with { SpendingCap = perRow * 50 })).Id;
        var stopped = await engine.UntilAsync(id, job => job.Status is JobStatus.Paused && provider.InFlight is 0);

        Assert.Equal("spending_cap", stopped.Reason);
        Assert.InRange(stopped.Cost, perRow * 50, perRow * 60);
    }

    [Fact]
    public async Task A_file_with_a_header_alone_fails_with_a_reason()
    {
        await using var engine = await StartAsync(false);

        var job = await engine.EndAsync((await engine.WriteAsync("first_name,company_name,title\r\n")).Id);

        Assert.Equal((JobStatus.Failed, "no_rows"), (job.Status, job.Reason));
    }

    private Task<Engine> StartAsync(bool onPostgres, ModelProvider? provider = null, params (string, string)[] more) =>
        Engine.StartAsync(onPostgres ? postgres : null, true, null, provider is null
            ? [("OPENAI_DUMMY_MODE", "true"), .. more]
            : [("OPENAI_API_KEY", "sk-test"), ("OPENAI_BASE_URL", provider.Url.ToString()), ("OPENAI_RPM", "1000000"), .. more]);
}
