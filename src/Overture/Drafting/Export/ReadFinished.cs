using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Audience;
using Overture.Drafting.Prompts;
using Overture.Storage;

namespace Overture.Drafting.Export;

/// <summary>Reads what a job has done so far, page by page, so that a file of any size is streamed.</summary>
internal sealed class ReadFinished(Store store, Changes changes, TimeProvider clock)
{
    private const int PageSize = 2000;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until the job's import is read to its end: no line of it may be missing, whatever is written so far.</summary>
    /// <returns>Null when there is no such job.</returns>
    public async Task<Finished?> Run(Guid workspace, Guid id, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        if (await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, ct) is not { } job)
        {
            return null;
        }

        while (!await IsWhole(workspace, job.ImportId, ct))
        {
            using var watch = changes.Watch(workspace, job.ImportId!.Value);
            await watch.Next(LookAgain, clock, ct);
        }

        var recipe = PromptFile.Parse(await db.PromptVersions.Where(v => v.Id == job.PromptVersionId).Select(v => v.Text).SingleAsync(ct));
        var original = job.ImportId is { } import
            ? AudienceJson.Cells(await db.Imports.Where(i => i.Id == import).Select(i => i.Columns!).SingleAsync(ct))
            : await ListColumns(db, job.ListId!.Value, ct);
        var name = Path.GetFileNameWithoutExtension(job.Name) + "-finished";
        var width = job.ImportId is { } lines ? await Width(db, job.WorkspaceId, lines, ct) : original.Count;
        return new(name, ExportColumns.Of(original, recipe.Rules.Subject, width), Rows(job, original, recipe.Rules.Subject, ct));
    }

    /// <summary>The import is read to its end, or as far as it can be; there is nothing to read for a list of leads.</summary>
    public async Task<bool> IsWhole(Guid workspace, Guid? import, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        return import is null || !await db.Imports.AnyAsync(i => i.Id == import && i.State != ImportState.Ready && i.State != ImportState.Failed, ct);
    }

    /// <summary>Cells of the longest line: a ragged one may have more than there are headers.</summary>
    private static async Task<int> Width(AppDb db, Guid workspace, Guid import, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var length = db.IsSqlite ? "json_array_length(cells)" : "json_array_length(cells::json)";
        await using var command = Store.Command(db, $"SELECT MAX({length}) FROM lines WHERE workspace_id = @workspace AND import_id = @import", ("@workspace", workspace), ("@import", import));
        return await command.ExecuteScalarAsync(ct) is { } most and not DBNull ? Convert.ToInt32(most, CultureInfo.InvariantCulture) : 0;
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Rows(Job job, IReadOnlyList<string> original, bool subject, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = 0; ; after += PageSize)
        {
            var page = job.ImportId is { } import ? await LinesPage(job, import, after, ct) : await LeadsPage(job, original, after, ct);
            foreach (var (cells, row) in page)
            {
                yield return [.. Fitted(cells, original.Count), .. Ours(row, subject), .. cells.Skip(original.Count)];
            }

            if (page.Count < PageSize)
            {
                yield break;
            }
        }
    }

    /// <summary>A short record is filled up so that ours stand in their columns; what a long one has too much goes behind ours, as it stood.</summary>
    private static IEnumerable<string> Fitted(IReadOnlyList<string> cells, int width) =>
        cells.Take(width).Concat(Enumerable.Repeat("", Math.Max(0, width - cells.Count)));

    private static string[] Ours(Written? row, bool subject)
    {
        var status = (row?.Status ?? RowStatus.Pending).ToString().ToLowerInvariant();
        string[] rest =
        [
            row?.Body ?? "", status, row?.Error ?? "", row?.Model ?? "",
            row?.Words is { } words ? words.ToString(CultureInfo.InvariantCulture) : "",
            row is { Model: not null } or { CostMicros: > 0 } ? (row.CostMicros / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture) : "",
        ];
        return subject ? [row?.Subject ?? "", .. rest] : rest;
    }

    private async Task<List<(IReadOnlyList<string> Cells, Written? Row)>> LinesPage(Job job, Guid import, int after, CancellationToken ct)
    {
        await using var db = store.Open(job.WorkspaceId);
        var lines = await db.Lines.Where(l => l.ImportId == import && l.Ordinal > after && l.Ordinal <= after + PageSize).OrderBy(l => l.Ordinal)
            .Select(l => new { l.Ordinal, l.Cells, l.Unmailable, First = db.Lines.Where(f => f.ImportId == import && f.Ordinal == l.SameAs).Select(f => (long?)f.LineNumber).FirstOrDefault() }).ToListAsync(ct);
        var written = await WrittenPage(db, job.Id, after, ct);
        return [.. lines.Select(line => ((IReadOnlyList<string>)AudienceJson.Cells(line.Cells), Noted(written.GetValueOrDefault(line.Ordinal), line.First, line.Unmailable)))];
    }

    /// <summary>What a reader of the finished file should know of a row beside its outcome.</summary>
    /// <param name="first">Line of the file that has the same lead, counted as a reader of the file counts.</param>
    private static Written? Noted(Written? row, long? first, string? unmailable)
    {
        string?[] notes = [row?.Error, first is null ? null : $"same as line {first}", unmailable];
        var note = string.Join("; ", notes.Where(text => text is { Length: > 0 }));
        return note.Length is 0 ? row : (row ?? new(RowStatus.Pending, null, null, null, null, null, 0)) with { Error = note };
    }

    private async Task<List<(IReadOnlyList<string> Cells, Written? Row)>> LeadsPage(Job job, IReadOnlyList<string> columns, int after, CancellationToken ct)
    {
        await using var db = store.Open(job.WorkspaceId);
        var leads = await (
            from row in db.Rows
            join lead in db.Leads on row.LeadId equals lead.Id
            where row.JobId == job.Id && row.Ordinal > after && row.Ordinal <= after + PageSize
            orderby row.Ordinal
            select new { row.Ordinal, Lead = lead }).ToListAsync(ct);
        var written = await WrittenPage(db, job.Id, after, ct);
        return [.. leads.Select(item =>
        {
            var fields = MergeFields.Of(item.Lead);
            return ((IReadOnlyList<string>)[.. columns.Select(column => fields.GetValueOrDefault(column, ""))], written.GetValueOrDefault(item.Ordinal));
        })];
    }

    private static async Task<Dictionary<int, Written>> WrittenPage(AppDb db, Guid job, int after, CancellationToken ct) => await (
        from row in db.Rows
        join draft in db.Drafts on row.DraftId equals (Guid?)draft.Id into drafts
        from draft in drafts.DefaultIfEmpty()
        where row.JobId == job && row.Ordinal > after && row.Ordinal <= after + PageSize
        select new { row.Ordinal, row.Status, row.Error, row.CostMicros, draft.Subject, draft.Body, draft.Model, Words = (int?)draft.Words })
        .ToDictionaryAsync(r => r.Ordinal, r => new Written(r.Status, r.Subject, r.Body, r.Error, r.Model, r.Words, r.CostMicros), ct);

    private static async Task<IReadOnlyList<string>> ListColumns(AppDb db, Guid list, CancellationToken ct)
    {
        var extras = await (from member in db.ListLeads join lead in db.Leads on member.LeadId equals lead.Id where member.ListId == list select lead.Extra).Distinct().ToListAsync(ct);
        var names = extras.SelectMany(json => JsonSerializer.Deserialize<string[][]>(json, AudienceJson.Options)!.Select(pair => pair[0])).Distinct(StringComparer.Ordinal);
        return ["first_name", "last_name", "full_name", "email", "company", "title", "website", "linkedin", "phone", "city", "country", "time_zone", .. names];
    }

    private sealed record Written(RowStatus Status, string? Subject, string? Body, string? Error, string? Model, int? Words, long CostMicros);
}
