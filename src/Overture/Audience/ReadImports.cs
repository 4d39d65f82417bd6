using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Audience.Columns;
using Overture.Audience.Files;
using Overture.Rounds;
using Overture.Storage;

namespace Overture.Audience;

/// <summary>
/// Reads received files into lines and leads, a slice a transaction. One file at a time in a workspace, so that a lead's first line is known
/// while the file streams by; where it stopped is in the import's own row.
/// </summary>
internal sealed class ReadImports(Store store, Leases leases, Changes changes, TimeProvider clock) : IRound
{
    public const string RoundName = "import";

    /// <summary>Lines in one transaction: about 30 ms of the writer, for which all others wait.</summary>
    private const int SliceSize = 300;

    /// <summary>Lines of a file's first slice: a job that waits for them begins the sooner.</summary>
    private const int FirstSlice = 100;

    private static readonly TimeSpan TurnLength = TimeSpan.FromSeconds(5);

    public string Name => RoundName;

    public TimeSpan LookEvery => TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<(string Key, DateTimeOffset Due)>> Keys(CancellationToken ct)
    {
        await using var db = store.OpenForAll();
        var waiting = await db.Imports.IgnoreQueryFilters([AppDb.Wall])
            .Where(i => (i.State == ImportState.Received || i.State == ImportState.Reading) && i.Version > 0)
            .OrderBy(i => i.CreatedAt).Select(i => new { i.WorkspaceId, i.Id }).ToListAsync(ct);
        return [.. waiting.Select(i => (KeyOf(i.WorkspaceId, i.Id), clock.GetUtcNow()))];
    }

    public static string KeyOf(Guid workspace, Guid import) => $"{workspace:N}.{import:N}";

    public async Task<DateTimeOffset?> Turn(string key, CancellationToken ct)
    {
        var (workspace, id) = (Guid.Parse(key.Split('.')[0]), Guid.Parse(key.Split('.')[1]));
        await using var db = store.Open(workspace);
        var import = await db.Imports.SingleOrDefaultAsync(i => i.Id == id, ct);
        if (import is not { State: ImportState.Received or ImportState.Reading, Version: > 0 })
        {
            return null;
        }

        var lease = "import/" + workspace.ToString("N", CultureInfo.InvariantCulture);
        if (await leases.Take(lease, ct) is not { } fence)
        {
            return clock.GetUtcNow().AddMilliseconds(300);
        }

        try
        {
            return await Read(import, lease, fence, ct) ? null : clock.GetUtcNow();
        }
        finally
        {
            await leases.GiveBack(lease, fence, CancellationToken.None);
            changes.Mark(workspace, id);
        }
    }

    /// <returns>True when the import is read, or has failed for good.</returns>
    private async Task<bool> Read(Import import, string lease, long fence, CancellationToken ct)
    {
        try
        {
            return await ReadSlices(import, new Guard(lease, fence, import.Version), ct);
        }
        catch (FileRefused e)
        {
            await store.Write(Lane.Requests, import.WorkspaceId, (db, stop) => db.Imports.Where(i => i.Id == import.Id && i.Version == import.Version)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, ImportState.Failed).SetProperty(i => i.Error, e.Message), stop), ct);
            return true;
        }
    }

    private async Task<bool> ReadSlices(Import import, Guard guard, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        if (import.State is ImportState.Received)
        {
            await DropOlder(import, guard, ct);
        }

        var map = JsonSerializer.Deserialize<ColumnMap>(import.Mapping!, AudienceJson.Options)!;
        var dialect = JsonSerializer.Deserialize<Dialect>(import.Dialect!, AudienceJson.Options)!;
        await using var stream = new ImportStream(store, import);
        using var records = ReadFile.Run(stream, dialect, ct).Skip(checked((int)import.RecordsRead)).GetEnumerator();
        var reader = new SliceReader(import, map, clock.GetUtcNow());
        var writing = Task.FromResult(true);
        while (true)
        {
            var slice = reader.Next(records, reader.RecordsRead is 0 ? FirstSlice : SliceSize);
            if (!await writing)
            {
                return true; // another reads it now, or it was changed
            }

            writing = Write(import, slice, guard, ct);
            if (slice.IsLast || clock.GetElapsedTime(started) > TurnLength)
            {
                return !await writing || slice.IsLast;
            }
        }
    }

    private async Task<bool> Write(Import import, Slice slice, Guard guard, CancellationToken ct)
    {
        var kept = await store.Write(Lane.Bulk, import.WorkspaceId, async (db, stop) =>
            await leases.Keep(db, guard.Lease, guard.Fence, stop) && await StoreLines.Run(db, import.Id, guard.Version, slice, clock.GetUtcNow(), stop), ct);
        changes.Mark(import.WorkspaceId, import.Id);
        return kept;
    }

    /// <summary>Lines of an older dialect or mapping go before the new reading begins.</summary>
    private async Task DropOlder(Import import, Guard guard, CancellationToken ct)
    {
        await using var lines = store.Open(import.WorkspaceId);
        var last = await lines.Lines.Where(l => l.ImportId == import.Id).MaxAsync(l => (int?)l.Ordinal, ct) ?? 0;
        for (var from = last; from >= 0; from -= SliceSize)
        {
            await store.Write(Lane.Bulk, import.WorkspaceId, (db, stop) => db.Lines.Where(l => l.ImportId == import.Id && l.Ordinal > from - SliceSize).ExecuteDeleteAsync(stop), ct);
        }

        await store.Write(Lane.Bulk, import.WorkspaceId, (db, stop) => db.RejectedLines.Where(l => l.ImportId == import.Id).ExecuteDeleteAsync(stop), ct);

        import.LineCount = 0;
        import.RecordsRead = 0;
        await store.Write(Lane.Requests, import.WorkspaceId, (db, stop) => db.Imports.Where(i => i.Id == import.Id && i.Version == guard.Version).ExecuteUpdateAsync(set => set
            .SetProperty(i => i.State, ImportState.Reading).SetProperty(i => i.RecordsRead, 0L).SetProperty(i => i.LineCount, 0).SetProperty(i => i.RejectedCount, 0)
            .SetProperty(i => i.LeadCount, 0).SetProperty(i => i.KnownCount, 0).SetProperty(i => i.DuplicateCount, 0).SetProperty(i => i.UnmailableCount, 0)
            .SetProperty(i => i.SiteCount, 0), stop), ct);
    }

    private sealed record Guard(string Lease, long Fence, int Version);
}
