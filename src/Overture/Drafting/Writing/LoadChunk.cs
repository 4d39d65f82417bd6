using Microsoft.EntityFrameworkCore;
using Overture.Audience;
using Overture.Audience.Cleaning;
using Overture.Storage;

namespace Overture.Drafting.Writing;

/// <summary>Finds what a chunk has to do: its pending rows with their fields and keys. Rows that repeat a lead take the first one's copy here, free.</summary>
internal sealed class LoadChunk(Store store, Leases leases, Plans plans, Changes changes, TimeProvider clock)
{
    public async Task<bool> HasWork(Chunk chunk, CancellationToken ct)
    {
        await using var db = store.Open(chunk.Workspace);
        return await FindJob(db, chunk, ct) is { } job && await Pending(db, chunk, job).AnyAsync(ct);
    }

    /// <summary>When to look again at a chunk whose rows all wait for others: for a first line, or for an older job. Null: it has no work.</summary>
    public async Task<TimeSpan?> Patience(Chunk chunk, CancellationToken ct)
    {
        await using var db = store.Open(chunk.Workspace);
        return await FindJob(db, chunk, ct) is not { } job || !await Pending(db, chunk, job).AnyAsync(ct) ? null
            : (await UnderWay.Older(db, job, ct)).Count is 0 ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(5);
    }

    /// <returns>Null when there is nothing to write now.</returns>
    public async Task<ChunkRows?> Run(Chunk chunk, long fence, CancellationToken ct)
    {
        await using var db = store.Open(chunk.Workspace);
        if (await FindJob(db, chunk, ct) is not { } job)
        {
            return null;
        }

        var plan = await plans.Of(job, ct);
        var pending = await Pending(db, chunk, job).OrderBy(r => r.Ordinal).ToListAsync(ct);
        if (pending.Any(row => row.SameAs is not null))
        {
            await TakeFirstOnes(chunk, fence, ct);
        }

        List<Row> first = [.. pending.Where(row => row.SameAs is null)];
        first = job.Status is JobStatus.Processing ? await UnderWay.Leave(db, job, first, ct) : first;
        if (first.Count is 0)
        {
            return null;
        }

        var rows = await Works(db, plan, job, first, ct);
        return new(plan, plan.ReadsSites ? rows : await FindKnown(db, plan, [.. rows.Select(plan.WithSamplePage)], ct), job.Status is not JobStatus.Processing);
    }

    /// <summary>Gives rows their keys, and the words that bear them already.</summary>
    public static async Task<IReadOnlyList<RowWork>> FindKnown(AppDb db, WritingPlan plan, IReadOnlyList<RowWork> rows, CancellationToken ct)
    {
        var keyed = rows.Select(row => row.Key.Length > 0 ? row : row with { Key = CopyKey.Of(plan, row, null) }).ToList();
        var keys = keyed.Select(row => row.Key).ToList();
        var found = await db.Drafts.Where(d => keys.Contains(d.Key)).Select(d => new { d.Id, d.Key, d.Take, d.Passed, d.Review, d.Failures }).ToListAsync(ct);
        if (found.Count is 0)
        {
            return keyed;
        }

        var newest = found.GroupBy(d => Convert.ToHexString(d.Key), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.MaxBy(d => d.Take)!, StringComparer.Ordinal);
        return [.. keyed.Select(row => newest.TryGetValue(Convert.ToHexString(row.Key), out var draft) && draft.Take >= row.Take
            ? row with { Known = new(draft.Id, draft.Passed, draft.Review, draft.Failures) }
            : row)];
    }

    /// <summary>Rows of a job, in their order, with the fields they are written from.</summary>
    public static async Task<IReadOnlyList<RowWork>> Works(AppDb db, WritingPlan plan, Job job, List<Row> rows, CancellationToken ct) =>
        job.ImportId is { } import ? await FromLines(db, plan, import, rows, ct) : await FromLeads(db, rows, ct);

    /// <summary>The rows that are written now: of a processing job all up to its pilot; of any other those that a person asked for.</summary>
    public static IQueryable<Row> Pending(AppDb db, Job job)
    {
        var most = job.Status is JobStatus.Processing ? job.Pilot ?? int.MaxValue : 0;
        return db.Rows.Where(r => r.JobId == job.Id && r.Status == RowStatus.Pending && (r.Asked || r.Ordinal <= most));
    }

    private static Task<Job?> FindJob(AppDb db, Chunk chunk, CancellationToken ct) => db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == chunk.Job, ct);

    private static IQueryable<Row> Pending(AppDb db, Chunk chunk, Job job)
    {
        var (from, to) = chunk.Ordinals(job.ChunkSize);
        return Pending(db, job).Where(r => r.Ordinal >= from && r.Ordinal <= to);
    }

    private static async Task<IReadOnlyList<RowWork>> FromLines(AppDb db, WritingPlan plan, Guid import, List<Row> rows, CancellationToken ct)
    {
        var (from, to) = (rows[0].Ordinal, rows[^1].Ordinal);
        var cells = await db.Lines.Where(l => l.ImportId == import && l.Ordinal >= from && l.Ordinal <= to)
            .Select(l => new { l.Ordinal, l.Cells }).ToDictionaryAsync(l => l.Ordinal, l => l.Cells, ct);
        return [.. rows.Select(row =>
        {
            var lead = CleanRow.Run(plan.Map!, AudienceJson.Cells(cells[row.Ordinal]));
            return new RowWork(row.Ordinal, row.LeadId, MergeFields.Of(lead), CopyKey.Draw(lead.Identity ?? cells[row.Ordinal]), row.Take, row.Tries);
        })];
    }

    private static async Task<IReadOnlyList<RowWork>> FromLeads(AppDb db, List<Row> rows, CancellationToken ct)
    {
        var ids = rows.Select(row => row.LeadId).ToList();
        var leads = await db.Leads.Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, ct);
        return [.. rows.Where(row => leads.ContainsKey(row.LeadId!.Value)).Select(row =>
        {
            var lead = leads[row.LeadId!.Value];
            return new RowWork(row.Ordinal, row.LeadId, MergeFields.Of(lead), CopyKey.Draw(lead.Identity), row.Take, row.Tries);
        })];
    }

    /// <summary>"Same as line 12": where the first line of a lead has its outcome, the lines that repeat it take it over.</summary>
    private async Task TakeFirstOnes(Chunk chunk, long fence, CancellationToken ct)
    {
        await store.Write(Lane.Results, chunk.Workspace, async (db, stop) =>
        {
            if (!await leases.Keep(db, chunk.Lease, fence, stop))
            {
                return;
            }

            var now = clock.GetUtcNow();
            var job = await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == chunk.Job, stop);
            var same = await (
                from row in Pending(db, chunk, job)
                join first in db.Rows on new { row.JobId, Ordinal = row.SameAs } equals new { first.JobId, Ordinal = (int?)first.Ordinal }
                where first.Status == RowStatus.Completed || first.Status == RowStatus.Held || first.Status == RowStatus.Failed
                select new { row.Ordinal, first.Status, first.DraftId, first.Error }).ToListAsync(stop);
            if (same.Count > 0)
            {
                await StoreResults.Run(db, chunk.Job, [.. same.Select(s => new RowResult(s.Ordinal, s.Status, null, s.DraftId, s.Error, 0, default))], now, stop);
            }
        }, ct);
        changes.Mark(chunk.Workspace, chunk.Job);
    }
}
