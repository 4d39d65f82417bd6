using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Accounts;

/// <summary>
/// Counts requests into the tables, and shares the limits with other processes that write at the same time: each takes an equal part, looked
/// at every second.
/// </summary>
internal sealed partial class KeepSpent(Store store, ModelPool pool, TimeProvider clock, ILogger<KeepSpent> log) : BackgroundService
{
    private readonly ConcurrentDictionary<(Guid Workspace, string Group, string Model, DateTimeOffset Hour), int> counts = new();

    public void Add(Guid workspace, string group, string model)
    {
        var now = clock.GetUtcNow();
        counts.AddOrUpdate((workspace, group, model, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour))), 1, (_, count) => count + 1);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await TryKeep();
        }
    }

    private async Task TryKeep()
    {
        try
        {
            await Keep();
            if (pool.Rates.Any())
            {
                await Share();
            }
        }
#pragma warning disable CA1031 // counted again a second later
        catch (Exception e)
        {
            LogFailed(log, e);
        }
#pragma warning restore CA1031
    }

    private async Task Keep()
    {
        foreach (var tenant in counts.ToArray().GroupBy(count => count.Key.Workspace))
        {
            await store.Write(Lane.Requests, tenant.Key, async (db, ct) =>
            {
                foreach (var ((workspace, group, model, hour), count) in tenant)
                {
                    const string sql = """
                        INSERT INTO spent (workspace_id, limit_group, model, hour, requests) VALUES (@workspace, @group, @model, @hour, @count)
                        ON CONFLICT (workspace_id, limit_group, model, hour) DO UPDATE SET requests = spent.requests + excluded.requests
                        """;
                    await Store.Execute(db, sql, ct, ("@workspace", workspace), ("@group", group), ("@model", model), ("@hour", hour), ("@count", count));
                }
            }, CancellationToken.None);
            foreach (var (key, count) in tenant)
            {
                counts.AddOrUpdate(key, 0, (_, now) => now - count);
                counts.TryRemove(KeyValuePair.Create(key, 0));
            }
        }
    }

    /// <summary>Whoever holds a chunk's lease is writing.</summary>
    private async Task Share()
    {
        var now = clock.GetUtcNow();
        await using var db = store.OpenForAll();
        var writers = await db.Leases.Where(l => l.Until > now && l.Key.StartsWith("chunk/") && l.Holder != "").Select(l => l.Holder).Distinct().ToListAsync(CancellationToken.None);
        var alive = Math.Max(1, writers.Count(holder => !Holder.IsGone(holder)));
        foreach (var (_, _, rate) in pool.Rates)
        {
            rate.Share = 1.0 / alive;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Requests could not be counted; tried again")]
    private static partial void LogFailed(ILogger log, Exception e);
}
