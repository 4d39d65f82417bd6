using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting.Writing;

/// <summary>A file that comes again while it is being written: rows whose lead an older job with the same prompt still has to write wait for its words.</summary>
internal static class UnderWay
{
    /// <summary>The older jobs that write with the same prompt now. Of two jobs always the same one is the older, so that none waits for the other crosswise.</summary>
    public static async Task<IReadOnlyList<Job>> Older(AppDb db, Job job, CancellationToken ct) =>
        await db.Jobs.Where(j => j.Status == JobStatus.Processing && j.PromptVersionId == job.PromptVersionId && j.Sample == job.Sample && j.Id < job.Id).ToListAsync(ct);

    /// <returns>The rows that nobody else is about to write.</returns>
    public static async Task<List<Row>> Leave(AppDb db, Job job, List<Row> rows, CancellationToken ct)
    {
        var older = await Older(db, job, ct);
        if (older.Count is 0)
        {
            return rows;
        }

        var (ids, imports) = (older.Select(j => j.Id).ToList(), older.Select(j => j.ImportId).OfType<Guid>().ToList());
        var leads = rows.Select(row => row.LeadId).OfType<Guid>().ToList();
        var waiting = await (
            from line in db.Lines
            join row in db.Rows on line.Ordinal equals row.Ordinal
            where imports.Contains(line.ImportId) && leads.Contains(line.LeadId!.Value)
                && ids.Contains(row.JobId) && row.LeadId == line.LeadId && row.Status == RowStatus.Pending
            select line.LeadId!.Value).ToHashSetAsync(ct);
        var lists = older.Where(j => j.ListId is not null).Select(j => j.Id).ToList();
        if (lists.Count > 0)
        {
            waiting.UnionWith(await db.Rows.Where(r => lists.Contains(r.JobId) && leads.Contains(r.LeadId!.Value) && r.Status == RowStatus.Pending).Select(r => r.LeadId!.Value).ToListAsync(ct));
        }

        return [.. rows.Where(row => row.LeadId is not { } lead || !waiting.Contains(lead))];
    }
}
