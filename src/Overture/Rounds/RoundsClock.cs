using Quartz;

namespace Overture.Rounds;

/// <summary>The clock of this node, for the rooms: wakes a key now, or at an instant. An earlier instant wins over a later one.</summary>
internal sealed class RoundsClock(ISchedulerFactory schedulers, IServiceProvider services, TimeProvider clock)
{
    public async Task Wake(string round, string key, DateTimeOffset? due, CancellationToken ct)
    {
        if (services.GetKeyedService<IRound>(round) is null)
        {
            return;
        }

        var scheduler = await schedulers.GetScheduler(ct);
        await scheduler.Wake(round, key, due ?? clock.GetUtcNow(), ct);
    }
}
