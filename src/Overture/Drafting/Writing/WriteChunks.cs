using Microsoft.EntityFrameworkCore;
using Overture.Rounds;
using Overture.Storage;

namespace Overture.Drafting.Writing;

/// <summary>Writes the rows of processing jobs, and those that a person asked for in others, chunk by chunk. A chunk belongs to who holds its lease.</summary>
internal sealed partial class WriteChunks(
    Store store, Leases leases, Desk desk, ResultWriter results, LoadChunk load, WriteRow write, AskModel ask, TimeProvider clock, ILogger<WriteChunks> log) : IRound
{
    public const string RoundName = "chunk";

    private static readonly TimeSpan TurnLength = TimeSpan.FromSeconds(5);

    public string Name => RoundName;

    public TimeSpan LookEvery => TimeSpan.FromSeconds(10);

    public async Task<IReadOnlyList<(string Key, DateTimeOffset Due)>> Keys(CancellationToken ct)
    {
        await using var db = store.OpenForAll();
        var asked = db.Rows.IgnoreQueryFilters([AppDb.Wall]).Where(r => r.Asked).Select(r => r.JobId);
        var jobs = await db.Jobs.IgnoreQueryFilters([AppDb.Wall]).Where(j => (j.Status == JobStatus.Processing || asked.Contains(j.Id)) && j.Total > 0).ToListAsync(ct);
        var keys = new List<(string, DateTimeOffset)>();
        foreach (var job in jobs)
        {
            keys.AddRange(await KeysOf(job, ct));
        }

        return keys;
    }

    /// <summary>The chunks of a job that have rows to write.</summary>
    public async Task<IReadOnlyList<(string Key, DateTimeOffset Due)>> KeysOf(Job job, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = store.Open(job.WorkspaceId);
        var chunks = await LoadChunk.Pending(db, job).Select(r => (r.Ordinal - 1) / job.ChunkSize).Distinct().OrderBy(index => index).ToListAsync(ct);
        return [.. chunks.Select(index => (new Chunk(job.WorkspaceId, job.Id, index).Key, now))];
    }

    public async Task<DateTimeOffset?> Turn(string key, CancellationToken ct)
    {
        var chunk = Chunk.Parse(key);
        var work = desk.Find(chunk);
        if (work is null)
        {
            if (!await load.HasWork(chunk, ct))
            {
                return null;
            }

            if (await leases.Take(chunk.Lease, ct) is not { } fence)
            {
                return clock.GetUtcNow().AddSeconds(2);
            }

            work = await Begin(chunk, fence, ct);
            if (work is null)
            {
                await leases.GiveBack(chunk.Lease, fence, CancellationToken.None);
                return clock.GetUtcNow() + await load.Patience(chunk, ct);
            }
        }

        await work.Turn(TurnLength, ct);
        if (!work.Ended)
        {
            return clock.GetUtcNow();
        }

        desk.Close(work);
        work.Dispose();
        await leases.GiveBack(chunk.Lease, work.Fence, CancellationToken.None);
        return await load.HasWork(chunk, ct) ? clock.GetUtcNow().AddMilliseconds(work.Lost ? 1000 : 100) : null;
    }

    private async Task<ChunkWork?> Begin(Chunk chunk, long fence, CancellationToken ct)
    {
        try
        {
            if (await load.Run(chunk, fence, ct) is not { } rows)
            {
                return null;
            }

            LogProcessing(log, chunk.Job, chunk.Index, rows.Ready.Count);
            if (!desk.IsAt(chunk.Job))
            {
                await ask.Begin(rows.Plan, ct);
            }

            var work = new ChunkWork(chunk, fence, rows, desk, results, write, clock);
            desk.Open(work);
            return work;
        }
        catch
        {
            await leases.GiveBack(chunk.Lease, fence, CancellationToken.None);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Processing job {Job}: chunk {Chunk}, {Rows} rows to write")]
    private static partial void LogProcessing(ILogger log, Guid job, int chunk, int rows);
}
