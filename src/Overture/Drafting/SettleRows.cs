using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>Moves the rows of some drafts between written and held as a person decides, and the job's counters with them, inside the caller's transaction.</summary>
internal static class SettleRows
{
    /// <param name="drafts">Every row of the job that shows one of them moves.</param>
    /// <param name="status">Completed or held.</param>
    /// <returns>How many rows moved.</returns>
    public static async Task<int> Run(AppDb db, Guid job, IReadOnlyCollection<Guid> drafts, RowStatus status, string? error, DateTimeOffset now, CancellationToken ct)
    {
        var from = status is RowStatus.Completed ? RowStatus.Held : RowStatus.Completed;
        var moved = 0;
        foreach (var some in drafts.Chunk(500))
        {
            moved += await db.Rows.Where(r => r.JobId == job && r.Status == from && some.Contains(r.DraftId!.Value))
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, status).SetProperty(r => r.Error, error).SetProperty(r => r.UpdatedAt, now), ct);
        }

        var more = status is RowStatus.Completed ? moved : -moved;
        await db.Jobs.Where(j => j.Id == job).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.Completed, j => j.Completed + more).SetProperty(j => j.Held, j => j.Held - more).SetProperty(j => j.UpdatedAt, now), ct);
        return moved;
    }
}
