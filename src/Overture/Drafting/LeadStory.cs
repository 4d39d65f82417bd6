using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>All that happened to one lead, from the file it came with to the words that were approved, oldest first.</summary>
internal sealed class LeadStory(Store store)
{
    private const int MostLines = 50;
    private const int MostRows = 100;

    public async Task<IReadOnlyList<LeadEvent>> Run(Guid workspace, Guid lead, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        return [.. (await Came(db, lead, ct)).Concat(await Listed(db, lead, ct)).Concat(Written(await Rows(db, lead, ct))).OrderBy(e => e.At)];
    }

    private static async Task<IEnumerable<LeadEvent>> Came(AppDb db, Guid lead, CancellationToken ct)
    {
        var lines = await (
            from line in db.Lines
            join import in db.Imports on line.ImportId equals import.Id
            where line.LeadId == lead
            orderby import.CreatedAt descending, line.Ordinal
            select new { import.Id, import.FileName, import.CreatedAt, line.Ordinal, line.SameAs }).Take(MostLines).ToListAsync(ct);
        return lines.Select(line => new LeadEvent(line.CreatedAt, LeadEventKind.Came, line.FileName, $"/write/{line.Id}")
        {
            Detail = line.SameAs is { } first ? $"row {line.Ordinal}, the same as row {first}" : $"row {line.Ordinal}",
        });
    }

    private static async Task<IEnumerable<LeadEvent>> Listed(AppDb db, Guid lead, CancellationToken ct)
    {
        var lists = await db.ListLeads.Where(m => m.LeadId == lead).Join(db.Lists, m => m.ListId, l => l.Id, (m, l) => new { l.Id, l.Name, m.AddedAt }).Take(MostLines).ToListAsync(ct);
        return lists.Select(list => new LeadEvent(list.AddedAt, LeadEventKind.Listed, list.Name, $"/leads?list={list.Id}"));
    }

    /// <summary>By the lines it stood in, and by the lists it is on: each way has its index.</summary>
    private static async Task<IReadOnlyList<StoryRow>> Rows(AppDb db, Guid lead, CancellationToken ct)
    {
        var byLine =
            from line in db.Lines.Where(l => l.LeadId == lead)
            from job in db.Jobs.Where(j => j.ImportId == line.ImportId)
            from row in db.Rows.Where(r => r.JobId == job.Id && r.Ordinal == line.Ordinal)
            select new { Job = job, Row = row };
        var byList =
            from job in db.Jobs.Where(j => j.ListId != null)
            from row in db.Rows.Where(r => r.JobId == job.Id && r.LeadId == lead)
            select new { Job = job, Row = row };
        List<StoryRow> rows = [];
        foreach (var some in new[] { byLine, byList })
        {
            rows.AddRange(await (
                from one in some
                join draft in db.Drafts on one.Row.DraftId equals (Guid?)draft.Id into drafts
                from draft in drafts.DefaultIfEmpty()
                join version in db.PromptVersions on one.Job.PromptVersionId equals version.Id
                join prompt in db.Prompts on version.PromptId equals prompt.Id
                orderby one.Row.UpdatedAt descending
                select new StoryRow(one.Job.Id, one.Job.Name, prompt.Name, version.Version, one.Row, draft)).Take(MostRows).ToListAsync(ct));
        }

        return rows;
    }

    /// <summary>Words that serve several rows are told once.</summary>
    private static IEnumerable<LeadEvent> Written(IReadOnlyList<StoryRow> rows)
    {
        foreach (var row in rows.Where(row => row.Draft is null && row.Row.Status is RowStatus.Held or RowStatus.Failed))
        {
            yield return new(row.Row.UpdatedAt, row.Row.Status is RowStatus.Held ? LeadEventKind.Held : LeadEventKind.Failed, row.Job, row.Href) { Detail = row.Row.Error };
        }

        foreach (var row in rows.Where(row => row.Draft is not null).OrderBy(row => row.Row.UpdatedAt).DistinctBy(row => row.Draft!.Id))
        {
            var draft = row.Draft!;
            yield return new(draft.CreatedAt, draft.Passed || draft.OriginalBody is not null ? LeadEventKind.Written : LeadEventKind.Held, row.Job, row.Href)
            {
                Draft = draft,
                Detail = $"with {row.Prompt}, version {row.Version}, by {(draft.Sample ? "the sample writer" : draft.Model)}",
            };
            if (draft is { Review: not Review.None, ReviewedAt: { } at })
            {
                yield return new(at, draft.Review switch { Review.Approved => LeadEventKind.Approved, Review.Edited => LeadEventKind.Edited, _ => LeadEventKind.Refused }, row.Job, row.Href);
            }
        }
    }

    private sealed record StoryRow(Guid JobId, string Job, string Prompt, int Version, Row Row, Draft? Draft)
    {
        public string Href => $"/jobs/{JobId}?row={Row.Ordinal}#text";
    }
}

/// <summary>One thing that happened to a lead.</summary>
/// <param name="What">The file, list or job it happened in.</param>
/// <param name="Href">Where that is.</param>
internal sealed record LeadEvent(DateTimeOffset At, LeadEventKind Kind, string What, string Href)
{
    public string? Detail { get; init; }

    public Draft? Draft { get; init; }
}

internal enum LeadEventKind
{
    Came,
    Listed,
    Written,
    Held,
    Failed,
    Approved,
    Edited,
    Refused,
}
