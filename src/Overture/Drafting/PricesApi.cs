using Microsoft.EntityFrameworkCore;
using Overture.Access;
using Overture.Storage;
using Overture.Web;

namespace Overture.Drafting;

/// <summary><c>/api/v1/prices</c>: US dollars for a million tokens, by model.</summary>
internal static class PricesApi
{
    private const int MostEntries = 500;
    private const decimal Dearest = 100_000;

    public static void MapPrices(this IEndpointRouteBuilder routes)
    {
        var prices = routes.MapGroup("/api/v1/prices").WithTags("prices");
        prices.MapGet("/", Get).WithName("GetPrices").WithSummary("The whole table: the shipped prices under one's own.");
        prices.MapPut("/", Put).WithName("PutPrices").WithSummary("One's own entries, all of them: {\"my-model\": {\"input\": 0.5, \"output\": 1.5}}.");
    }

    private static async Task<SortedDictionary<string, PriceView>> Get(HttpContext context, Store store, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        var own = await db.Prices.ToListAsync(ct);
        var all = new SortedDictionary<string, PriceView>(StringComparer.OrdinalIgnoreCase);
        foreach (var (model, price) in Prices.Shipped.Table)
        {
            all[model] = new(price.Input, price.Output, false);
        }

        own.ForEach(price => all[price.Model] = new(price.Input, price.Output, true));
        return all;
    }

    private static async Task<SortedDictionary<string, PriceView>> Put(HttpContext context, Dictionary<string, ModelPrice?> body, Store store, PriceList prices, CancellationToken ct)
    {
        var workspace = context.Workspace();
        Price[] own = [.. body.Select(entry => Checked(workspace, entry.Key, entry.Value))];
        if (own.Length > MostEntries)
        {
            throw new Refused("prices", $"{own.Length} entries", "there are too many", $"Send at most {MostEntries}");
        }

        await store.Write(Lane.Requests, workspace, async (db, stop) =>
        {
            await db.Prices.ExecuteDeleteAsync(stop);
            await Bulk.Insert(db, own, stop);
        }, ct);
        prices.Forget(workspace);
        return await Get(context, store, ct);
    }

    private static Price Checked(Guid workspace, string model, ModelPrice? price) =>
        model.Trim() is { Length: > 0 and <= 100 } name && price is { Input: >= 0 and <= Dearest, Output: >= 0 and <= Dearest }
            ? new() { WorkspaceId = workspace, Model = name, Input = price.Input, Output = price.Output }
            : throw new Refused(Problem.Shown(model)!, null, "it is no price of a model", """Send {"input": 0.5, "output": 1.5} in US dollars for a million tokens""");

    /// <param name="Own">Not of the shipped table.</param>
    internal sealed record PriceView(decimal Input, decimal Output, bool Own);
}
