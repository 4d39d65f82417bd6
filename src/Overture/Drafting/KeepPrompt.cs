using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Overture.Access;
using Overture.Drafting.Prompts;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>Keeps prompts and their versions: the shipped ones at start, a person's own when they are saved. Equal text makes no new version.</summary>
internal sealed class KeepPrompt(Store store, TimeProvider clock) : IFurnish
{
    public async Task Furnish(Guid workspace, CancellationToken ct)
    {
        foreach (var (name, text) in ShippedPrompts.All)
        {
            await store.Write(Lane.Requests, workspace, (db, stop) => ShipOne(db, workspace, name, text, stop), ct);
        }
    }

    /// <summary>Saves a recipe under a name; the newest version is the one jobs take from now on.</summary>
    public Task<PromptVersion> Save(Guid workspace, string name, string text, CancellationToken ct) =>
        store.Write(Lane.Requests, workspace, async (db, stop) =>
        {
            var prompt = await Find(db, name, stop) ?? Add(db, workspace, name);
            var version = await AddVersion(db, prompt, text, stop);
            return await Offer(db, prompt, version, stop);
        }, ct);

    /// <summary>Saves a recipe for one run. Where there is a prompt of that name, what it offers to others stays as it is.</summary>
    /// <returns>The version, and whether the prompt of that name offers another.</returns>
    public Task<(PromptVersion Version, bool Aside)> SaveAside(Guid workspace, string name, string text, CancellationToken ct) =>
        store.Write(Lane.Requests, workspace, async (db, stop) =>
        {
            var prompt = await Find(db, name, stop) ?? Add(db, workspace, name);
            var version = await AddVersion(db, prompt, text, stop);
            if (prompt.CurrentVersionId == Guid.Empty)
            {
                await Offer(db, prompt, version, stop);
            }

            return (version, prompt.CurrentVersionId != version.Id);
        }, ct);

    /// <summary>A shipped prompt that nobody edited follows the product; an edited one is its owner's.</summary>
    private async Task ShipOne(AppDb db, Guid workspace, string name, string text, CancellationToken ct)
    {
        var prompt = await Find(db, name, ct);
        if (prompt is null or { Shipped: true })
        {
            prompt ??= Add(db, workspace, name);
            await Offer(db, prompt, await AddVersion(db, prompt, text, ct), ct);
            prompt.Shipped = true;
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>Two nodes may start at once, and two people save: on PostgreSQL the second waits for the first.</summary>
    private static async Task<Prompt?> Find(AppDb db, string name, CancellationToken ct)
    {
        if (!db.IsSqlite)
        {
            await Store.Execute(db, "SELECT pg_advisory_xact_lock(7262003)", ct);
        }

        return await db.Prompts.SingleOrDefaultAsync(p => p.Name == name, ct);
    }

    private Prompt Add(AppDb db, Guid workspace, string name)
    {
        var now = clock.GetUtcNow();
        var prompt = new Prompt { Id = Guid.CreateVersion7(now), WorkspaceId = workspace, Name = name, CreatedAt = now };
        db.Prompts.Add(prompt);
        return prompt;
    }

    private async Task<PromptVersion> AddVersion(AppDb db, Prompt prompt, string text, CancellationToken ct)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var same = await db.PromptVersions.SingleOrDefaultAsync(v => v.PromptId == prompt.Id && v.Hash == hash, ct);
        var version = same ?? new PromptVersion
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            WorkspaceId = prompt.WorkspaceId,
            PromptId = prompt.Id,
            Version = await db.PromptVersions.CountAsync(v => v.PromptId == prompt.Id, ct) + 1,
            Text = text,
            Hash = hash,
            CreatedAt = clock.GetUtcNow(),
        };
        if (same is null)
        {
            db.PromptVersions.Add(version);
            await db.SaveChangesAsync(ct);
        }

        return version;
    }

    private static async Task<PromptVersion> Offer(AppDb db, Prompt prompt, PromptVersion version, CancellationToken ct)
    {
        prompt.Shipped &= prompt.CurrentVersionId == version.Id;
        prompt.CurrentVersionId = version.Id;
        prompt.ArchivedAt = null;
        await db.SaveChangesAsync(ct);
        return version;
    }
}
