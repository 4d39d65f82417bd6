using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Overture.Audience.Files;
using Overture.Storage;

namespace Overture.Audience;

/// <summary>Takes in the bytes of a file, part by part; when it returns they are all in the database.</summary>
internal sealed class ReceiveFile(Store store, TimeProvider clock)
{
    public Task<Import> Run(Guid workspace, string fileName, Stream bytes, long? most, CancellationToken ct) => Run(workspace, fileName, bytes, most, null, ct);

    /// <param name="most">The most bytes accepted; null: no limit.</param>
    /// <param name="known">The import's id, where a request may come twice: what is there whole under it is the answer, a torn one is received anew.</param>
    /// <exception cref="FileRefused">The file is empty or too large; nothing of it is kept.</exception>
    public async Task<Import> Run(Guid workspace, string fileName, Stream bytes, long? most, Guid? known, CancellationToken ct)
    {
        if (known is { } twice && await Find(workspace, twice, ct) is { } whole)
        {
            return whole;
        }

        var now = clock.GetUtcNow();
        var import = new Import
        {
            Id = known ?? Guid.CreateVersion7(now),
            WorkspaceId = workspace,
            FileName = NameOf(fileName),
            Source = NameOf(fileName),
            State = ImportState.Receiving,
            CreatedAt = now,
        };
        await store.Write(Lane.Requests, workspace, (db, stop) => Add(db, import, stop), ct);
        try
        {
            await ReceiveParts(import, bytes, most, ct);
        }
        catch
        {
            await Forget(import);
            throw;
        }

        import.State = ImportState.Received;
        await store.Write(Lane.Requests, workspace, (db, stop) => db.Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(set => set
            .SetProperty(i => i.Bytes, import.Bytes).SetProperty(i => i.Hash, import.Hash), stop), ct);
        return import;
    }

    private async Task<Import?> Find(Guid workspace, Guid id, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        var import = await db.Imports.SingleOrDefaultAsync(i => i.Id == id, ct);
        if (import is { Hash: null })
        {
            await Forget(import);
            return null;
        }

        return import;
    }

    /// <summary>The last part of a path, without control characters, at most 200 long.</summary>
    public static string NameOf(string path)
    {
        var name = string.Concat(path[(path.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c)));
        return name.Length is 0 ? "file" : name.Length > 200 ? name[^200..] : name;
    }

    private async Task ReceiveParts(Import import, Stream bytes, long? most, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var part = 0; ; part++)
        {
            var buffer = new byte[ImportStream.PartSize];
            var count = await bytes.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
            import.Bytes += count;
            if (import.Bytes > most)
            {
                throw new FileRefused("file", import.FileName, $"it is larger than {most:N0} bytes", "Split it, or raise MAX_FILE_SIZE");
            }

            if (count > 0)
            {
                hash.AppendData(buffer, 0, count);
                var piece = new ImportPart { WorkspaceId = import.WorkspaceId, ImportId = import.Id, Part = part, Bytes = count == buffer.Length ? buffer : buffer[..count] };
                await store.Write(Lane.Requests, import.WorkspaceId, (db, stop) => Bulk.Insert(db, [piece], stop), ct);
            }

            if (count < buffer.Length)
            {
                break;
            }
        }

        import.Hash = hash.GetHashAndReset();
        if (import.Bytes is 0)
        {
            throw new FileRefused("file", import.FileName, "it is empty", "Choose a file with at least a header and one row");
        }
    }

    private static Task<int> Add(AppDb db, Import import, CancellationToken ct)
    {
        db.Imports.Add(import);
        return db.SaveChangesAsync(ct);
    }

    /// <summary>As if it had never come.</summary>
    public Task Forget(Import import) => store.Write(Lane.Requests, import.WorkspaceId, async (db, stop) =>
    {
        await db.ImportParts.Where(p => p.ImportId == import.Id).ExecuteDeleteAsync(stop);
        await db.Imports.Where(i => i.Id == import.Id).ExecuteDeleteAsync(stop);
    }, CancellationToken.None);
}
