using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Overture.Access;
using Overture.Storage;
using Overture.Web;

namespace Overture.Audience;

/// <summary><c>/api/v1/leads</c></summary>
internal static class LeadsApi
{
    private const int MostLines = 20;

    public static void MapLeads(this IEndpointRouteBuilder routes)
    {
        var leads = routes.MapGroup("/api/v1/leads").WithTags("leads");
        leads.MapGet("/", List).WithName("ListLeads").WithSummary("The leads, newest first: ?q= (name, company, address, site), ?list_id=, ?import_id=.");
        leads.MapPost("/", Create).Produces<LeadView>(201).WithName("CreateLead").WithSummary("A new lead, cleaned like a line of a file; 409 when it is known.");
        leads.MapGet("/{id:guid}", Get).Produces<LeadView>().WithName("GetLead").WithSummary("One lead, with the lines it stood in. Its words: /api/v1/drafts?lead_id=.");
        leads.MapPatch("/{id:guid}", Change).Produces<LeadView>().WithName("ChangeLead").WithSummary("What is left out stays; an empty text takes a value away.");
        leads.MapDelete("/{id:guid}", Delete).Produces(204).WithName("DeleteLead").WithSummary("Forgets the lead and its places in lists.");
    }

    private static async Task<Page<LeadView>> List(HttpContext context, Store store, Paging page, string? q, [FromQuery(Name = "list_id")] Guid? list, [FromQuery(Name = "import_id")] Guid? import, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        var before = page.Before;
        var leads = db.Leads.Where(l => l.Id < before);
        leads = list is { } listed ? leads.Where(l => db.ListLeads.Any(m => m.ListId == listed && m.LeadId == l.Id)) : leads;
        leads = import is { } imported ? leads.Where(l => db.Lines.Where(line => line.ImportId == imported).Select(line => line.LeadId).Contains(l.Id)) : leads;
        leads = q?.Trim() is { Length: > 0 } text ? Holding(leads, Like.Holding(db, text)) : leads;
        var found = await leads.OrderByDescending(l => l.Id).Take(page.Limit + 1).ToListAsync(ct);
        return Page<LeadView>.Of([.. found.Select(LeadView.Of)], page.Limit, lead => lead.Id.ToString("N"));
    }

#pragma warning disable CA1304, CA1311 // translated into SQL's own lower()
    private static IQueryable<Lead> Holding(IQueryable<Lead> leads, string like) => leads.Where(l =>
        EF.Functions.Like(l.Email!.ToLower(), like, "\\") || EF.Functions.Like(l.FullName!.ToLower(), like, "\\") || EF.Functions.Like(l.FirstName!.ToLower(), like, "\\")
        || EF.Functions.Like(l.LastName!.ToLower(), like, "\\") || EF.Functions.Like(l.Company!.ToLower(), like, "\\") || EF.Functions.Like(l.Url!.ToLower(), like, "\\"));
#pragma warning restore CA1304, CA1311

    private static async Task<IResult> Get(HttpContext context, Guid id, Store store, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        if (await db.Leads.SingleOrDefaultAsync(l => l.Id == id, ct) is not { } lead)
        {
            return Problem.NotFound("lead", id);
        }

        var lines = await db.Lines.Where(l => l.LeadId == id).OrderBy(l => l.ImportId).ThenBy(l => l.Ordinal).Take(MostLines).ToListAsync(ct);
        return TypedResults.Ok(LeadView.Of(lead) with { Lines = [.. lines.Select(LineView.Of)] });
    }

    private static async Task<IResult> Create(HttpContext context, LeadForm body, Store store, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var lead = body.Fill(new() { Id = RequestSeed.IdOf(context, "lead") ?? Guid.CreateVersion7(now), WorkspaceId = context.Workspace(), CreatedAt = now }, now);
        await store.Write(Lane.Requests, context.Workspace(), async (db, stop) =>
        {
            if (await db.Leads.AnyAsync(l => l.Id == lead.Id, stop))
            {
                return;
            }

            await RefuseTwin(db, lead, stop);
            db.Leads.Add(lead);
            await db.SaveChangesAsync(stop);
        }, ct);
        return TypedResults.Created($"/api/v1/leads/{lead.Id}", LeadView.Of(lead));
    }

    private static async Task<IResult> Change(HttpContext context, Guid id, LeadForm body, Store store, TimeProvider clock, CancellationToken ct)
    {
        var changed = await store.Write(Lane.Requests, context.Workspace(), async (db, stop) =>
        {
            if (await db.Leads.AsTracking().SingleOrDefaultAsync(l => l.Id == id, stop) is not { } lead)
            {
                return null;
            }

            body.Over(LeadForm.Of(lead)).Fill(lead, clock.GetUtcNow());
            await RefuseTwin(db, lead, stop);
            await db.SaveChangesAsync(stop);
            return lead;
        }, ct);
        return changed is null ? Problem.NotFound("lead", id) : TypedResults.Ok(LeadView.Of(changed));
    }

    private static async Task<IResult> Delete(HttpContext context, Guid id, Store store, CancellationToken ct)
    {
        var gone = await store.Write(Lane.Requests, context.Workspace(), async (db, stop) =>
        {
            await db.ListLeads.Where(m => m.LeadId == id).ExecuteDeleteAsync(stop);
            return await db.Leads.Where(l => l.Id == id).ExecuteDeleteAsync(stop);
        }, ct);
        return gone > 0 ? TypedResults.NoContent() : Problem.NotFound("lead", id);
    }

    private static async Task RefuseTwin(AppDb db, Lead lead, CancellationToken ct)
    {
        if (await db.Leads.AsNoTracking().Where(l => l.Identity == lead.Identity && l.Id != lead.Id).Select(l => (Guid?)l.Id).FirstOrDefaultAsync(ct) is { } twin)
        {
            throw new Refused("lead", lead.Email ?? lead.Url ?? lead.FullName, $"it is known as {twin}", "PATCH that lead instead", 409);
        }
    }
}
