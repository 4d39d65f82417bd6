using Microsoft.EntityFrameworkCore;
using Npgsql;
using Overture.Drafting;
using Overture.Storage;
using Overture.Tests.World;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Storage;

/// <summary>A job on tables that others use and that are cut off in its midst.</summary>
public sealed class SharedWorkTests(PostgresServer postgres)
{
    private const int Concurrency = 4;

    [Fact]
    public async Task Two_engines_on_one_file_share_a_job_and_call_no_row_twice()
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 30 } }, CancellationToken.None);
        await using var one = await Engine.StartAsync(null, true, null, Settings(provider, "sk-one"));
        var id = (await one.WriteAsync(LeadFile.Csv(400))).Id;
        await one.UntilAsync(id, job => job.Done > 0);

        await using var two = await Engine.StartAsync(null, true, one.Folder, Settings(provider, "sk-two"));
        var job = await one.EndAsync(id);

        Assert.Equal((JobStatus.Completed, 400), (job.Status, job.Completed));
        Assert.Equal(400, provider.Calls.Select(call => call.Row).Distinct().Count());
        Assert.Equal((400, 400L), (provider.Count, job.Calls));
        Assert.Equal(2, provider.Calls.Select(call => call.Key).Distinct().Count());
    }

    [Fact]
    public async Task Results_of_a_lost_lease_are_dropped_and_their_rows_written_again()
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 100 } }, CancellationToken.None);
        await using var engine = await Engine.StartAsync(null, true, null, Settings(provider, "sk-one"));
        var id = (await engine.WriteAsync(LeadFile.Csv(120))).Id;
        await engine.UntilAsync(id, job => job.Done > 10 && provider.InFlight is Concurrency);

        await engine.Store.Write(Lane.Leases, Guid.Empty, (db, ct) => db.Leases.ExecuteUpdateAsync(set => set
            .SetProperty(lease => lease.Fence, lease => lease.Fence + 1).SetProperty(lease => lease.Holder, ""), ct), CancellationToken.None);
        var job = await engine.EndAsync(id);

        Assert.Equal((JobStatus.Completed, 120, 120L), (job.Status, job.Completed, job.Calls));
        Assert.InRange(provider.Count, 121, 120 + (2 * Concurrency));
        Assert.All(await engine.RowsAsync(id), row => Assert.Equal(RowStatus.Completed, row.Status));
    }

    [Fact]
    public async Task A_job_whose_connections_are_cut_again_and_again_ends_complete()
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 20 } }, CancellationToken.None);
        await using var engine = await Engine.StartAsync(postgres, true, null, Settings(provider, "sk-one"));
        var id = (await engine.WriteAsync(LeadFile.Csv(400))).Id;

        for (var cut = 1; cut <= 4; cut++)
        {
            await PatientlyAsync(() => engine.UntilAsync(id, job => job.Done >= cut * 40));
            await PostgresStoreTests.CutAllOthersAsync(engine.Store.Url);
        }

        var job = await PatientlyAsync(() => engine.EndAsync(id));
        Assert.Equal((JobStatus.Completed, 400, 0), (job.Status, job.Completed, job.Failed));
        Assert.InRange(provider.Count, 400, 400 + (5 * Concurrency));
    }

    /// <summary>The test's own looks are cut as well; it looks again.</summary>
    private static async Task<JobView> PatientlyAsync(Func<Task<JobView>> look)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await look();
            }
            catch (Exception e) when (tries < 50 && e is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
            {
                await Task.Yield();
            }
        }
    }

    private static (string Name, string Value)[] Settings(ModelProvider provider, string key) =>
    [
        ("OPENAI_API_KEY", key), ("OPENAI_BASE_URL", provider.Url.ToString()), ("OPENAI_RPM", "1000000"),
        ("OPENAI_CONCURRENCY", $"{Concurrency}"), ("MAX_CONCURRENT_JOBS", "2"), ("CHUNK_SIZE", "40"),
    ];
}
