using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>Takes approvals back. Words a person wrote stay a person's; others are as their checks left them.</summary>
internal sealed class Unapprove(Store store, Changes changes, TimeProvider clock)
{
    /// <returns>How many drafts were approved and are no more.</returns>
    public async Task<int> Run(Guid workspace, Guid job, RowFilter filter, CancellationToken ct)
    {
        var undone = await store.Write(Lane.Requests, workspace, (db, stop) => TakeBack(db, job, filter, stop), ct);
        changes.Mark(workspace, job);
        return undone;
    }

    private async Task<int> TakeBack(AppDb db, Guid job, RowFilter filter, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var approved = await filter.Of(db, job).Where(r => r.Draft!.Review == Review.Approved)
            .Select(r => new { r.Draft!.Id, r.Draft.Passed, r.Draft.Failures, Edited = r.Draft.OriginalBody != null }).Distinct().ToListAsync(ct);
        foreach (var alike in approved.GroupBy(draft => (draft.Passed, draft.Failures, draft.Edited)))
        {
            Guid[] drafts = [.. alike.Select(draft => draft.Id)];
            foreach (var some in drafts.Chunk(500))
            {
                await db.Drafts.Where(d => some.Contains(d.Id)).ExecuteUpdateAsync(set => set
                    .SetProperty(d => d.Review, alike.Key.Edited ? Review.Edited : Review.None).SetProperty(d => d.ReviewedAt, alike.Key.Edited ? now : null), ct);
            }

            if (!alike.Key.Passed && !alike.Key.Edited)
            {
                await SettleRows.Run(db, job, drafts, RowStatus.Held, Failures.InWords(alike.Key.Failures), now, ct);
            }
        }

        return approved.Count;
    }
}
