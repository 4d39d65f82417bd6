using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Audience;

/// <summary>Looks an import up; waits a while for its lines where a caller must know how many there are.</summary>
internal sealed class ReadImport(Store store, Changes changes, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <returns>How many lines it has, or has so far when reading it takes longer than anybody waits.</returns>
    public async Task<int> Lines(Guid workspace, Guid id, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        using var watch = changes.Watch(workspace, id);
        while (true)
        {
            await using var db = store.Open(workspace);
            var import = await db.Imports.Where(i => i.Id == id).Select(i => new { i.State, i.LineCount }).SingleAsync(ct);
            if (import.State is ImportState.Ready or ImportState.Failed || clock.GetElapsedTime(started) > Patience)
            {
                return import.LineCount;
            }

            await watch.Next(TimeSpan.FromMilliseconds(100), clock, ct);
        }
    }

    public async Task<string> FileName(Guid workspace, Guid id, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        return await db.Imports.Where(i => i.Id == id).Select(i => i.FileName).SingleAsync(ct);
    }
}
