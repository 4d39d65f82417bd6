using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>What happened last in a workspace, from the journal, newest first.</summary>
internal sealed class LastActivity(Store store)
{
    public async Task<IReadOnlyList<Happened>> Run(Guid workspace, int most, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        return await db.Journal.Where(e => e.JobId != null && (e.Number == null || e.Number > 0)).OrderByDescending(e => e.Id).Take(most)
            .Join(db.Jobs, e => e.JobId, j => (Guid?)j.Id, (e, j) => new { Entry = e, j.Id, j.Name }).OrderByDescending(e => e.Entry.Id)
            .Select(e => new Happened(e.Entry.At, e.Entry.Kind, e.Id, e.Name, e.Entry.Code, e.Entry.Number, e.Entry.Ordinal)).ToListAsync(ct);
    }
}

/// <summary>One entry of the journal with the job it is about.</summary>
internal sealed record Happened(DateTimeOffset At, string Kind, Guid Job, string Name, string? Code, long? Number, int? Ordinal);
