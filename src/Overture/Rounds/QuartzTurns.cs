using Quartz;

namespace Overture.Rounds;

/// <summary>One durable job and one trigger for each key; the trigger carries its round's execution group.</summary>
internal static class QuartzTurns
{
    public static async Task Wake(this IScheduler scheduler, string round, string key, DateTimeOffset due, CancellationToken ct)
    {
        var trigger = At(scheduler, round, key, due);
        try
        {
            await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, ct);
        }
        catch (SchedulerException) when (scheduler.Status is not (SchedulerStatus.ShuttingDown or SchedulerStatus.Shutdown))
        {
            await scheduler.AddJob(Job(round, key), AddJobOptions.Replacing, ct);
            await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, ct);
        }
    }

    public static async Task Forget(this IScheduler scheduler, string round, string key, CancellationToken ct) =>
        await scheduler.DeleteJob(new JobKey(key, round), ct);

    private static IJobDetail Job(string round, string key) =>
        JobBuilder.Create<TurnJob>().WithIdentity(key, round).StoreDurably().Build();

    private static ITrigger At(IScheduler scheduler, string round, string key, DateTimeOffset due) =>
        TriggerBuilder.Create(scheduler.TimeProvider)
            .WithIdentity(key, round).ForJob(key, round).WithExecutionGroup(round).StartAt(due)
            .WithSchedule(SimpleScheduleBuilder.Create().WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow))
            .Build();
}
