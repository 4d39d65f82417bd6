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

        if (db.IsSqlite)
        {
            var late = Bulk.InsertNew(db, drafts);
            var there = late.Count is 0 ? [] : await There(db, late, ct);
            foreach (var draft in late)
            {
                ids[draft.Id] = there[KeyOf(draft)];
            }

            return ids;
        }

        var known = await There(db, drafts, ct);
        await Bulk.Insert(db, [.. drafts.Where(draft => known.TryAdd(KeyOf(draft), draft.Id))], ct);
        foreach (var draft in drafts)
        {
            ids[draft.Id] = known[KeyOf(draft)];
        }

        return ids;
    }

    private static (string Key, int Take) KeyOf(Draft draft) => (Convert.ToHexString(draft.Key), draft.Take);

    private static async Task<Dictionary<(string Key, int Take), Guid>> There(AppDb db, IReadOnlyList<Draft> drafts, CancellationToken ct)
    {
        var keys = drafts.Select(draft => draft.Key).ToList();
        var there = await db.Drafts.AsNoTracking().Where(d => keys.Contains(d.Key)).Select(d => new { d.Id, d.Key, d.Take }).ToListAsync(ct);
        return there.ToDictionary(d => (Convert.ToHexString(d.Key), d.Take), d => d.Id);
    }
}
