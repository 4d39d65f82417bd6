using Microsoft.EntityFrameworkCore;
using Overture.Drafting;
using Overture.Drafting.Writing;
using Overture.Storage;
using Overture.Tests.World;
using Overture.World.ModelProvider;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Drafting;

/// <summary>Rows that a person asks for are written, and nothing else: the job goes on waiting for what it waits for.</summary>
public sealed class AskedRowsTests(PostgresServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(false), InlineData(true)]
    public async Task One_row_written_again_after_a_pilot_is_one_call_and_the_job_still_waits(bool onPostgres)
    {
        await using var provider = await ModelProvider.Start(new(), Stop);
        await using var engine = await StartAsync(onPostgres, provider);
        var id = (await engine.WriteAsync(LeadFile.Csv(300), change: order => order with { Pilot = 20 })).Id;
        await engine.UntilAsync(id, job => job.Status is JobStatus.Paused);

        await engine.Get<SteerJob>().Regenerate(engine.Workspace, id, 3, discard: false, Stop);
        var after = await engine.UntilAsync(id, job => job.Done is 20 && provider.Count > 20);

        Assert.Equal((JobStatus.Paused, "pilot", 20, 280, 21L), (after.Status, after.Reason, after.Completed, after.Pending, after.Calls));
        await AssertNothingMoreAsync(engine, id);
        Assert.Equal(21, provider.Count);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Held_rows_taken_again_in_a_paused_job_are_all_that_is_written(bool onPostgres)
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { Fault = ModelFault.BreaksRules } }, Stop);
        await using var engine = await StartAsync(onPostgres, provider);
        var id = (await engine.WriteAsync(LeadFile.Csv(300), change: order => order with { Pilot = 20 })).Id;
        var pilot = await engine.UntilAsync(id, job => job.Status is JobStatus.Paused);
        provider.Behaviour = new();

        await engine.Get<SteerJob>().Retry(engine.Workspace, id, [RowStatus.Failed, RowStatus.Held], Stop);
        var after = await engine.UntilAsync(id, job => job.Completed is 20);

        Assert.Equal((20, 60L), (pilot.Held, pilot.Calls));
        Assert.Equal((JobStatus.Paused, "pilot", 80L), (after.Status, after.Reason, after.Calls));
        await AssertNothingMoreAsync(engine, id);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task One_row_of_a_job_at_its_cap_is_one_call(bool onPostgres)
    {
        await using var provider = await ModelProvider.Start(new(), Stop);
        await using var engine = await StartAsync(onPostgres, provider, ("OPENAI_CONCURRENCY", "2"));
        var id = (await engine.WriteAsync(LeadFile.Csv(300), change: order => order with { SpendingCap = 0.001m })).Id;
        var capped = await engine.UntilAsync(id, job => job.Status is JobStatus.Paused && provider.InFlight is 0 && job.Calls == provider.Count);

        await engine.Get<SteerJob>().Regenerate(engine.Workspace, id, 1, discard: false, Stop);
        var after = await engine.UntilAsync(id, job => job.Calls > capped.Calls && job.Done == capped.Done);

        Assert.Equal((JobStatus.Paused, "spending_cap", capped.Calls + 1), (after.Status, after.Reason, after.Calls));
        await AssertNothingMoreAsync(engine, id);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task One_row_of_a_canceled_job_leaves_it_canceled(bool onPostgres)
    {
        await using var provider = await ModelProvider.Start(new(), Stop);
        await using var engine = await StartAsync(onPostgres, provider);
        var id = (await engine.WriteAsync(LeadFile.Csv(50), change: order => order with { Pilot = 5 })).Id;
        await engine.UntilAsync(id, job => job.Status is JobStatus.Paused);
        await engine.Get<SteerJob>().Cancel(engine.Workspace, id, Stop);

        await engine.Get<SteerJob>().Regenerate(engine.Workspace, id, 40, discard: false, Stop);
        var after = await engine.UntilAsync(id, job => job.Completed is 6);

        Assert.Equal((JobStatus.Canceled, 44, 6L), (after.Status, after.Canceled, after.Calls));
        Assert.Equal(RowStatus.Completed, (await engine.RowsAsync(id))[39].Status);
        await AssertNothingMoreAsync(engine, id);
    }

    [Fact]
    public async Task A_row_asked_for_while_the_key_is_dead_fails_with_the_reason_and_the_job_waits_as_before()
    {
        await using var provider = await ModelProvider.Start(new(), Stop);
        await using var engine = await StartAsync(false, provider);
        var id = (await engine.WriteAsync(LeadFile.Csv(50), change: order => order with { Pilot = 5 })).Id;
        await engine.UntilAsync(id, job => job.Status is JobStatus.Paused);
        provider.Behaviour = new() { Fault = ModelFault.InvalidKey };

        await engine.Get<SteerJob>().Regenerate(engine.Workspace, id, 2, discard: false, Stop);
        var after = await engine.UntilAsync(id, job => job.Failed is 1);

        Assert.Equal((JobStatus.Paused, "pilot", 4), (after.Status, after.Reason, after.Completed));
        Assert.StartsWith("The provider refuses the key", (await engine.RowsAsync(id))[1].Error, StringComparison.Ordinal);
        await AssertNothingMoreAsync(engine, id);
    }

    [Fact]
    public async Task A_pause_also_stops_what_was_asked_for()
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { Fault = ModelFault.BreaksRules } }, Stop);
        await using var engine = await StartAsync(false, provider, ("OPENAI_CONCURRENCY", "1"));
        var id = (await engine.WriteAsync(LeadFile.Csv(100), change: order => order with { Pilot = 30 })).Id;
        await engine.UntilAsync(id, job => job.Status is JobStatus.Paused);
        provider.Behaviour = new() { DelayMs = 30 };
        await engine.Get<SteerJob>().Retry(engine.Workspace, id, [RowStatus.Held], Stop);
        await engine.UntilAsync(id, job => job.Completed > 2);

        await engine.Get<SteerJob>().Pause(engine.Workspace, id, Stop);
        var paused = await engine.UntilAsync(id, _ => provider.InFlight is 0);

        Assert.Equal((JobStatus.Paused, "asked"), (paused.Status, paused.Reason));
        Assert.InRange(paused.Completed, 3, 29);
        await AssertNothingMoreAsync(engine, id);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_job_whose_last_rows_land_while_it_is_paused_is_done(bool onPostgres)
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 300 } }, Stop);
        await using var engine = await StartAsync(onPostgres, provider);
        var id = (await engine.WriteAsync(LeadFile.Csv(2))).Id;
        await engine.UntilAsync(id, _ => provider.InFlight is 2);

        await engine.Get<SteerJob>().Pause(engine.Workspace, id, Stop);

        Assert.Equal((JobStatus.Completed, 2), ((await engine.EndAsync(id)).Status, provider.Count));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_row_whose_job_was_stopped_before_its_next_call_stays_asked_for_and_bears_what_was_paid(bool onPostgres)
    {
        await using var engine = await Engine.StartAsync(onPostgres ? postgres : null);
        var id = (await engine.WriteAsync(LeadFile.Csv(3), change: order => order with { Start = false })).Id;
        await engine.UntilAsync(id, job => job.RowsComplete);
        RowResult[] results = [new(1, RowStatus.Pending, null, null, null, 1, new Usage(1, 70, 0, 9, 40)), new(2, RowStatus.Failed, null, null, "No.", 3, default)];

        var rows = await engine.Store.Write(Lane.Results, engine.Workspace, async (db, ct) =>
        {
            await db.Rows.Where(r => r.JobId == id && r.Ordinal < 3).ExecuteUpdateAsync(set => set.SetProperty(r => r.Asked, true), ct);
            await StoreResults.Run(db, id, results, DateTimeOffset.UnixEpoch, ct);
            return await db.Rows.AsNoTracking().Where(r => r.JobId == id).OrderBy(r => r.Ordinal).ToListAsync(ct);
        }, Stop);

        Assert.Equal([(RowStatus.Pending, true, 9L), (RowStatus.Failed, false, 0), (RowStatus.Pending, false, 0)], rows.Select(row => (row.Status, row.Asked, row.CostMicros)));
    }

    /// <summary>No chunk has anything to do.</summary>
    private static async Task AssertNothingMoreAsync(Engine engine, Guid job)
    {
        var keys = await engine.Get<WriteChunks>().Keys(Stop);
        Assert.DoesNotContain(keys, key => Chunk.Parse(key.Key).Job == job);
        Assert.DoesNotContain(await engine.RowsAsync(job), row => row.Asked);
    }

    private Task<Engine> StartAsync(bool onPostgres, ModelProvider provider, params (string, string)[] more) => Engine.StartAsync(
        onPostgres ? postgres : null, true, null, [("OPENAI_API_KEY", "sk-test"), ("OPENAI_BASE_URL", provider.Url.ToString()), ("OPENAI_RPM", "1000000"), .. more]);
}
