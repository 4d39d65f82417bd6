using Microsoft.EntityFrameworkCore;
using Overture.Storage;
using Overture.Web.Settings;

namespace Overture.Access;

/// <summary>What a database holds from its first start on: one workspace and its owner.</summary>
internal static class FirstStart
{
    /// <returns>The workspace of this installation's owner.</returns>
    public static Task<Guid> Run(Store store, ServerSettings server, TimeProvider clock, CancellationToken ct) =>
        store.Write(Lane.Requests, Guid.Empty, async (db, stop) =>
        {
            if (!db.IsSqlite)
            {
                await Store.Execute(db, "SELECT pg_advisory_xact_lock(7262002)", stop); // two nodes may start at once
            }

            var there = await db.Workspaces.IgnoreQueryFilters([AppDb.Wall]).OrderBy(w => w.CreatedAt).Select(w => w.Id).FirstOrDefaultAsync(stop);
            return there != default ? there : await Create(db, server, clock.GetUtcNow(), stop);
        }, ct);

    private static async Task<Guid> Create(AppDb db, ServerSettings server, DateTimeOffset now, CancellationToken ct)
    {
        var workspace = new Workspace { Id = Guid.CreateVersion7(now), Name = "My workspace", Zone = server.Zone, CreatedAt = now };
        db.Workspaces.Add(workspace);
        db.Users.Add(new() { Id = Guid.CreateVersion7(now), WorkspaceId = workspace.Id, Name = "Owner", Role = "owner", CreatedAt = now });
        await db.SaveChangesAsync(ct);
        return workspace.Id;
    }
}
