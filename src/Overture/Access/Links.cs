using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Access;

/// <summary>Sign-in links: made on the console, good for 15 minutes, once.</summary>
internal sealed class Links(Store store, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(30);

    /// <returns>The token to put into a link for the owner of <paramref name="workspace"/>.</returns>
    public async Task<string> New(Guid workspace, CancellationToken ct)
    {
        var token = Token.New("ovl_");
        var now = clock.GetUtcNow();
        await store.Write(Lane.Requests, workspace, async (db, stop) =>
        {
            var owner = await db.Users.Where(u => u.Role == "owner").OrderBy(u => u.CreatedAt).Select(u => u.Id).FirstAsync(stop);
            db.SignInLinks.Add(new() { Id = Guid.CreateVersion7(now), WorkspaceId = workspace, UserId = owner, Hash = token.Hash, ExpiresAt = now + Lifetime });
            await db.SaveChangesAsync(stop);
        }, ct);
        return token.Text;
    }

    /// <summary>Uses up a link.</summary>
    /// <returns>A session's token, or null: the link is unknown, used or too old.</returns>
    public async Task<string?> Use(string text, CancellationToken ct)
    {
        var (hash, session, now) = (Token.HashOf(text), Token.New("ovs_"), clock.GetUtcNow());
        return await store.Write(Lane.Requests, Guid.Empty, async (db, stop) =>
        {
            var link = await db.SignInLinks.IgnoreQueryFilters([AppDb.Wall]).AsNoTracking().SingleOrDefaultAsync(l => l.Hash == hash, stop);
            if (link is null || await db.SignInLinks.IgnoreQueryFilters([AppDb.Wall]).Where(l => l.Id == link.Id && l.UsedAt == null && l.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), stop) is 0)
            {
                return null;
            }

            db.Sessions.Add(new() { Id = Guid.CreateVersion7(now), WorkspaceId = link.WorkspaceId, UserId = link.UserId, Hash = session.Hash, CreatedAt = now, ExpiresAt = now + SessionLifetime });
            await db.SaveChangesAsync(stop);
            return session.Text;
        }, ct);
    }
}
