using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Access;

/// <summary>Recognises keys and sessions by the hash of their tokens. What the tables said is believed for two seconds.</summary>
internal sealed class Callers(Store store, TimeProvider clock)
{
    public const string KeyPrefix = "ovk_";

    private const int MostKnown = 10_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UsedEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (Caller? Caller, long At)> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, long> used = new();

    /// <param name="token">A key or a session's token, as it was sent.</param>
    public async ValueTask<Caller?> Find(string token, CancellationToken ct)
    {
        var hash = Token.HashOf(token);
        var name = Convert.ToHexString(hash);
        if (known.TryGetValue(name, out var cached) && clock.GetElapsedTime(cached.At) < Fresh)
        {
            return cached.Caller;
        }

        if (known.Count > MostKnown)
        {
            known.Clear();
        }

        var caller = token.StartsWith(KeyPrefix, StringComparison.Ordinal) ? await FindKey(hash, ct) : await FindSession(hash, ct);
        known[name] = (caller, clock.GetTimestamp());
        return caller;
    }

    /// <summary>Believes nothing any more: a key or session was just taken away.</summary>
    public void Forget() => known.Clear();

    /// <summary>Whom open routes of a machine's own programs belong to: the first workspace.</summary>
    public async Task<Caller> Owner(CancellationToken ct)
    {
        await using var db = store.OpenForAll();
        return new(await db.Workspaces.IgnoreQueryFilters([AppDb.Wall]).OrderBy(w => w.CreatedAt).Select(w => w.Id).FirstAsync(ct), null, null);
    }

    private async Task<Caller?> FindKey(byte[] hash, CancellationToken ct)
    {
        await using var db = store.OpenForAll();
        var key = await db.ApiKeys.IgnoreQueryFilters([AppDb.Wall]).Where(k => k.Hash == hash && k.RevokedAt == null)
            .Select(k => new { k.Id, k.WorkspaceId, k.LastUsedAt }).SingleOrDefaultAsync(ct);
        if (key is null)
        {
            return null;
        }

        await NoteUse(key.WorkspaceId, key.Id, key.LastUsedAt, ct);
        return new(key.WorkspaceId, null, key.Id);
    }

    private async Task<Caller?> FindSession(byte[] hash, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = store.OpenForAll();
        return await db.Sessions.IgnoreQueryFilters([AppDb.Wall]).Where(s => s.Hash == hash && s.ExpiresAt > now)
            .Select(s => new Caller(s.WorkspaceId, s.UserId, null)).SingleOrDefaultAsync(ct);
    }

    /// <summary>At most once a minute, however often the key is used.</summary>
    private async Task NoteUse(Guid workspace, Guid id, DateTimeOffset? last, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - last < UsedEvery || (used.TryGetValue(id, out var at) && clock.GetElapsedTime(at) < UsedEvery))
        {
            return;
        }

        used[id] = clock.GetTimestamp();
        await store.Write(Lane.Requests, workspace, (db, stop) => db.ApiKeys.Where(k => k.Id == id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now), stop), ct);
    }
}
