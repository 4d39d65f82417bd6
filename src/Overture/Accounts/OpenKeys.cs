using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Overture.Access;
using Overture.Storage;
using Overture.Web.Settings;

namespace Overture.Accounts;

/// <summary>A start with another SECRET_KEY than the stored keys were sealed with ends here, before a job fails by it.</summary>
internal sealed class OpenKeys(Store store, Secrets secrets) : IFurnish
{
    public async Task Furnish(Guid workspace, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        if (await db.ProviderKeys.OrderByDescending(k => k.CreatedAt).FirstOrDefaultAsync(ct) is not { } key)
        {
            return;
        }

        try
        {
            _ = secrets.Open(key.Secret, ModelPool.SealedFor(workspace, key.Id));
        }
        catch (CryptographicException)
        {
            throw new SettingsInvalid("SECRET_KEY", "…", "the model keys in the database were sealed with another one: set that one again (on SQLite without SECRET_KEY it is secret.key of the data folder). If it is lost, nobody can open them: delete the rows of provider_keys");
        }
    }
}
