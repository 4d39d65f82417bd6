using Microsoft.EntityFrameworkCore;
using Overture.Storage;
using Overture.Web;

namespace Overture.Access;

/// <summary><c>/api/v1/api-keys</c></summary>
internal static class ApiKeysApi
{
    public static void MapApiKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/api/v1/api-keys").WithTags("api-keys");
        keys.MapGet("/", List).WithName("ListApiKeys").WithSummary("The keys there are, without their secrets.");
        keys.MapPost("/", Create).Produces<ApiKeyView>(201).WithName("CreateApiKey").WithSummary("A new key. This answer is the only one that shows it.");
        keys.MapDelete("/{id:guid}", Revoke).Produces(204).WithName("RevokeApiKey").WithSummary("Revokes a key; it opens nothing any more.");
    }

    private static async Task<Page<ApiKeyView>> List(HttpContext context, Store store, Paging page, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        var before = page.Before;
        var keys = await db.ApiKeys.Where(k => k.RevokedAt == null && k.Id < before).OrderByDescending(k => k.Id).Take(page.Limit + 1)
            .Select(k => new ApiKeyView(k.Id, k.Name, k.Prefix, k.CreatedAt, k.LastUsedAt, null)).ToListAsync(ct);
        return Page<ApiKeyView>.Of(keys, page.Limit, key => key.Id.ToString("N"));
    }

    private static async Task<IResult> Create(HttpContext context, NewApiKey body, Keys keys, CancellationToken ct)
    {
        if (body.Name?.Trim() is not { Length: > 0 and <= 100 } name)
        {
            throw new Refused("name", body.Name, "a key has a name of 1 to 100 characters", "Say what the key is for");
        }

        var (key, text) = await keys.New(context.Workspace(), name, ct);
        return TypedResults.Created($"/api/v1/api-keys/{key.Id}", new ApiKeyView(key.Id, key.Name, key.Prefix, key.CreatedAt, null, text));
    }

    private static async Task<IResult> Revoke(HttpContext context, Guid id, Keys keys, Callers callers, CancellationToken ct)
    {
        var revoked = await keys.Revoke(context.Workspace(), id, ct);
        callers.Forget();
        return revoked ? TypedResults.NoContent() : Problem.NotFound("key", id);
    }

    internal sealed record NewApiKey(string? Name);

    /// <param name="Key">The whole key, in the answer that made it; else null.</param>
    internal sealed record ApiKeyView(Guid Id, string Name, string Prefix, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, string? Key);
}
