using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>Takes back what was judged or replaced at one instant: words, review and state of each row are as they were. What was changed again since stays.</summary>
internal sealed class TakeBack(Store store, Changes changes, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <returns>How many drafts are as they were.</returns>
    public async Task<int> Run(Guid workspace, Guid job, DateTimeOffset at, CancellationToken ct)
    {
        var undone = await store.Write(Lane.Requests, workspace, (db, stop) => Undo(db, job, at, stop), ct);
        changes.Mark(workspace, job);
        return undone;
    }

    /// <summary>Keeps drafts as they are now, inside the transaction that is about to change them; what nobody can want back any more is forgotten.</summary>
    public static async Task Keep(AppDb db, IReadOnlyCollection<PastDraft> past, DateTimeOffset now, CancellationToken ct)
    {
        var before = now - Kept;
        await db.PastDrafts.Where(p => p.ChangedAt < before).ExecuteDeleteAsync(ct);
        await Bulk.Insert(db, past, ct);
    }

    private async Task<int> Undo(AppDb db, Guid job, DateTimeOffset at, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        (string, object?)[] values = [("@workspace", db.Workspace), ("@job", job), ("@at", at)];
        var completed = await MoveRows(db, RowStatus.Completed, now, values, ct) - await MoveRows(db, RowStatus.Held, now, values, ct);
        const string texts = """
            UPDATE drafts SET subject = p.subject, body = p.body, original_subject = p.original_subject, original_body = p.original_body, words = p.words, failures = p.failures, passed = p.passed
            FROM past_drafts p
            WHERE p.workspace_id = @workspace AND p.job_id = @job AND p.changed_at = @at AND p.body IS NOT NULL
                AND drafts.workspace_id = @workspace AND drafts.id = p.draft_id AND drafts.reviewed_at = @at
            """;
        const string reviews = """
            UPDATE drafts SET review = p.review, reviewed_by = p.reviewed_by, reviewed_at = p.reviewed_at
            FROM past_drafts p
            WHERE p.workspace_id = @workspace AND p.job_id = @job AND p.changed_at = @at
                AND drafts.workspace_id = @workspace AND drafts.id = p.draft_id AND drafts.reviewed_at = @at
            """;
        await Store.Execute(db, texts, ct, values);
        var undone = await Store.Execute(db, reviews, ct, values);
        await db.PastDrafts.Where(p => p.JobId == job && p.ChangedAt == at).ExecuteDeleteAsync(ct);
        await db.Jobs.Where(j => j.Id == job).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.Completed, j => j.Completed + completed).SetProperty(j => j.Held, j => j.Held - completed).SetProperty(j => j.UpdatedAt, now), ct);
        await (undone is 0 ? Task.CompletedTask : Journal.Add(db, new() { WorkspaceId = db.Workspace, At = now, Kind = "rows.undone", JobId = job, Number = undone }, ct));
        return undone;
    }

    /// <returns>How many rows are in this state again.</returns>
    private static Task<int> MoveRows(AppDb db, RowStatus back, DateTimeOffset now, (string, object?)[] values, CancellationToken ct)
    {
        const string sql = """
            UPDATE rows SET status = p.row_status, error = p.row_error, updated_at = @now
            FROM past_drafts p, drafts d
            WHERE p.workspace_id = @workspace AND p.job_id = @job AND p.changed_at = @at AND p.row_status = @back
                AND d.workspace_id = @workspace AND d.id = p.draft_id AND d.reviewed_at = @at
                AND rows.workspace_id = @workspace AND rows.job_id = @job AND rows.draft_id = p.draft_id AND rows.status = @from
            """;
        var from = back is RowStatus.Completed ? RowStatus.Held : RowStatus.Completed;
        return Store.Execute(db, sql, ct, [.. values, ("@now", now), ("@back", back), ("@from", from)]);
    }
}
