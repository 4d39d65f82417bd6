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
