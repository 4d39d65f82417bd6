using Microsoft.EntityFrameworkCore;
using Overture.Access;
using Overture.Storage;
using Overture.Web;

namespace Overture.Accounts;

/// <summary><c>/api/v1/provider-keys</c>: model credentials, never shown again.</summary>
internal static class ProviderKeysApi
{
    public static void MapProviderKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/api/v1/provider-keys").WithTags("provider-keys");
        keys.MapGet("/", List).WithName("ListProviderKeys").WithSummary("The keys, by hint and state.");
        keys.MapPost("/", Create).Produces<ProviderKeyView>(201).WithName("CreateProviderKey").WithSummary("Keeps a key, sealed; it is asked from the next call on.");
        keys.MapDelete("/{id:guid}", Delete).Produces(204).WithName("DeleteProviderKey").WithSummary("Forgets the key.");
    }

    private static async Task<Page<ProviderKeyView>> List(HttpContext context, Store store, Paging page, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        var before = page.Before;
        var keys = await db.ProviderKeys.Where(k => k.Id < before).OrderByDescending(k => k.Id).Take(page.Limit + 1).ToListAsync(ct);
        return Page<ProviderKeyView>.Of([.. keys.Select(ProviderKeyView.Of)], page.Limit, key => key.Id.ToString("N"));
    }

    private static async Task<IResult> Create(HttpContext context, NewProviderKey body, AddProviderKey add, CancellationToken ct)
    {
        var (provider, secret) = (body.Provider ?? "openai", body.Key?.Trim() ?? "");
        var url = string.IsNullOrWhiteSpace(body.BaseUrl) ? null : body.BaseUrl.Trim();
        var key = await add.Run(context.Workspace(), provider, Short("name", body.Name), secret, url, ct);
        return TypedResults.Created($"/api/v1/provider-keys/{key.Id}", ProviderKeyView.Of(await SetGroup(context, key, Short("limit_group", body.LimitGroup), ct)));
    }

    private static async Task<ProviderKey> SetGroup(HttpContext context, ProviderKey key, string group, CancellationToken ct)
    {
        if (group.Length > 0)
        {
            key.LimitGroup = group;
            await context.RequestServices.GetRequiredService<Store>().Write(Lane.Requests, context.Workspace(), (db, stop) =>
                db.ProviderKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LimitGroup, group), stop), ct);
        }

        return key;
    }

    private static async Task<IResult> Delete(HttpContext context, Guid id, Store store, CancellationToken ct) =>
        await store.Write(Lane.Requests, context.Workspace(), (db, stop) => db.ProviderKeys.Where(k => k.Id == id).ExecuteDeleteAsync(stop), ct) > 0
            ? TypedResults.NoContent()
            : Problem.NotFound("provider key", id);

    private static string Short(string field, string? text) => text?.Trim() is not { Length: > 100 } ? text?.Trim() ?? ""
        : throw new Refused(field, Problem.Shown(text), "it has more than 100 characters", "Shorten it");

    internal sealed record NewProviderKey(string? Provider, string? Name, string? Key, string? BaseUrl, string? LimitGroup);
}

/// <summary>A model credential as it is told: by its last letters.</summary>
internal sealed record ProviderKeyView(Guid Id, string Name, string Provider, string? BaseUrl, string LimitGroup, string Hint, string State, string? LastError, DateTimeOffset CreatedAt)
{
    public static ProviderKeyView Of(ProviderKey key) => new(key.Id, key.Name, key.Provider, key.BaseUrl, key.LimitGroup, key.Hint, key.State, key.LastError, key.CreatedAt);
}
