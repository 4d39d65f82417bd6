using System.Collections.Concurrent;
using Overture.Storage;
using Overture.Web.Settings;

namespace Overture.Drafting.Writing;

/// <summary>What this process is writing: its chunks and the leases on them, and the budget of calls in flight that they share.</summary>
internal sealed partial class Desk(ModelSettings models, Leases leases, TimeProvider clock, ILogger<Desk> log) : BackgroundService
{
    /// <summary>How long a stopping process waits for calls in flight.</summary>
    private static readonly TimeSpan LastCalls = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, ChunkWork> chunks = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim permits = new(models.Concurrency);
    private readonly CancellationTokenSource ending = new();

    /// <summary>Ends calls in flight: only when the process stops, and not before they had their time to come back.</summary>
    public CancellationToken Ending => ending.Token;

    public ChunkWork? Find(Chunk chunk) => chunks.GetValueOrDefault(chunk.Key);

    /// <summary>This process is writing rows of the job.</summary>
    public bool IsAt(Guid job) => chunks.Values.Any(work => work.Chunk.Job == job);

    public void Open(ChunkWork work) => chunks[work.Chunk.Key] = work;

    public void Close(ChunkWork work) => chunks.TryRemove(KeyValuePair.Create(work.Chunk.Key, work));

    /// <summary>No new call of this job begins in this process; those in flight come to their end.</summary>
    public void Stop(Guid job)
    {
        foreach (var work in chunks.Values.Where(work => work.Chunk.Job == job))
        {
            work.Stop();
        }
    }

    /// <summary>Rows of a job whose calls are in flight here.</summary>
    public IReadOnlySet<int> InFlight(Guid job) =>
        chunks.Values.Where(work => work.Chunk.Job == job).SelectMany(work => work.InFlight).ToHashSet();

    public Task<bool> Permit(TimeSpan most, CancellationToken ct) => permits.WaitAsync(most, ct);

    public void GiveBack() => permits.Release();

    /// <summary>No new calls; those in flight have a moment to be committed, for they are paid.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var work in chunks.Values)
        {
            work.Stop();
        }

        var started = clock.GetTimestamp();
        while (chunks.Values.Any(work => !work.Ended) && clock.GetElapsedTime(started) < LastCalls && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock, CancellationToken.None);
        }

        await ending.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    /// <summary>Keeps the leases of chunks whose calls take long.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Leases.Length / 4, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await TryKeepLeases();
        }
    }

    private async Task TryKeepLeases()
    {
        try
        {
            await KeepLeases();
        }
#pragma warning disable CA1031 // tried again with the next; leases that lapse meanwhile are lost
        catch (Exception e)
        {
            LogFailed(log, e);
        }
#pragma warning restore CA1031
    }

    private async Task KeepLeases()
    {
        var (held, now) = (chunks.Values.ToList(), clock.GetTimestamp());
        var kept = held.Count is 0 ? new HashSet<string>() : await leases.Keep([.. held.Select(work => (work.Chunk.Lease, work.Fence))], CancellationToken.None);
        foreach (var work in held)
        {
            if (kept.Contains(work.Chunk.Lease))
            {
                work.Keep(now);
            }
            else
            {
                work.Lose();
            }
        }
    }

    public override void Dispose()
    {
        permits.Dispose();
        ending.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The leases of what is being written could not be kept; tried again")]
    private static partial void LogFailed(ILogger log, Exception e);
}
