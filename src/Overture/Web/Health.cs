using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Web;

/// <summary>How the system is: what <c>/health</c> tells everybody.</summary>
internal sealed class Health(Store store, IEnumerable<HealthCheck> checks, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<HealthAnswer> Run(CancellationToken ct)
    {
        var states = new SortedDictionary<string, HealthState>(StringComparer.Ordinal);
        var (database, scheduler) = await AskDatabase(ct);
        states["database"] = database;
        var vital = database is HealthState.Ok;
        foreach (var check in checks)
        {
            states[check.Name] = await Ask(check, ct);
            vital &= !check.Vital || states[check.Name] is not HealthState.Failed;
        }

        var status = !vital ? "unhealthy" : scheduler && states.Values.All(state => state is HealthState.Ok) ? "healthy" : "degraded";
        return new(status, scheduler, clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), states);
    }

    /// <summary>The database answers; and a live node runs the rounds.</summary>
    private async Task<(HealthState Database, bool Scheduler)> AskDatabase(CancellationToken ct)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
            await using var db = store.OpenForAll();
            var since = clock.GetUtcNow() - Heartbeat.Alive;
            var nodes = await db.Nodes.Where(n => n.SeenAt > since && n.Role != Heartbeat.WebOnly).Select(n => n.Id).ToListAsync(both.Token);
            return (HealthState.Ok, nodes.Exists(node => !Holder.IsGone(node)));
        }
#pragma warning disable CA1031 // whatever it is, the database does not answer
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return (HealthState.Failed, false);
        }
#pragma warning restore CA1031
    }

    private static async Task<HealthState> Ask(HealthCheck check, CancellationToken ct)
    {
        try
        {
            return await check.Ask(ct);
        }
#pragma warning disable CA1031 // a check that fails to answer has failed
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return HealthState.Failed;
        }
#pragma warning restore CA1031
    }
}

internal sealed record HealthAnswer(string Status, bool SchedulerRunning, string Timestamp, IReadOnlyDictionary<string, HealthState> Checks);
