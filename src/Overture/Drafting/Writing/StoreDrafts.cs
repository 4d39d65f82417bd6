using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting.Writing;

/// <summary>Stores new drafts. Where one of the same key and take is there already, that one stays.</summary>
internal static class StoreDrafts
{
    /// <returns>For each new draft's id the id that now stands for it.</returns>
    public static async Task<IReadOnlyDictionary<Guid, Guid>> Run(AppDb db, IReadOnlyList<Draft> drafts, CancellationToken ct)
    {
        var ids = drafts.ToDictionary(draft => draft.Id, draft => draft.Id);
        if (drafts.Count is 0)
        {
            return ids;
        }

        var keys = drafts.Select(draft => draft.Key).ToList();
        var there = await db.Drafts.AsNoTracking().Where(d => keys.Contains(d.Key)).Select(d => new { d.Id, d.Key, d.Take }).ToListAsync(ct);
        var byKey = there.ToDictionary(d => (Convert.ToHexString(d.Key), d.Take), d => d.Id);
        var fresh = new List<Draft>(drafts.Count);
        foreach (var draft in drafts)
        {
            var key = (Convert.ToHexString(draft.Key), draft.Take);
            if (byKey.TryAdd(key, draft.Id))
            {
                fresh.Add(draft);
            }

            ids[draft.Id] = byKey[key];
        }

        await Bulk.Insert(db, fresh, ct);
        return ids;
    }
}
