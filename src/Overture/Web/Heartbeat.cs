using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Web;

/// <summary>Says every few seconds in the table of nodes that this process lives, and at a stop that it is gone.</summary>
internal sealed partial class Heartbeat(Store store, Holder me, Role role, TimeProvider clock, ILogger<Heartbeat> log) : BackgroundService
{
    /// <summary>A node not seen for so long is taken for dead.</summary>
    public static readonly TimeSpan Alive = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public const string WebOnly = "web";

    private static readonly string Version = typeof(Heartbeat).Assembly.GetName().Version?.ToString(3) ?? "0";

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Beat(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await store.Write(Lane.Leases, Guid.Empty, (db, stop) => db.Nodes.Where(n => n.Id == me.Id).ExecuteDeleteAsync(stop), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Every, clock, stoppingToken);
            try
            {
                await Beat(stoppingToken);
            }
#pragma warning disable CA1031 // the next beat tries again
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogMissed(log, e);
            }
#pragma warning restore CA1031
        }
    }

    private Task Beat(CancellationToken ct) => store.Write(Lane.Leases, Guid.Empty, async (db, stop) =>
    {
        var now = clock.GetUtcNow();
        if (await db.Nodes.Where(n => n.Id == me.Id).ExecuteUpdateAsync(set => set.SetProperty(n => n.SeenAt, now), stop) is 0)
        {
            db.Nodes.Add(new() { Id = me.Id, Role = role.ToString().ToLowerInvariant(), Version = Version, StartedAt = now, SeenAt = now });
            await db.SaveChangesAsync(stop);
        }
    }, ct);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A heartbeat was missed")]
    private static partial void LogMissed(ILogger log, Exception e);
}
