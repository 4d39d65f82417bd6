using Microsoft.EntityFrameworkCore;
using Overture.Access;
using Overture.Storage;
using Overture.Web;

namespace Overture.Drafting;

/// <summary><c>/api/v1/drafts</c>: the words themselves, whatever job they came from.</summary>
internal static class DraftsApi
{
    public static void MapDrafts(this IEndpointRouteBuilder routes)
    {
        var drafts = routes.MapGroup("/api/v1/drafts").WithTags("drafts");
        drafts.MapGet("/", List).WithName("ListDrafts").WithSummary("The drafts, newest first: ?lead_id=, ?job_id=, ?review=.");
        drafts.MapGet("/{id:guid}", Get).Produces<DraftView>().WithName("GetDraft").WithSummary("One draft.");
        drafts.MapPatch("/{id:guid}", Edit).Produces<DraftView>().WithName("EditDraft").WithSummary("A person's own words; the checks of the row they stand in run again.");
    }

    private static async Task<Page<DraftView>> List(
        HttpContext context, Store store, Paging page, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "lead_id")] Guid? lead, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "job_id")] Guid? job, string? review, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        var (before, reviewed) = (page.Before, Word.Of<Review>("review", review));
        var drafts = await db.Drafts.Where(d => d.Id < before && (lead == null || d.LeadId == lead) && (job == null || d.JobId == job) && (reviewed == null || d.Review == reviewed))
            .OrderByDescending(d => d.Id).Take(page.Limit + 1).ToListAsync(ct);
        return Page<DraftView>.Of([.. drafts.Select(DraftView.Of)], page.Limit, draft => draft.Id.ToString("N"));
    }

    private static async Task<IResult> Get(HttpContext context, Guid id, Store store, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        return await db.Drafts.SingleOrDefaultAsync(d => d.Id == id, ct) is { } draft ? TypedResults.Ok(DraftView.Of(draft)) : Problem.NotFound("draft", id);
    }

    private static async Task<IResult> Edit(HttpContext context, Guid id, RowsApi.Words body, Store store, EditRow edit, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        var row = await db.Rows.Where(r => r.DraftId == id).OrderBy(r => r.Ordinal).Select(r => new { r.JobId, r.Ordinal }).FirstOrDefaultAsync(ct);
        return row is not null && await edit.Run(context.Workspace(), row.JobId, row.Ordinal, body.Subject, body.Body, context.Caller()!.User, ct) is { } draft
            ? TypedResults.Ok(DraftView.Of(draft))
            : Problem.NotFound("draft in a job", id);
    }
}

/// <summary>A draft as it is told.</summary>
internal sealed record DraftView(
    Guid Id, Guid? LeadId, Guid? JobId, Guid PromptVersionId, int Take, string? Subject, string Body, string? OriginalSubject, string? OriginalBody, int Words,
    bool Passed, IReadOnlyList<Failure> Failures, string Model, bool Sample, string? Cut, decimal Cost, Review Review, DateTimeOffset? ReviewedAt, DateTimeOffset CreatedAt)
{
    public static DraftView Of(Draft draft) => new(
        draft.Id, draft.LeadId, draft.JobId, draft.PromptVersionId, draft.Take, draft.Subject, draft.Body, draft.OriginalSubject, draft.OriginalBody, draft.Words,
        draft.Passed, Drafting.Failures.Read(draft.Failures), draft.Model, draft.Sample, draft.Cut, draft.CostMicros / 1_000_000m, draft.Review, draft.ReviewedAt, draft.CreatedAt);
}
