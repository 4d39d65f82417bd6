using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Audience;

/// <summary>Stores a slice: its leads, its lines, what was rejected, and how far the import has got, all or nothing.</summary>
internal static class StoreLines
{
    /// <returns>False when the import was changed meanwhile: nothing of the slice is kept.</returns>
    public static async Task<bool> Run(AppDb db, Guid import, int version, Slice slice, DateTimeOffset now, CancellationToken ct)
    {
        var current = await db.Imports.Where(i => i.Id == import).Select(i => new { i.Version, i.RecordsRead, i.LineCount }).SingleOrDefaultAsync(ct);
        if (current is null || current.Version != version || current.LineCount != (slice.Lines.Count > 0 ? slice.Lines[0].Line.Ordinal - 1 : current.LineCount))
        {
            return false;
        }

        SliceLine[] first = [.. slice.Lines.Where(line => line.Lead is not null)];
        var stored = await UpsertLeads.Run(db, [.. first.Select(line => line.Lead!)], ct);
        var known = Resolve(slice, first, stored);
        await Bulk.Insert(db, [.. slice.Lines.Select(line => line.Line)], ct);
        await Bulk.Insert(db, slice.Rejected, ct);
        await Count(db, import, slice, known, now, ct);
        return true;
    }

    /// <summary>Gives each line its lead, and the line it repeats.</summary>
    /// <returns>How many leads the workspace knew before this import.</returns>
    private static int Resolve(Slice slice, SliceLine[] first, IReadOnlyList<StoredLead> stored)
    {
        var known = 0;
        for (var i = 0; i < first.Length; i++)
        {
            var line = first[i].Line;
            line.LeadId = stored[i].Id;
            line.SameAs = stored[i].FirstOrdinal == line.Ordinal ? null : stored[i].FirstOrdinal;
            known += line.SameAs is null && stored[i].Id != first[i].Lead!.Id ? 1 : 0;
        }

        foreach (var again in slice.Lines.Where(line => line.First is not null))
        {
            again.Line.LeadId = again.First!.Line.LeadId;
            again.Line.SameAs = again.First.Line.SameAs ?? again.First.Line.Ordinal;
        }

        return known;
    }

    private static Task<int> Count(AppDb db, Guid import, Slice slice, int known, DateTimeOffset now, CancellationToken ct)
    {
        var leads = slice.Lines.Count(line => line.Line is { LeadId: not null, SameAs: null });
        var duplicates = slice.Lines.Count(line => line.Line.SameAs is not null);
        var unmailable = slice.Lines.Count(line => line.Line.Unmailable is not null);
        var sites = slice.Lines.Count(line => line.HasSite);
        var state = slice.IsLast ? ImportState.Ready : ImportState.Reading;
        DateTimeOffset? ready = slice.IsLast ? now : null;
        return db.Imports.Where(i => i.Id == import).ExecuteUpdateAsync(set => set
            .SetProperty(i => i.RecordsRead, slice.RecordsRead).SetProperty(i => i.LineCount, i => i.LineCount + slice.Lines.Count)
            .SetProperty(i => i.RejectedCount, i => i.RejectedCount + slice.Rejected.Count).SetProperty(i => i.LeadCount, i => i.LeadCount + leads)
            .SetProperty(i => i.KnownCount, i => i.KnownCount + known).SetProperty(i => i.DuplicateCount, i => i.DuplicateCount + duplicates)
            .SetProperty(i => i.UnmailableCount, i => i.UnmailableCount + unmailable).SetProperty(i => i.SiteCount, i => i.SiteCount + sites)
            .SetProperty(i => i.State, state).SetProperty(i => i.ReadyAt, ready), ct);
    }
}
