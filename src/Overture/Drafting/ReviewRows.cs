using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>What a person says of the words: approved or refused, one row or all that a filter means, and taken back.</summary>
internal sealed class ReviewRows(Store store, Changes changes, TimeProvider clock)
{
    private const string RefusedBy = "A person refused this copy.";

    /// <summary>Approves every row the filter means that has words nobody has judged or changed yet.</summary>
    public Task<Reviewed> Approve(Guid workspace, Guid job, RowFilter filter, Guid? by, CancellationToken ct) =>
        Judge(workspace, job, filter, Review.Approved, by, ct);

    /// <summary>Refuses them: the words are kept, the rows are held.</summary>
    public Task<Reviewed> Refuse(Guid workspace, Guid job, RowFilter filter, Guid? by, CancellationToken ct) =>
        Judge(workspace, job, filter, Review.Refused, by, ct);

    private async Task<Reviewed> Judge(Guid workspace, Guid job, RowFilter filter, Review review, Guid? by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var count = await store.Write(Lane.Requests, workspace, async (db, stop) =>
        {
            var found = await filter.Of(db, job).Where(r => r.Draft != null && r.Draft.Body != "" && (review == Review.Approved ? r.Draft.Review == Review.None || r.Draft.Review == Review.Refused : r.Draft.Review != Review.Refused))
                .Select(r => new { r.Row, Draft = new Draft { Id = r.Draft!.Id, WorkspaceId = workspace, Words = r.Draft.Words, Passed = r.Draft.Passed, Review = r.Draft.Review, ReviewedBy = r.Draft.ReviewedBy, ReviewedAt = r.Draft.ReviewedAt } }).ToListAsync(stop);
            PastDraft[] past = [.. found.DistinctBy(r => r.Draft.Id).Select(r => PastDraft.Of(r.Row, r.Draft, text: false, now))];
            Guid[] drafts = [.. past.Select(p => p.DraftId)];
            await TakeBack.Keep(db, past, now, stop);
            await Mark(db, drafts, review, by, now, stop);
            await SettleRows.Run(db, job, drafts, review is Review.Approved ? RowStatus.Completed : RowStatus.Held, review is Review.Approved ? null : RefusedBy, now, stop);
            await Journal.Add(db, new() { WorkspaceId = workspace, At = now, Kind = review is Review.Approved ? "rows.approved" : "rows.refused", JobId = job, Number = drafts.Length }, stop);
            return drafts.Length;
        }, ct);
        changes.Mark(workspace, job);
        return new(count, now);
    }

    private static async Task Mark(AppDb db, IReadOnlyCollection<Guid> drafts, Review review, Guid? by, DateTimeOffset? at, CancellationToken ct)
    {
        foreach (var some in drafts.Chunk(500))
        {
            await db.Drafts.Where(d => some.Contains(d.Id)).ExecuteUpdateAsync(set => set
                .SetProperty(d => d.Review, review).SetProperty(d => d.ReviewedBy, by).SetProperty(d => d.ReviewedAt, at), ct);
        }
    }
}

/// <summary>How many drafts were judged, and the instant that names them for an undo.</summary>
internal sealed record Reviewed(int Drafts, DateTimeOffset At);
