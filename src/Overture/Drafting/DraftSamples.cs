using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Audience;
using Overture.Audience.Cleaning;
using Overture.Audience.Columns;
using Overture.Drafting.Writing;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>
/// Three real rows of an import written with a prompt before anything is decided, by the same path as a job. What they cost is paid once: a job
/// with the same prompt takes these words as they are.
/// </summary>
internal sealed class DraftSamples(Store store, Plans plans, WriteRow write, ModelChoice models, TimeProvider clock)
{
    /// <summary>First, middle and last row of the file, or of its first part.</summary>
    public const int Rows = 3;

    private const int Within = 1000;

    /// <summary>The drafts that are there already: nothing is asked of a model, no page is fetched.</summary>
    public async Task<IReadOnlyList<SampleDraft>> Find(Guid workspace, Guid import, Guid version, CancellationToken ct)
    {
        var (_, rows) = await Load(workspace, import, version, ct);
        return await Read(workspace, [.. rows.Select(row => (row, (string?)null))], ct);
    }

    /// <summary>Writes what of the three is missing.</summary>
    /// <exception cref="JobBlocked">No model answers: why, in words.</exception>
    public async Task<IReadOnlyList<SampleDraft>> Run(Guid workspace, Guid import, Guid version, CancellationToken ct)
    {
        var (plan, rows) = await Load(workspace, import, version, ct);
        var prepared = plan.ReadsSites ? await Task.WhenAll(rows.Select(row => write.Prepare(plan, row, ct))) : rows;
        var results = await Task.WhenAll(prepared.Select(row => write.Run(plan, row, ct, ct)));
        Draft[] drafts = [.. results.Select(result => result.Draft).OfType<Draft>()];
        foreach (var draft in drafts)
        {
            draft.JobId = null;
        }

        await store.Write(Lane.Requests, workspace, (db, stop) => StoreDrafts.Run(db, drafts, stop), ct);
        return await Read(workspace, [.. prepared.Zip(results, (row, result) => (row, result.Error))], ct);
    }

    private async Task<(WritingPlan Plan, IReadOnlyList<RowWork> Rows)> Load(Guid workspace, Guid import, Guid version, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var found = await db.Imports.SingleAsync(i => i.Id == import, ct);
        var plan = await plans.Of(Trial(workspace, found, version, !await models.HasAny(workspace, ct)), ct);
        var last = Math.Min(found.LineCount, Within);
        int[] ordinals = [.. new[] { 1, (last + 1) / 2, last }.Distinct()];
        var lines = await db.Lines.Where(l => l.ImportId == import && ordinals.Contains(l.Ordinal)).OrderBy(l => l.Ordinal).ToListAsync(ct);
        var map = JsonSerializer.Deserialize<ColumnMap>(found.Mapping!, AudienceJson.Options)!;
        return (plan, await LoadChunk.FindKnown(db, plan, [.. lines.Select(line => plan.WithSamplePage(Work(line, map)))], ct));
    }

    /// <summary>A job that is never stored: the plan of these rows is made from it.</summary>
    private Job Trial(Guid workspace, Import import, Guid version, bool sample) => new()
    {
        Id = import.Id,
        WorkspaceId = workspace,
        ImportId = import.Id,
        PromptVersionId = version,
        Sample = sample,
        Seed = (long)CopyKey.Draw(workspace.ToString()),
        Total = Math.Min(import.LineCount, Within),
        Version = HashCode.Combine(version, import.Version, sample, clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute),
    };

    private static RowWork Work(Line line, ColumnMap map)
    {
        var lead = CleanRow.Run(map, AudienceJson.Cells(line.Cells));
        return new(line.Ordinal, line.LeadId, MergeFields.Of(lead), CopyKey.Draw(lead.Identity ?? line.Cells), 0, 0);
    }

    private async Task<IReadOnlyList<SampleDraft>> Read(Guid workspace, IReadOnlyList<(RowWork Row, string? Problem)> rows, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var keys = rows.Select(row => row.Row.Key).ToList();
        var drafts = await db.Drafts.Where(d => keys.Contains(d.Key)).ToListAsync(ct);
        return [.. from item in rows
                   let draft = drafts.Where(d => d.Key.AsSpan().SequenceEqual(item.Row.Key)).MaxBy(d => d.Take)
                   where draft is not null || item.Problem is not null
                   select new SampleDraft(item.Row.Ordinal, item.Row.Fields, draft, item.Problem)];
    }
}

/// <summary>One row as it would go out, with the fields it was written from; or why it has no words.</summary>
internal sealed record SampleDraft(int Ordinal, IReadOnlyDictionary<string, string> Fields, Draft? Draft, string? Problem);
