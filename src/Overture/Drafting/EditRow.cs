using Microsoft.EntityFrameworkCore;
using Overture.Drafting.Checks;
using Overture.Drafting.Writing;
using Overture.Storage;
using Overture.Web;

namespace Overture.Drafting;

/// <summary>A person's own words in a row: the model's are kept beside them, the checks run again, and nothing overwrites them.</summary>
internal sealed class EditRow(Store store, Plans plans, Changes changes, TimeProvider clock)
{
    public const int Longest = 20_000;

    private const int LongestSubject = 1000;

    /// <param name="subject">Null: as it is; empty: none.</param>
    /// <param name="body">Null: as it is.</param>
    /// <returns>The draft as it is then, or null when the row has no words to change.</returns>
    /// <exception cref="Refused">The text is empty or far too long.</exception>
    public async Task<Draft?> Run(Guid workspace, Guid id, int ordinal, string? subject, string? body, Guid? by, CancellationToken ct)
    {
        Refuse(subject, body);
        await using var db = store.Open(workspace);
        if (await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, ct) is not { } job
            || await db.Rows.SingleOrDefaultAsync(r => r.JobId == id && r.Ordinal == ordinal && r.DraftId != null, ct) is not { } row)
        {
            return null;
        }

        var old = await db.Drafts.SingleAsync(d => d.Id == row.DraftId, ct);
        var copy = new Copy(subject is null ? old.Subject : subject.Trim() is { Length: > 0 } words ? words : null, body?.Trim() ?? old.Body);
        var failures = Check(await plans.Of(job, ct), await RowFields.Of(db, job, row, ct), copy);
        var draft = await store.Write(Lane.Requests, workspace, (write, stop) => Save(write, row, copy, failures, by, stop), ct);
        changes.Mark(workspace, id);
        return draft;
    }

    /// <summary>What the checks say of words that a person wrote.</summary>
    public static Failure[] Check(WritingPlan plan, IReadOnlyDictionary<string, string> fields, Copy copy) =>
        [.. CheckCopy.Run(copy, plan.Recipe.Rules, new(plan.Recipe.System, fields, null, plan.Others))
            .Where(check => !check.Passed).Select(check => new Failure(check.Id, check.Detail ?? check.Id))];

    private static void Refuse(string? subject, string? body)
    {
        if (subject is null && body is null)
        {
            throw new Refused("body", null, "nothing is to be changed", "Send body, subject, or both");
        }

        if (body is not null && (string.IsNullOrWhiteSpace(body) || body.Length > Longest))
        {
            throw new Refused("body", null, body.Length > Longest ? $"it has more than {Longest:N0} characters" : "it is empty", "Write the text, or refuse the row instead");
        }

        if (subject?.Length > LongestSubject)
        {
            throw new Refused("subject", Problem.Shown(subject), $"it has more than {LongestSubject:N0} characters", "Shorten it");
        }
    }

    private async Task<Draft> Save(AppDb db, Row row, Copy copy, Failure[] failures, Guid? by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var draft = await db.Drafts.AsTracking().SingleAsync(d => d.Id == row.DraftId, ct);
        draft.Edit(copy.Subject, copy.Body, failures, by, now);
        await db.SaveChangesAsync(ct);
        await SettleRows.Run(db, row.JobId, [draft.Id], RowStatus.Completed, null, now, ct);
        await Journal.Add(db, new() { WorkspaceId = db.Workspace, At = now, Kind = "row.edited", JobId = row.JobId, Ordinal = row.Ordinal }, ct);
        return draft;
    }
}
