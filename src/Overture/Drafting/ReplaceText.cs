using Microsoft.EntityFrameworkCore;
using Overture.Drafting.Writing;
using Overture.Storage;
using Overture.Web;

namespace Overture.Drafting;

/// <summary>Finds a text in the words of a job's rows and puts another in its place; each changed text is an edit like any other, and all can be taken back at once.</summary>
internal sealed class ReplaceText(Store store, Plans plans, Changes changes, TimeProvider clock)
{
    private const int Shortest = 2;
    private const int Longest = 2000;

    /// <summary>Texts changed in one transaction.</summary>
    private const int SliceSize = 200;

    /// <returns>How many texts were changed; null: there is no such job.</returns>
    /// <exception cref="Refused">What is looked for is too short to mean anything, or what comes in its place is no passage.</exception>
    public async Task<Reviewed?> Run(Guid workspace, Guid id, string find, string replacement, Guid? by, CancellationToken ct)
    {
        Check(find, replacement);
        await using var db = store.Open(workspace);
        if (await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, ct) is not { } job)
        {
            return null;
        }

        var (now, plan, count) = (clock.GetUtcNow(), await plans.Of(job, ct), 0);
        foreach (var some in (await Find(db, id, find, ct)).Chunk(SliceSize))
        {
            var fields = await RowFields.Of(db, job, [.. some.Select(found => found.Row)], ct);
            Change[] edits = [.. some.Select(found => Edit(plan, fields[found.Row.Ordinal], found, find, replacement)).Where(edit => edit.Body.Length is > 0 and <= EditRow.Longest)];
            count += await store.Write(Lane.Requests, workspace, (write, stop) => Save(write, id, edits, by, now, stop), ct);
        }

        await store.Write(Lane.Requests, workspace, (write, stop) => Journal.Add(write, new() { WorkspaceId = workspace, At = now, Kind = "rows.replaced", JobId = id, Number = count }, stop), ct);
        changes.Mark(workspace, id);
        return new(count, now);
    }

    private static void Check(string find, string replacement)
    {
        if (find.Trim().Length < Shortest)
        {
            throw new Refused("find", find, "it is too short", $"Write at least {Shortest} letters");
        }

        if (replacement.Length > Longest)
        {
            throw new Refused("replace", Problem.Shown(replacement), $"it has more than {Longest:N0} characters", "Shorten it");
        }
    }

    /// <summary>The first row of each draft that holds the text, letter for letter.</summary>
    private static async Task<IReadOnlyList<FilteredRow>> Find(AppDb db, Guid job, string find, CancellationToken ct)
    {
        var found = await new RowFilter { Text = find }.Of(db, job).Where(r => r.Draft != null).OrderBy(r => r.Row.Ordinal).ToListAsync(ct);
        return [.. found.DistinctBy(row => row.Row.DraftId).Where(row => Holds(row.Draft!.Body) || Holds(row.Draft.Subject))];
        bool Holds(string? text) => text?.Contains(find, StringComparison.Ordinal) is true;
    }

    private static Change Edit(WritingPlan plan, IReadOnlyDictionary<string, string> fields, FilteredRow found, string find, string replacement)
    {
        var subject = found.Draft!.Subject?.Replace(find, replacement, StringComparison.Ordinal);
        var body = found.Draft.Body.Replace(find, replacement, StringComparison.Ordinal).Trim();
        return new(found, subject, body, EditRow.Check(plan, fields, new(subject, body)));
    }

    /// <summary>A text that somebody changed meanwhile stays as they left it.</summary>
    private static async Task<int> Save(AppDb db, Guid job, Change[] edits, Guid? by, DateTimeOffset now, CancellationToken ct)
    {
        var ids = edits.Select(edit => edit.Found.Draft!.Id).ToList();
        var drafts = await db.Drafts.AsTracking().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, ct);
        Change[] still = [.. edits.Where(edit => drafts.TryGetValue(edit.Found.Draft!.Id, out var draft) && draft.Body == edit.Found.Draft.Body && draft.Subject == edit.Found.Draft.Subject)];
        await TakeBack.Keep(db, [.. still.Select(edit => PastDraft.Of(edit.Found.Row, drafts[edit.Found.Draft!.Id], text: true, now))], now, ct);
        foreach (var edit in still)
        {
            drafts[edit.Found.Draft!.Id].Edit(edit.Subject, edit.Body, edit.Failures, by, now);
        }

        await db.SaveChangesAsync(ct);
        await SettleRows.Run(db, job, [.. still.Select(edit => edit.Found.Draft!.Id)], RowStatus.Completed, null, now, ct);
        return still.Length;
    }

    private sealed record Change(FilteredRow Found, string? Subject, string Body, Failure[] Failures);
}
