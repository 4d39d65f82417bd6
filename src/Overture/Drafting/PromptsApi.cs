using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Access;
using Overture.Audience;
using Overture.Audience.Columns;
using Overture.Drafting.Prompts;
using Overture.Storage;
using Overture.Web;

namespace Overture.Drafting;

/// <summary><c>/api/v1/prompts</c></summary>
internal static class PromptsApi
{
    public static void MapPrompts(this IEndpointRouteBuilder routes)
    {
        var prompts = routes.MapGroup("/api/v1/prompts").WithTags("prompts");
        prompts.MapGet("/", List).WithName("ListPrompts").WithSummary("The prompts by name, with the text of their newest version.");
        prompts.MapPost("/", Create).Produces<PromptView>(201).WithName("CreatePrompt").WithSummary("A prompt of one's own, in the prompt file format.");
        prompts.MapPost("/validate", Validate).Produces<Verdict>().WithName("ValidatePrompt").WithSummary("Whether a text is a prompt, which fields it reads, and with import_id whether the file has them.");
        prompts.MapGet("/{id:guid}", Get).Produces<PromptView>().WithName("GetPrompt").WithSummary("A prompt with its newest version.");
        prompts.MapGet("/{id:guid}/versions", Versions).Produces<Page<VersionView>>().WithName("ListPromptVersions").WithSummary("Every version, newest first.");
        prompts.MapPatch("/{id:guid}", Change).Produces<PromptView>().WithName("ChangePrompt").WithSummary("A new version; jobs begun with an older one keep it.");
        prompts.MapDelete("/{id:guid}", Archive).Produces(204).WithName("DeletePrompt").WithSummary("Puts it away; what was written with it stays.");
    }

    private static async Task<Page<PromptView>> List(HttpContext context, Store store, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        return new(await Views(db, null).OrderBy(p => p.Name).ToListAsync(ct), null);
    }

    private static async Task<IResult> Get(HttpContext context, Guid id, Store store, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        return await Views(db, id).SingleOrDefaultAsync(ct) is { } prompt ? TypedResults.Ok(prompt) : Problem.NotFound("prompt", id);
    }

    private static async Task<IResult> Versions(HttpContext context, Guid id, Store store, Paging page, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        var before = page.Before;
        var versions = await db.PromptVersions.Where(v => v.PromptId == id && v.Id < before).OrderByDescending(v => v.Id).Take(page.Limit + 1)
            .Select(v => new VersionView(v.Id, v.Version, v.Text, v.CreatedAt)).ToListAsync(ct);
        return versions.Count is 0 && page.Cursor is null ? Problem.NotFound("prompt", id) : TypedResults.Ok(Page<VersionView>.Of(versions, page.Limit, version => version.Id.ToString("N")));
    }

    private static async Task<IResult> Create(HttpContext context, PromptText body, Store store, KeepPrompt keep, CancellationToken ct)
    {
        var recipe = PromptFile.Parse(body.Text ?? "");
        var name = body.Name?.Trim() is { Length: > 0 } given ? given : recipe.Name;
        if (name.Length > 100)
        {
            throw new Refused("name", Problem.Shown(name), "it has more than 100 characters", "Shorten it");
        }

        await using var db = store.Open(context.Workspace());
        if (await db.Prompts.AnyAsync(p => p.Name == name && p.ArchivedAt == null, ct))
        {
            throw new Refused("name", name, "there is a prompt of that name", "Choose another, or PATCH that one", 409);
        }

        var version = await keep.Save(context.Workspace(), name, body.Text!, ct);
        return TypedResults.Created($"/api/v1/prompts/{version.PromptId}", await Views(db, version.PromptId).SingleAsync(ct));
    }

    private static async Task<IResult> Change(HttpContext context, Guid id, PromptText body, Store store, KeepPrompt keep, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        if (await db.Prompts.Where(p => p.Id == id && p.ArchivedAt == null).Select(p => p.Name).SingleOrDefaultAsync(ct) is not { } name)
        {
            return Problem.NotFound("prompt", id);
        }

        _ = PromptFile.Parse(body.Text ?? "");
        await keep.Save(context.Workspace(), name, body.Text!, ct);
        return TypedResults.Ok(await Views(db, id).SingleAsync(ct));
    }

    private static async Task<IResult> Archive(HttpContext context, Guid id, Store store, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var archived = await store.Write(Lane.Requests, context.Workspace(), (db, stop) => db.Prompts.Where(p => p.Id == id && p.ArchivedAt == null && !p.Shipped)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.ArchivedAt, now), stop), ct) > 0;
        if (archived)
        {
            return TypedResults.NoContent();
        }

        await using var db = store.Open(context.Workspace());
        return await db.Prompts.AnyAsync(p => p.Id == id && p.ArchivedAt == null, ct)
            ? new Problem(409, "shipped", "The prompt came with the product", "It cannot be put away.") { Cure = "Leave it; jobs name the prompt they take." }
            : Problem.NotFound("prompt", id);
    }

    private static async Task<IResult> Validate(HttpContext context, PromptText body, Store store, CancellationToken ct)
    {
        try
        {
            var recipe = PromptFile.Parse(body.Text ?? "");
            var template = Template.Parse(recipe.User);
            if (body.ImportId is { } import)
            {
                await using var db = store.Open(context.Workspace());
                var mapping = await db.Imports.Where(i => i.Id == import).Select(i => i.Mapping).SingleOrDefaultAsync(ct)
                    ?? throw new Refused("import_id", import.ToString(), "there is no such import", "Upload the file first", 404);
                CheckTemplate.Run(template, JsonSerializer.Deserialize<ColumnMap>(mapping, AudienceJson.Options)!);
            }

            return TypedResults.Ok(new Verdict(true, [], recipe.Name, [.. template.Fields.Order(StringComparer.Ordinal)]));
        }
        catch (PromptInvalid e)
        {
            return TypedResults.Ok(new Verdict(false, [e.Message], null, []));
        }
        catch (Refused e) when (e.Field is "prompt")
        {
            return TypedResults.Ok(new Verdict(false, [e.Message], null, []));
        }
    }

    private static IQueryable<PromptView> Views(AppDb db, Guid? id) =>
        from prompt in db.Prompts
        join version in db.PromptVersions on prompt.CurrentVersionId equals version.Id
        where prompt.ArchivedAt == null && (id == null || prompt.Id == id)
        select new PromptView { Id = prompt.Id, Name = prompt.Name, Shipped = prompt.Shipped, Version = version.Version, VersionId = version.Id, Text = version.Text, CreatedAt = prompt.CreatedAt, ChangedAt = version.CreatedAt };

    internal sealed record PromptText(string? Name, string? Text, Guid? ImportId);

    internal sealed record Verdict(bool Valid, IReadOnlyList<string> Errors, string? Name, IReadOnlyList<string> Fields);

    internal sealed record VersionView(Guid Id, int Version, string Text, DateTimeOffset CreatedAt);
}

/// <summary>A prompt as it is told.</summary>
internal sealed record PromptView
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public bool Shipped { get; init; }
    public int Version { get; init; }
    public Guid VersionId { get; init; }
    public required string Text { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
}
