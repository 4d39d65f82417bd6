using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Access;

/// <summary>API keys: made, listed, revoked.</summary>
internal sealed class Keys(Store store, TimeProvider clock)
{
    /// <returns>The new key with its only showing.</returns>
    public async Task<(ApiKey Key, string Text)> New(Guid workspace, string name, CancellationToken ct)
    {
        var token = Token.New("ovk_");
        var now = clock.GetUtcNow();
        var key = new ApiKey { Id = Guid.CreateVersion7(now), WorkspaceId = workspace, Name = name, Prefix = token.Text[..10], Hash = token.Hash, CreatedAt = now };
        await store.Write(Lane.Requests, workspace, async (db, stop) =>
        {
            db.ApiKeys.Add(key);
            await db.SaveChangesAsync(stop);
        }, ct);
        return (key, token.Text);
    }

    public async Task<bool> Revoke(Guid workspace, Guid id, CancellationToken ct) =>
        await store.Write(Lane.Requests, workspace, (db, stop) => db.ApiKeys.Where(k => k.Id == id && k.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, clock.GetUtcNow()), stop), ct) > 0;
}
