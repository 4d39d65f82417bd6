using Microsoft.EntityFrameworkCore;
using Overture.Audience.Files;
using Overture.Storage;
using Overture.Web;

namespace Overture.Audience;

/// <summary>Takes in a file, finds out how it is written, begins to read it, and waits a little: a file with a few thousand rows is read when this returns.</summary>
internal sealed class BeginImport(Store store, ReceiveFile receive, ResumeUpload resume, TakeFile take, Changes changes, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <exception cref="FileRefused">It is empty, too large, no table, or one that would do harm.</exception>
    public async Task<Import> Run(Guid workspace, string fileName, Stream bytes, long? most, CancellationToken ct)
    {
        var import = await take.Run(await receive.Run(workspace, fileName, bytes, most, ct), null, null, ct);
        await Wait(import, ct);
        return import;
    }

    /// <summary>The same of a file that came in parts.</summary>
    public async Task<Import> Run(Guid workspace, Guid upload, CancellationToken ct)
    {
        var import = await take.Run(await resume.Finish(workspace, upload, ct), null, null, ct);
        await Wait(import, ct);
        return import;
    }

    /// <summary>Reads it anew as a person says.</summary>
    /// <exception cref="Refused">A choice names what is not there.</exception>
    public async Task Read(Import import, ImportChoice? choice, CancellationToken ct)
    {
        await take.Inspect(import, choice, ct);
        await Wait(import, ct);
    }

    private async Task Wait(Import import, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        using var watch = changes.Watch(import.WorkspaceId, import.Id);
        while (clock.GetElapsedTime(started) < Patience && !await IsRead(import, ct))
        {
            await watch.Next(TimeSpan.FromMilliseconds(100), clock, ct);
        }
    }

    private async Task<bool> IsRead(Import import, CancellationToken ct)
    {
        await using var db = store.Open(import.WorkspaceId);
        return await db.Imports.AnyAsync(i => i.Id == import.Id && (i.State == ImportState.Ready || i.State == ImportState.Failed) && i.Version == import.Version, ct);
    }
}
