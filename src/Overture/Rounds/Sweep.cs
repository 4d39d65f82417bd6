using Quartz;

namespace Overture.Rounds;

/// <summary>At start and again and again: every key that has work has a trigger. It rebuilds the scheduler from the tables, and finds what other processes left.</summary>
internal sealed partial class Sweep(IEnumerable<IRound> rounds, ISchedulerFactory schedulers, TimeProvider clock, ILogger<Sweep> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(rounds.Select(round => Look(round, stoppingToken)));

    private async Task Look(IRound round, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await TrySweep(round, ct);
            await Task.Delay(round.LookEvery, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TrySweep(IRound round, CancellationToken ct)
    {
        try
        {
            var scheduler = await schedulers.GetScheduler(ct);
            foreach (var (key, due) in await round.Keys(ct))
            {
                await scheduler.Wake(round.Name, key, due, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // a sweep that fails is logged and comes again
        catch (Exception e)
        {
            LogFailed(log, e, round.Name);
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Sweep of {Round} failed and comes again")]
    private static partial void LogFailed(ILogger log, Exception e, string round);
}
