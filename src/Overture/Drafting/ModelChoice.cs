using Microsoft.EntityFrameworkCore;
using Overture.Storage;
using Overture.Web.Settings;

namespace Overture.Drafting;

/// <summary>Whether there is a model to write with, or only the dummy.</summary>
internal sealed class ModelChoice(Store store, ModelSettings settings)
{
    /// <summary>Somebody asked for the dummy by name.</summary>
    public bool DummyAsked => settings.Dummy;

    public async Task<bool> HasAny(Guid workspace, CancellationToken ct)
    {
        if (settings.Dummy || settings.OpenAiKeys.Count > 0 || settings.AnthropicKey is not null)
        {
            return !settings.Dummy;
        }

        await using var db = store.Open(workspace);
        return await db.ProviderKeys.AnyAsync(ct);
    }
}
