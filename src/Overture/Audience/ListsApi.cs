using Microsoft.EntityFrameworkCore;
using Overture.Access;
using Overture.Storage;
using Overture.Web;

namespace Overture.Audience;

/// <summary><c>/api/v1/lists</c></summary>
internal static class ListsApi
{
    private const int MostAtOnce = 10_000;

    public static void MapLists(this IEndpointRouteBuilder routes)
    {
        var lists = routes.MapGroup("/api/v1/lists").WithTags("lists");
        lists.MapGet("/", List).WithName("ListLists").WithSummary("The lists, newest first, and how many leads each has.");
        lists.MapPost("/", Create).Produces<ListView>(201).WithName("CreateList").WithSummary("A new list, empty.");
        lists.MapGet("/{id:guid}", Get).Produces<ListView>().WithName("GetList").WithSummary("One list; its leads: /api/v1/leads?list_id=.");
        lists.MapPatch("/{id:guid}", Rename).Produces<ListView>().WithName("RenameList").WithSummary("Another name.");
        lists.MapDelete("/{id:guid}", Delete).Produces(204).WithName("DeleteList").WithSummary("Forgets the list; its leads stay.");
        lists.MapPost("/{id:guid}/leads", Add).Produces<ListView>().WithName("AddToList").WithSummary("Puts leads in: {\"lead_ids\": […]}, or all of {\"import_id\": …}. Those it has already are passed over.");
        lists.MapPost("/{id:guid}/leads/remove", Remove).Produces<ListView>().WithName("RemoveFromList").WithSummary("Takes leads out: {\"lead_ids\": […]}.");
        lists.MapDelete("/{id:guid}/leads/{lead:guid}", RemoveOne).Produces(204).WithName("RemoveLeadFromList").WithSummary("Takes one lead out.");
    }

    private static async Task<Page<ListView>> List(HttpContext context, Store store, Paging page, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        var before = page.Before;
        var lists = await Views(db, null).Where(l => l.Id < before).OrderByDescending(l => l.Id).Take(page.Limit + 1).ToListAsync(ct);
        return Page<ListView>.Of(lists, page.Limit, list => list.Id.ToString("N"));
    }

    private static async Task<IResult> Get(HttpContext context, Guid id, Store store, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        return await Answer(db, id, ct);
    }

    private static async Task<IResult> Create(HttpContext context, ListForm body, Store store, TimeProvider clock, CancellationToken ct)
    {
        var (now, name) = (clock.GetUtcNow(), Checked(body.Name));
        var list = new LeadList { Id = RequestSeed.IdOf(context, "list") ?? Guid.CreateVersion7(now), WorkspaceId = context.Workspace(), Name = name, CreatedAt = now };
        await store.Write(Lane.Requests, context.Workspace(), async (db, stop) =>
        {
            if (!await db.Lists.AnyAsync(l => l.Id == list.Id, stop))
            {
                await RefuseTwin(db, list.Id, name, stop);
                db.Lists.Add(list);
                await db.SaveChangesAsync(stop);
            }
        }, ct);
        return TypedResults.Created($"/api/v1/lists/{list.Id}", new ListView { Id = list.Id, Name = name, CreatedAt = now });
    }

    private static async Task<IResult> Rename(HttpContext context, Guid id, ListForm body, Store store, CancellationToken ct)
    {
        var name = Checked(body.Name);
        await store.Write(Lane.Requests, context.Workspace(), async (db, stop) =>
        {
            await RefuseTwin(db, id, name, stop);
            await db.Lists.Where(l => l.Id == id).ExecuteUpdateAsync(set => set.SetProperty(l => l.Name, name), stop);
        }, ct);
        return await Get(context, id, store, ct);
    }

    private static async Task<IResult> Delete(HttpContext context, Guid id, Store store, CancellationToken ct)
    {
        var gone = await store.Write(Lane.Requests, context.Workspace(), async (db, stop) =>
        {
            await db.ListLeads.Where(m => m.ListId == id).ExecuteDeleteAsync(stop);
            return await db.Lists.Where(l => l.Id == id).ExecuteDeleteAsync(stop);
        }, ct);
        return gone > 0 ? TypedResults.NoContent() : Problem.NotFound("list", id);
    }

