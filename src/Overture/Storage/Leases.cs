using Microsoft.EntityFrameworkCore;

namespace Overture.Storage;

/// <summary>Takes, renews and gives back leases. One that has lapsed, was given back, or whose process on this machine is gone, is free at once.</summary>
internal sealed class Leases(Store store, Holder me, TimeProvider clock)
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(15);

    /// <returns>The fence to write with, or null while another holds the key.</returns>
    public Task<long?> Take(string key, CancellationToken ct) => store.Write(Lane.Leases, Guid.Empty, async (db, stop) =>
    {
        var now = clock.GetUtcNow();
        var lease = await Lock(db, key, now, stop);
        if (lease.Until > now && !Holder.IsGone(lease.Holder))
        {
            return (long?)null;
        }

        lease.Fence++;
        lease.Holder = me.Id;
        lease.Until = now + Length;
        await db.SaveChangesAsync(stop);
        return lease.Fence;
    }, ct);

    public Task GiveBack(string key, long fence, CancellationToken ct) => store.Write(Lane.Leases, Guid.Empty, (db, stop) =>
        db.Leases.Where(l => l.Key == key && l.Fence == fence && l.Holder == me.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Until, clock.GetUtcNow()).SetProperty(l => l.Holder, ""), stop), ct);

    /// <summary>Inside a write: is the lease still mine? Then it is mine for longer, and on PostgreSQL its row stays locked to the end of the transaction.</summary>
    public async Task<bool> Keep(AppDb db, string key, long fence, CancellationToken ct)
    {
        const string sql = "UPDATE leases SET until = @until WHERE key = @key AND fence = @fence AND holder = @me";
        return await Store.Execute(db, sql, ct, ("@until", clock.GetUtcNow() + Length), ("@key", key), ("@fence", fence), ("@me", me.Id)) > 0;
    }

    /// <summary>Keeps many; what is not in the answer is lost.</summary>
    public Task<IReadOnlySet<string>> Keep(IReadOnlyCollection<(string Key, long Fence)> held, CancellationToken ct) =>
        store.Write<IReadOnlySet<string>>(Lane.Leases, Guid.Empty, async (db, stop) =>
        {
            var kept = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (key, fence) in held)
            {
                _ = await Keep(db, key, fence, stop) && kept.Add(key);
            }

            return kept;
        }, ct);

    /// <summary>Its row, made free when there is none, and locked to the end of the transaction: of two who come first at once, one waits.</summary>
    private static async Task<Lease> Lock(AppDb db, string key, DateTimeOffset now, CancellationToken ct)
    {
        const string sql = "INSERT INTO leases (key, holder, fence, until) VALUES (@key, '', 0, @now) ON CONFLICT DO NOTHING";
        await Store.Execute(db, sql, ct, ("@key", key), ("@now", now));
        return await (db.IsSqlite
            ? db.Leases.SingleAsync(lease => lease.Key == key, ct)
            : db.Leases.FromSql($"SELECT * FROM leases WHERE key = {key} FOR UPDATE").SingleAsync(ct));
    }
}
