using System.Collections.Concurrent;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>A job's state at each change, at most four times a second; one look at the tables serves all who watch the same job.</summary>
internal sealed class JobFeed(JobStatusQuery status, Changes changes, TimeProvider clock, IHostApplicationLifetime life)
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>What other processes change is not marked here.</summary>
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan SayAnyway = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ComeBackAfter = TimeSpan.FromSeconds(2);
    private static readonly JobStatus[] Over = [JobStatus.Completed, JobStatus.Failed, JobStatus.Canceled];

    private readonly ConcurrentDictionary<(Guid Workspace, Guid Job), Look> looks = new();

    /// <summary>The id of what is told last: who comes back with it has missed nothing.</summary>
    public static string IdOf(JobView job) => job.UpdatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);

    public static bool IsOver(JobView job) => Over.Contains(job.Status);

    public async IAsyncEnumerable<SseItem<JobView>> Run(Guid workspace, Guid id, [EnumeratorCancellation] CancellationToken ct)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, life.ApplicationStopping);
        using var watch = changes.Watch(workspace, id);
        var (told, toldAt) = ((JobView?)null, 0L);
        while (!both.IsCancellationRequested && await Now(workspace, id) is { } job)
        {
            if (job != told || clock.GetElapsedTime(toldAt) > SayAnyway)
            {
                (told, toldAt) = (job, clock.GetTimestamp());
                yield return new(job, "job") { EventId = IdOf(job), ReconnectionInterval = ComeBackAfter };
            }

            if (IsOver(job))
            {
                yield break;
            }

            await Task.Delay(AtMostEvery, clock, both.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await watch.Next(LookAnyway, clock, both.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private Task<JobView?> Now(Guid workspace, Guid id)
    {
        if (looks.Count > 1000)
        {
            looks.Clear();
        }

        Look Fresh() => new(clock.GetTimestamp(), new(() => status.Run(workspace, id, CancellationToken.None)));
        return looks.AddOrUpdate((workspace, id), _ => Fresh(), (_, last) => clock.GetElapsedTime(last.At) < AtMostEvery / 2 ? last : Fresh()).Job.Value;
    }

    private sealed record Look(long At, Lazy<Task<JobView?>> Job);
}
