using Microsoft.EntityFrameworkCore;
using Overture.Audience.Files;
using Overture.Rounds;
using Overture.Storage;
using Overture.Web;

namespace Overture.Audience;

/// <summary>Makes an import of received bytes: finds dialect and columns, and lets the reading begin. What is no table leaves nothing behind.</summary>
internal sealed class TakeFile(Store store, ReceiveFile receive, InspectImport inspect, RoundsClock rounds)
{
    /// <exception cref="FileRefused">It is no table, or one that would do harm.</exception>
    /// <exception cref="Refused">A choice names what is not there.</exception>
    public async Task<Import> Run(Import received, ImportChoice? choice, string? consent, CancellationToken ct)
    {
        if (received.Version > 0)
        {
            return received; // the same request came before
        }

        await SetConsent(received, consent, ct);
        try
        {
            return await Inspect(received, choice, ct);
        }
        catch (Exception e) when (e is FileRefused or Refused)
        {
            await receive.Forget(received);
            throw;
        }
    }

    /// <summary>Reads it anew as a person says.</summary>
    public async Task<Import> Inspect(Import import, ImportChoice? choice, CancellationToken ct)
    {
        var found = await inspect.Run(import, choice, ct);
        await rounds.Wake(ReadImports.RoundName, ReadImports.KeyOf(import.WorkspaceId, import.Id), null, ct);
        return found.Import;
    }

    /// <summary>Whether it could be read so; nothing is stored.</summary>
    public void Look(Import import, ImportChoice choice, CancellationToken ct) => _ = inspect.Look(import, choice, ct);

    public async Task SetConsent(Import import, string? consent, CancellationToken ct)
    {
        if (consent is null)
        {
            return;
        }

        import.ConsentBasis = consent.Trim() is { Length: > 0 and <= 200 } basis ? basis
            : throw new Refused("consent", Problem.Shown(consent), "it says no basis", "Say it in 1 to 200 characters, as legitimate-interest or opt-in");
        await store.Write(Lane.Requests, import.WorkspaceId, (db, stop) => db.Imports.Where(i => i.Id == import.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.ConsentBasis, import.ConsentBasis), stop), ct);
    }
}
