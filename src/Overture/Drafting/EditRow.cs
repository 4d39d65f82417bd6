using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Drafting.Checks;
using Overture.Drafting.Writing;
using Overture.Storage;
using Overture.Web;

namespace Overture.Drafting;

/// <summary>A person's own words in a row: the model's are kept beside them, the checks run again, and nothing overwrites them.</summary>
internal sealed class EditRow(Store store, Plans plans, Changes changes, TimeProvider clock)
{
    private const int Longest = 20_000;

    /// <returns>The draft as it is then, or null when the row has no words to change.</returns>
    /// <exception cref="Refused">The text is empty or far too long.</exception>
    public async Task<Draft?> Run(Guid workspace, Guid id, int ordinal, string? subject, string body, Guid? by, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(body) || body.Length > Longest)
        {
            throw new Refused("body", null, body.Length > Longest ? $"it has more than {Longest:N0} characters" : "it is empty", "Write the text, or refuse the row instead");
        }

        await using var db = store.Open(workspace);
        if (await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, ct) is not { } job
            || await db.Rows.SingleOrDefaultAsync(r => r.JobId == id && r.Ordinal == ordinal && r.DraftId != null, ct) is not { } row)
        {
            return null;
        }

        var failures = await Check(db, job, row, new(subject, body.Trim()), ct);
        var draft = await store.Write(Lane.Requests, workspace, (write, stop) => Save(write, row, subject, body.Trim(), failures, by, stop), ct);
        changes.Mark(workspace, id);
        return draft;
    }

    private async Task<Failure[]> Check(AppDb db, Job job, Row row, Copy copy, CancellationToken ct)
    {
        var plan = await plans.Of(job, ct);
        var fields = await RowFields.Of(db, job, row, ct);
        return [.. CheckCopy.Run(copy, plan.Recipe.Rules, new(plan.Recipe.System, fields, null, plan.Others))
            .Where(check => !check.Passed).Select(check => new Failure(check.Id, check.Detail ?? check.Id))];
    }

    private async Task<Draft> Save(AppDb db, Row row, string? subject, string body, Failure[] failures, Guid? by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var draft = await db.Drafts.AsTracking().SingleAsync(d => d.Id == row.DraftId, ct);
        draft.OriginalSubject ??= draft.Subject;
        draft.OriginalBody ??= draft.Body;
        draft.Subject = subject;
        draft.Body = body;
        draft.Words = Words.Count(body);
        draft.Failures = failures.Length is 0 ? "[]" : JsonSerializer.Serialize(failures, Failures.Json);
        draft.Passed = failures.Length is 0;
        draft.Review = Review.Edited;
        draft.ReviewedBy = by;
        draft.ReviewedAt = now;
        await db.SaveChangesAsync(ct);
        await SettleRows.Run(db, row.JobId, [draft.Id], RowStatus.Completed, null, now, ct);
        await Journal.Add(db, new() { WorkspaceId = db.Workspace, At = now, Kind = "row.edited", JobId = row.JobId, Ordinal = row.Ordinal }, ct);
        return draft;
    }
}
