using System.Threading.Channels;
using Overture.Storage;

namespace Overture.Drafting.Writing;

/// <summary>
/// The one writer of results in this process. As soon as it is free it commits all that waits, up to 200 rows, with the counters of their
/// jobs; only then is a call over and its permit back.
/// </summary>
internal sealed partial class ResultWriter(Store store, Leases leases, Changes changes, TimeProvider clock, ILogger<ResultWriter> log) : BackgroundService
{
    private const int MostAtOnce = 200;

    private readonly Channel<(ChunkWork Work, RowResult Result)> waiting = Channel.CreateUnbounded<(ChunkWork, RowResult)>(new() { SingleReader = true });

    public void Add(ChunkWork work, RowResult result)
    {
        if (!waiting.Writer.TryWrite((work, result)))
        {
            work.Committed(result, null);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stop = stoppingToken.Register(() => waiting.Writer.TryComplete());
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var batch = new List<(ChunkWork Work, RowResult Result)>(MostAtOnce);
            while (batch.Count < MostAtOnce && waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            foreach (var tenant in batch.GroupBy(item => item.Work.Chunk.Workspace))
            {
                await Commit(tenant.Key, [.. tenant]);
            }
        }
    }

    private async Task Commit(Guid workspace, List<(ChunkWork Work, RowResult Result)> batch)
    {
        IReadOnlyDictionary<ChunkWork, JobStatus> kept;
        try
        {
            kept = await store.Write(Lane.Results, workspace, (db, ct) => Store(db, batch, ct), CancellationToken.None);
        }
#pragma warning disable CA1031 // the rows stay pending in the tables and are worked again
        catch (Exception e)
        {
            LogLost(log, e, batch.Count);
            kept = new Dictionary<ChunkWork, JobStatus>();
        }
#pragma warning restore CA1031

        foreach (var (work, result) in batch)
        {
            work.Committed(result, kept.TryGetValue(work, out var status) ? status : null);
        }

        foreach (var job in kept.Keys.Select(work => work.Chunk.Job).Distinct())
        {
            changes.Mark(workspace, job);
        }
    }

    /// <returns>The chunks whose lease still held, with the status their job has now. The results of others are dropped.</returns>
    private async Task<IReadOnlyDictionary<ChunkWork, JobStatus>> Store(AppDb db, List<(ChunkWork Work, RowResult Result)> batch, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var kept = new Dictionary<ChunkWork, JobStatus>();
        foreach (var job in batch.GroupBy(item => item.Work.Chunk.Job).OrderBy(group => group.Key))
        {
            var mine = new List<ChunkWork>();
            foreach (var work in job.Select(item => item.Work).Distinct().OrderBy(work => work.Chunk.Index))
            {
                if (await leases.Keep(db, work.Chunk.Lease, work.Fence, ct))
                {
                    mine.Add(work);
                }
            }

            var status = await StoreResults.Run(db, job.Key, [.. job.Where(item => mine.Contains(item.Work)).Select(item => item.Result)], now, ct);
            mine.ForEach(work => kept[work] = status);
        }

        return kept;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Rows} results could not be committed; their rows are worked again")]
    private static partial void LogLost(ILogger log, Exception e, int rows);
}
