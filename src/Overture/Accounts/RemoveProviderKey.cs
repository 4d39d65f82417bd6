using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Accounts;

/// <summary>Forgets a model credential; calls in flight come to their end.</summary>
internal sealed class RemoveProviderKey(Store store)
{
    public async Task<bool> Run(Guid workspace, Guid id, CancellationToken ct) =>
        await store.Write(Lane.Requests, workspace, (db, stop) => db.ProviderKeys.Where(k => k.Id == id).ExecuteDeleteAsync(stop), ct) > 0;
}
