using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>The prices a workspace calculates with: the shipped table under its own entries, looked up again after two seconds.</summary>
internal sealed class PriceList(Store store, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, (Prices Prices, long At)> known = new();

    /// <summary>The next look reads the tables: the prices were changed here.</summary>
    public void Forget(Guid workspace) => known.TryRemove(workspace, out _);

    public async ValueTask<Prices> Of(Guid workspace, CancellationToken ct)
    {
        if (known.TryGetValue(workspace, out var cached) && clock.GetElapsedTime(cached.At) < Fresh)
        {
            return cached.Prices;
        }

        var own = await store.Read(workspace, db => db.Prices.ToListAsync(ct), ct);
        var prices = Prices.Shipped.With(own.Select(price => KeyValuePair.Create(price.Model, new ModelPrice(price.Input, price.Output))));
        known[workspace] = (prices, clock.GetTimestamp());
        return prices;
    }
}