    private static async Task<IResult> Add(HttpContext context, Guid id, MembersForm body, Store store, TimeProvider clock, CancellationToken ct)
    {
        var workspace = context.Workspace();
        await using var db = store.Open(workspace);
        if (!await db.Lists.AnyAsync(l => l.Id == id, ct))
        {
            return Problem.NotFound("list", id);
        }

        var leads = await Wanted(db, body, ct);
        foreach (var some in leads.Chunk(500))
        {
            await store.Write(Lane.Requests, workspace, (write, stop) => AddSome(write, new(workspace, id, clock.GetUtcNow()), some, stop), ct);
        }

        return await Answer(db, id, ct);
    }

    private static async Task<IResult> Remove(HttpContext context, Guid id, MembersForm body, Store store, CancellationToken ct)
    {
        var leads = Named(body);
        await store.Write(Lane.Requests, context.Workspace(), async (db, stop) =>
        {
            foreach (var some in leads.Chunk(500))
            {
                await db.ListLeads.Where(m => m.ListId == id && some.Contains(m.LeadId)).ExecuteDeleteAsync(stop);
            }
        }, ct);
        return await Get(context, id, store, ct);
    }

    private static async Task<IResult> RemoveOne(HttpContext context, Guid id, Guid lead, Store store, CancellationToken ct)
    {
        var gone = await store.Write(Lane.Requests, context.Workspace(), (db, stop) => db.ListLeads.Where(m => m.ListId == id && m.LeadId == lead).ExecuteDeleteAsync(stop), ct);
        return gone > 0 ? TypedResults.NoContent() : Problem.NotFound("lead in this list", lead);
    }

    private static async Task<IReadOnlyList<Guid>> Wanted(AppDb db, MembersForm body, CancellationToken ct) => body.ImportId is { } import
        ? await db.Lines.Where(l => l.ImportId == import && l.LeadId != null && l.SameAs == null).OrderBy(l => l.Ordinal).Select(l => l.LeadId!.Value).ToListAsync(ct)
        : Named(body);

    private static IReadOnlyList<Guid> Named(MembersForm body) => body.LeadIds is { Count: > 0 and <= MostAtOnce } leads ? [.. leads.Distinct()]
        : throw new Refused("lead_ids", body.LeadIds is null ? null : $"{body.LeadIds.Count} ids", "it names no leads, or too many at once", $"Send 1 to {MostAtOnce} ids");

    private static async Task AddSome(AppDb db, Membership to, Guid[] leads, CancellationToken ct)
    {
        var there = await db.Leads.AsNoTracking().Where(l => leads.Contains(l.Id)).Select(l => l.Id).ToListAsync(ct);
        var listed = await db.ListLeads.AsNoTracking().Where(m => m.ListId == to.List && leads.Contains(m.LeadId)).Select(m => m.LeadId).ToListAsync(ct);
        await Bulk.Insert(db, [.. there.Except(listed).Select(lead => new ListLead { WorkspaceId = to.Workspace, ListId = to.List, LeadId = lead, AddedAt = to.At })], ct);
    }

    private static async Task<IResult> Answer(AppDb db, Guid id, CancellationToken ct) =>
        await Views(db, id).SingleOrDefaultAsync(ct) is { } list ? TypedResults.Ok(list) : Problem.NotFound("list", id);

    private static IQueryable<ListView> Views(AppDb db, Guid? id) => db.Lists.Where(l => id == null || l.Id == id)
        .Select(l => new ListView { Id = l.Id, Name = l.Name, CreatedAt = l.CreatedAt, Leads = db.ListLeads.Count(m => m.ListId == l.Id) });

    private static async Task RefuseTwin(AppDb db, Guid id, string name, CancellationToken ct)
    {
        if (await db.Lists.AnyAsync(l => l.Name == name && l.Id != id, ct))
        {
            throw new Refused("name", name, "there is a list of that name", "Choose another", 409);
        }
    }

    private static string Checked(string? name) => name?.Trim() is { Length: > 0 and <= 100 } good ? good
        : throw new Refused("name", Problem.Shown(name), "a list has a name of 1 to 100 characters", "Give it one");

    internal sealed record ListForm(string? Name);

    internal sealed record MembersForm(IReadOnlyList<Guid>? LeadIds, Guid? ImportId);

    private sealed record Membership(Guid Workspace, Guid List, DateTimeOffset At);
}

/// <summary>A list as it is told.</summary>
internal sealed record ListView
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public int Leads { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
