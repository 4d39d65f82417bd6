using Microsoft.EntityFrameworkCore;
using Overture.Audience;
using Overture.Drafting.Writing;
using Overture.Rounds;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>Makes a job's rows from the lines of its import while these are still being read, or from the leads of its list.</summary>
internal sealed class MakeRows(Store store, Changes changes, RoundsClock rounds, TimeProvider clock) : IRound
{
    public const string RoundName = "rows";

    private const int SliceSize = 5000;

    private static readonly TimeSpan TurnLength = TimeSpan.FromSeconds(5);

    private static readonly JobStatus[] Alive = [JobStatus.Pending, JobStatus.Processing, JobStatus.Paused];

    public string Name => RoundName;

    public TimeSpan LookEvery => TimeSpan.FromSeconds(1);

    public static string KeyOf(Guid workspace, Guid job) => $"{workspace:N}.{job:N}";

    public async Task<IReadOnlyList<(string Key, DateTimeOffset Due)>> Keys(CancellationToken ct)
    {
        await using var db = store.OpenForAll();
        var waiting = await db.Jobs.IgnoreQueryFilters([AppDb.Wall]).Where(j => !j.RowsComplete && Alive.Contains(j.Status))
            .Select(j => new { j.WorkspaceId, j.Id }).ToListAsync(ct);
        return [.. waiting.Select(j => (KeyOf(j.WorkspaceId, j.Id), clock.GetUtcNow()))];
    }

    public async Task<DateTimeOffset?> Turn(string key, CancellationToken ct)
    {
        var (workspace, id) = (Guid.Parse(key.Split('.')[0]), Guid.Parse(key.Split('.')[1]));
        var started = clock.GetTimestamp();
        while (true)
        {
            var made = await Slice(workspace, id, ct);
            if (made.Rows > 0)
            {
                changes.Mark(workspace, id);
                await WakeChunks(workspace, id, made, ct);
            }

            if (made.All || clock.GetElapsedTime(started) > TurnLength)
            {
                return made.All ? null : clock.GetUtcNow();
            }

            if (made.Rows is 0 && made.Import is { } import)
            {
                using var watch = changes.Watch(workspace, import);
                await watch.Next(TimeSpan.FromMilliseconds(50), clock, ct);
            }
        }
    }

    private async Task WakeChunks(Guid workspace, Guid id, Made made, CancellationToken ct)
    {
        if (made.Working)
        {
            for (var chunk = Chunk.Number(made.Total - made.Rows + 1, made.ChunkSize); chunk <= Chunk.Number(made.Total, made.ChunkSize); chunk++)
            {
                await rounds.Wake(WriteChunks.RoundName, new Chunk(workspace, id, chunk).Key, null, ct);
            }
        }
    }

    private async Task<Made> Slice(Guid workspace, Guid id, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var job = await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, ct);
        if (job is null || job.RowsComplete || !Alive.Contains(job.Status))
        {
            return Made.Nothing;
        }

        return job.ImportId is { } import ? await FromLines(db, job, import, ct) : await FromList(job, ct);
    }

    private async Task<Made> FromLines(AppDb db, Job job, Guid import, CancellationToken ct)
    {
        var read = await db.Imports.Where(i => i.Id == import).Select(i => new { i.State, i.LineCount, i.Error }).SingleAsync(ct);
        if (read.State is ImportState.Failed)
        {
            await store.Write(Lane.Requests, job.WorkspaceId, (w, stop) => w.Jobs.Where(j => j.Id == job.Id).ExecuteUpdateAsync(set => set
                .SetProperty(j => j.Status, JobStatus.Failed).SetProperty(j => j.Reason, "file").SetProperty(j => j.Explanation, read.Error).SetProperty(j => j.RowsComplete, true), stop), ct);
            changes.Mark(job.WorkspaceId, job.Id);
            return Made.Nothing;
        }

        var end = Math.Min(read.LineCount, job.RowLimit ?? int.MaxValue);
        var to = Math.Min(end, job.Total + SliceSize);
        var all = to == end && read.State is ImportState.Ready; // also of a job that writes few rows: its finished file holds every line
        var rows = to > job.Total || all ? await Insert(job, to, all, ct) : 0;
        return new(rows, to, job.ChunkSize, import, job.Status is JobStatus.Processing, all);
    }

    /// <summary>Compare-and-set on the job's total: of two nodes that come at once, one makes the rows.</summary>
    private Task<int> Insert(Job job, int to, bool all, CancellationToken ct) => store.Write(Lane.Bulk, job.WorkspaceId, async (db, stop) =>
    {
        var mine = await db.Jobs.Where(j => j.Id == job.Id && j.Total == job.Total && !j.RowsComplete).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.Total, to).SetProperty(j => j.RowsComplete, all), stop);
        if (mine is 0)
        {
            return 0;
        }

        const string sql = """
            INSERT INTO rows (workspace_id, job_id, ordinal, lead_id, same_as, status, take, asked, tries, input_tokens, output_tokens, cost_micros, updated_at)
            SELECT workspace_id, @job, ordinal, lead_id, same_as, 0, 0, FALSE, 0, 0, 0, 0, @now FROM lines
            WHERE workspace_id = @workspace AND import_id = @import AND ordinal > @from AND ordinal <= @to
            """;
        var rows = await Store.Execute(db, sql, stop, ("@job", job.Id), ("@now", clock.GetUtcNow()), ("@workspace", job.WorkspaceId), ("@import", job.ImportId), ("@from", job.Total), ("@to", to));
        await JobEnd.Settle(db, job.Id, clock.GetUtcNow(), stop);
        return rows;
    }, ct);

    private Task<Made> FromList(Job job, CancellationToken ct) => store.Write(Lane.Bulk, job.WorkspaceId, async (db, stop) =>
    {
        var leads = await db.ListLeads.Where(m => m.ListId == job.ListId).OrderBy(m => m.AddedAt).ThenBy(m => m.LeadId)
            .Select(m => m.LeadId).Take(job.RowLimit ?? int.MaxValue).ToListAsync(stop);
        var mine = await db.Jobs.Where(j => j.Id == job.Id && !j.RowsComplete).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.Total, leads.Count).SetProperty(j => j.RowsComplete, true), stop);
        if (mine > 0)
        {
            var now = clock.GetUtcNow();
            await Bulk.Insert(db, [.. leads.Skip(job.Total).Select((lead, i) => new Row { WorkspaceId = job.WorkspaceId, JobId = job.Id, Ordinal = job.Total + i + 1, LeadId = lead, UpdatedAt = now })], stop);
            await JobEnd.Settle(db, job.Id, now, stop);
        }

        return new Made(leads.Count - job.Total, leads.Count, job.ChunkSize, null, job.Status is JobStatus.Processing, true);
    }, ct);

    /// <param name="Working">The job is processing: its new rows may be written.</param>
    /// <param name="All">All rows are made.</param>
    private sealed record Made(int Rows, int Total, int ChunkSize, Guid? Import, bool Working, bool All)
    {
        public static readonly Made Nothing = new(0, 0, 1, null, false, true);
    }
}
