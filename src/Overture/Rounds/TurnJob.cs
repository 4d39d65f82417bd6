using Quartz;

namespace Overture.Rounds;

/// <summary>One turn of one key, as Quartz sees it. Never two at once for the same key on this node.</summary>
[DisallowConcurrentExecution]
internal sealed partial class TurnJob(IServiceProvider services, TimeProvider clock, ILogger<TurnJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var (round, key) = (context.JobDetail.Key.Group, context.JobDetail.Key.Name);
        var next = await Turn(services.GetRequiredKeyedService<IRound>(round), key, cancellationToken);
        try
        {
            // Not with the turn's token: the next instant must be stored even while the turn is being interrupted.
            await (next is { } due
                ? context.Scheduler.Wake(round, key, due, CancellationToken.None)
                : Forget(context.Scheduler, round, key));
        }
        catch (SchedulerException) when (context.Scheduler.Status is SchedulerStatus.ShuttingDown or SchedulerStatus.Shutdown)
        {
            LogStopped(log, round, key); // the tables know the key; the next start finds it
        }
    }

    /// <summary>A key without a next instant leaves no trace, unless somebody woke it during its last turn.</summary>
    private static async Task Forget(IScheduler scheduler, string round, string key)
    {
        if ((await scheduler.GetTrigger(new TriggerKey(key, round), CancellationToken.None))?.NextFireTimeUtc is null)
        {
            await scheduler.Forget(round, key, CancellationToken.None);
        }
    }

    private async Task<DateTimeOffset?> Turn(IRound round, string key, CancellationToken ct)
    {
        try
        {
            return await round.Turn(key, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return clock.GetUtcNow();
        }
#pragma warning disable CA1031 // a turn that fails is logged and comes again
        catch (Exception e)
        {
            LogFailed(log, e, round.Name, key);
            return clock.GetUtcNow().AddSeconds(15);
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Turn of {Round}/{Key} failed and comes again")]
    private static partial void LogFailed(ILogger log, Exception e, string round, string key);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Turn of {Round}/{Key} ended while the scheduler stopped")]
    private static partial void LogStopped(ILogger log, string round, string key);
}
