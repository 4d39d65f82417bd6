using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;
using Overture.Web;

namespace Overture.Audience;

/// <summary>An upload that outlives a broken connection: whole parts are kept as they come, what is held is told, and the rest is sent from there. After a day it is forgotten.</summary>
internal sealed class ResumeUpload(Store store, ReceiveFile receive, TimeProvider clock)
{
    private const int MostOpen = 20;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <param name="id">Where a request may come twice.</param>
    /// <param name="most">The most bytes of a file.</param>
    /// <exception cref="Refused">It is empty or too large, or too many uploads are open.</exception>
    public async Task<UploadView> Begin(Guid workspace, Guid? id, string fileName, long bytes, long most, CancellationToken ct)
    {
        if (bytes <= 0 || bytes > most)
        {
            throw new Refused("bytes", $"{bytes}", bytes <= 0 ? "the file is empty" : $"the file is larger than {most:N0} bytes", bytes <= 0 ? "Choose a file with at least a header and one row" : "Split it, or raise MAX_FILE_SIZE", bytes <= 0 ? 400 : 413);
        }

        var now = clock.GetUtcNow();
        var name = ReceiveFile.NameOf(fileName);
        var import = new Import { Id = id ?? Guid.CreateVersion7(now), WorkspaceId = workspace, FileName = name, Source = name, Bytes = bytes, State = ImportState.Receiving, CreatedAt = now };
        await ForgetOld(workspace, now, ct);
        await store.Write(Lane.Requests, workspace, (db, stop) => Add(db, import, stop), ct);
        return (await Find(workspace, import.Id, ct))!;
    }

    /// <returns>Null when there is no such upload, or no more: it was finished or forgotten.</returns>
    public async Task<UploadView?> Find(Guid workspace, Guid id, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        return await Open(db).SingleOrDefaultAsync(i => i.Id == id, ct) is { } import ? UploadView.Of(import, await db.ImportParts.CountAsync(p => p.ImportId == id, ct), Kept) : null;
    }

    /// <summary>Keeps the whole parts of what comes; the last one may be short.</summary>
    /// <exception cref="Refused">It does not go on where the upload stands, or less came than a part.</exception>
    public async Task<UploadView?> Append(Guid workspace, Guid id, long offset, Stream bytes, CancellationToken ct)
    {
        if (await Find(workspace, id, ct) is not { } upload)
        {
            return null;
        }

        var at = upload.Offset == offset ? offset : throw Elsewhere(offset, upload.Offset);
        while (at < upload.Bytes)
        {
            var part = new byte[Math.Min(ImportStream.PartSize, upload.Bytes - at)];
            if (await bytes.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, ct) < part.Length)
            {
                break;
            }

            at += await Keep(workspace, id, (int)(at / ImportStream.PartSize), part) ? part.Length : throw Elsewhere(at, (await Find(workspace, id, ct))?.Offset ?? 0);
        }

        return at > offset || offset == upload.Bytes ? upload with { Offset = at }
            : throw new Refused("body", null, "less came than one part", $"Send {ImportStream.PartSize} bytes or more at once, or all that is left");
    }

    /// <summary>The file, whole.</summary>
    /// <exception cref="Refused">There is no such upload, or some of it is missing.</exception>
    public async Task<Import> Finish(Guid workspace, Guid id, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var import = await db.Imports.SingleOrDefaultAsync(i => i.Id == id, ct) ?? throw new Refused("upload", $"{id}", "there is no such upload", "Begin another", 404);
        if (import.Hash is not null)
        {
            return import;
        }

        var upload = await Find(workspace, id, ct) ?? throw new Refused("upload", $"{id}", "it is still coming in by another way", "Wait for it", 409);
        if (upload.Offset < upload.Bytes)
        {
            throw new Refused("upload", $"{id}", $"{upload.Offset} of {upload.Bytes} bytes are here", "Send the rest first", 409);
        }

        await using var whole = new ImportStream(store, import);
        import.Hash = await SHA256.HashDataAsync(whole, ct);
        import.State = ImportState.Received;
        await store.Write(Lane.Requests, workspace, (write, stop) => write.Imports.Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Hash, import.Hash), stop), ct);
        return import;
    }

    public async Task<bool> Forget(Guid workspace, Guid id, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        if (await Open(db).SingleOrDefaultAsync(i => i.Id == id, ct) is not { } import)
        {
            return false;
        }

        await receive.Forget(import);
        return true;
    }

    private static IQueryable<Import> Open(AppDb db) => db.Imports.Where(i => i.State == ImportState.Receiving && i.Hash == null && i.Bytes > 0);

    private static async Task Add(AppDb db, Import import, CancellationToken ct)
    {
        if (await Open(db).CountAsync(ct) >= MostOpen)
        {
            throw new Refused("upload", null, $"{MostOpen} are open already", "Finish one or DELETE it first", 409);
        }

        if (!await db.Imports.AnyAsync(i => i.Id == import.Id, ct))
        {
            db.Imports.Add(import);
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>Also what a process that died was receiving in one piece.</summary>
    private Task ForgetOld(Guid workspace, DateTimeOffset now, CancellationToken ct) => store.Write(Lane.Requests, workspace, async (db, stop) =>
    {
        var before = now - Kept;
        var old = await db.Imports.Where(i => i.State == ImportState.Receiving && i.Hash == null && i.CreatedAt < before).Select(i => i.Id).ToListAsync(stop);
        foreach (var id in old)
        {
            await db.ImportParts.Where(p => p.ImportId == id).ExecuteDeleteAsync(stop);
            await db.Imports.Where(i => i.Id == id).ExecuteDeleteAsync(stop);
        }
    }, ct);

    /// <returns>False: somebody else sent this part meanwhile, or the upload is no more.</returns>
    private Task<bool> Keep(Guid workspace, Guid id, int part, byte[] bytes) => store.Write(Lane.Requests, workspace, async (db, stop) =>
    {
        const string sql = """
            INSERT INTO import_parts (workspace_id, import_id, part, bytes)
            SELECT workspace_id, id, @part, @bytes FROM imports WHERE workspace_id = @workspace AND id = @import AND hash IS NULL
            ON CONFLICT DO NOTHING
            """;
        return await Store.Execute(db, sql, stop, ("@workspace", workspace), ("@import", id), ("@part", part), ("@bytes", bytes)) > 0;
    }, CancellationToken.None); // what came whole is kept, though its sender is gone

    private static Refused Elsewhere(long offset, long held) => new("Upload-Offset", $"{offset}", $"the upload holds {held} bytes", $"Go on from {held}", 409);
}

/// <summary>An upload as it is told.</summary>
/// <param name="Bytes">Of the whole file.</param>
/// <param name="Offset">Bytes held: where to go on.</param>
/// <param name="PartSize">The least that is kept of one request, but at the file's end.</param>
internal sealed record UploadView(Guid Id, string FileName, long Bytes, long Offset, int PartSize, DateTimeOffset ExpiresAt)
{
    public static UploadView Of(Import import, int parts, TimeSpan kept) =>
        new(import.Id, import.FileName, import.Bytes, Math.Min((long)parts * ImportStream.PartSize, import.Bytes), ImportStream.PartSize, import.CreatedAt + kept);
}
