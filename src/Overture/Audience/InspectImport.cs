using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Audience.Files;
using Overture.Storage;
using Overture.Web;

namespace Overture.Audience;

/// <summary>Finds dialect and columns of an import and stores them; the reading begins, or begins anew, from them.</summary>
internal sealed class InspectImport(Store store)
{
    /// <exception cref="FileRefused">It is no table, or one that would do harm.</exception>
    /// <exception cref="Refused">The choice names a column or a field that is not there.</exception>
    public async Task<ImportFound> Run(Import import, ImportChoice? choice, CancellationToken ct)
    {
        var found = await Task.Run(() => Look(import, choice, ct), ct);
        await store.Write(Lane.Requests, import.WorkspaceId, (db, stop) => Keep(db, found, choice, stop), ct);
        return found;
    }

    /// <summary>Looks without storing anything.</summary>
    public ImportFound Look(Import import, ImportChoice? choice, CancellationToken ct)
    {
        using var stream = new ImportStream(store, import);
        var (inspection, map) = LookAtFile.Run(stream, import.FileName, choice, ct);
        return new(import, inspection, map);
    }

    /// <summary>A new version: what an older one has read is dropped by the reading round before it begins again.</summary>
    private static Task<int> Keep(AppDb db, ImportFound found, ImportChoice? choice, CancellationToken ct)
    {
        var (import, inspection, map) = found;
        import.Dialect = AudienceJson.Of(inspection.Dialect);
        import.Columns = JsonSerializer.Serialize(inspection.Columns, AudienceJson.Options);
        import.Mapping = AudienceJson.Of(map);
        import.Findings = JsonSerializer.Serialize(Findings.Of(inspection, choice), AudienceJson.Options);
        import.State = ImportState.Received;
        import.Version++;
        return db.Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(set => set
            .SetProperty(i => i.Dialect, import.Dialect).SetProperty(i => i.Columns, import.Columns).SetProperty(i => i.Mapping, import.Mapping).SetProperty(i => i.Findings, import.Findings)
            .SetProperty(i => i.State, ImportState.Received).SetProperty(i => i.Version, i => i.Version + 1).SetProperty(i => i.Error, (string?)null), ct);
    }
}
