using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Audience;
using Overture.Audience.Cleaning;
using Overture.Audience.Columns;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>The merge fields of one row: from its line as this import understands it, or from its lead.</summary>
internal static class RowFields
{
    /// <returns>By ordinal.</returns>
    public static async Task<IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>>> Of(AppDb db, Job job, IReadOnlyCollection<Row> rows, CancellationToken ct)
    {
        if (job.ImportId is { } import)
        {
            var ordinals = rows.Select(row => row.Ordinal).ToList();
            var map = JsonSerializer.Deserialize<ColumnMap>(await db.Imports.Where(i => i.Id == import).Select(i => i.Mapping!).SingleAsync(ct), AudienceJson.Options)!;
            var lines = await db.Lines.Where(l => l.ImportId == import && EF.Parameter(ordinals).Contains(l.Ordinal)).Select(l => new { l.Ordinal, l.Cells }).ToListAsync(ct);
            return lines.ToDictionary(line => line.Ordinal, line => (IReadOnlyDictionary<string, string>)MergeFields.Of(CleanRow.Run(map, AudienceJson.Cells(line.Cells))));
        }

        var ids = rows.Select(row => row.LeadId).ToList();
        var leads = await db.Leads.Where(l => EF.Parameter(ids).Contains(l.Id)).ToDictionaryAsync(l => l.Id, ct);
        return rows.ToDictionary(row => row.Ordinal, row => (IReadOnlyDictionary<string, string>)(leads.TryGetValue(row.LeadId ?? default, out var lead) ? MergeFields.Of(lead) : []));
    }

    public static async Task<IReadOnlyDictionary<string, string>> Of(AppDb db, Job job, Row row, CancellationToken ct)
    {
        if (job.ImportId is { } import)
        {
            var mapping = await db.Imports.Where(i => i.Id == import).Select(i => i.Mapping!).SingleAsync(ct);
            var cells = await db.Lines.Where(l => l.ImportId == import && l.Ordinal == row.Ordinal).Select(l => l.Cells).SingleAsync(ct);
            return MergeFields.Of(CleanRow.Run(JsonSerializer.Deserialize<ColumnMap>(mapping, AudienceJson.Options)!, AudienceJson.Cells(cells)));
        }

        return await db.Leads.SingleOrDefaultAsync(l => l.Id == row.LeadId, ct) is { } lead ? MergeFields.Of(lead) : new Dictionary<string, string>(StringComparer.Ordinal);
    }
}
