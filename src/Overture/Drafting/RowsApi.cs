using Microsoft.EntityFrameworkCore;
using Overture.Access;
using Overture.Storage;
using Overture.Web;

namespace Overture.Drafting;

/// <summary><c>/api/v1/jobs/{id}/rows</c>, and what is said of many rows at once.</summary>
internal static class RowsApi
{
    public static void MapRows(this IEndpointRouteBuilder routes)
    {
        var job = routes.MapGroup("/api/v1/jobs/{id:guid}").WithTags("rows");
        job.MapGet("/rows", List).Produces<Page<RowView>>().WithName("ListRows").WithSummary("The rows in their order: ?status=, ?review=, ?check= (a check that failed), ?company=, ?q= (in the words or the lead).");
        job.MapGet("/rows/{ordinal:int}", Get).Produces<RowView>().WithName("GetRow").WithSummary("A row in full, with its cells and the fields it is written from.");
        job.MapPatch("/rows/{ordinal:int}", Edit).Produces<RowView>().WithName("EditRow").WithSummary("A person's own words: the model's are kept beside them, the checks run again.");
        job.MapPost("/rows/{ordinal:int}/approve", (HttpContext c, Guid id, int ordinal, RowAnswer rows, ReviewRows review, CancellationToken ct) => Judge(c, id, ordinal, rows, review.Approve, ct)).Produces<RowView>().WithName("ApproveRow").WithSummary("These words may go.");
        job.MapPost("/rows/{ordinal:int}/refuse", (HttpContext c, Guid id, int ordinal, RowAnswer rows, ReviewRows review, CancellationToken ct) => Judge(c, id, ordinal, rows, review.Refuse, ct)).Produces<RowView>().WithName("RefuseRow").WithSummary("These words may not go; the row is held.");
        job.MapPost("/rows/{ordinal:int}/regenerate", Regenerate).Produces<RowView>().WithName("RegenerateRow").WithSummary("Writes the row again, as a new take. An approved or edited one only after unapprove, or with ?discard=true.");
        job.MapPost("/approve", (HttpContext c, Guid id, ManyRows body, Store store, ReviewRows review, CancellationToken ct) => JudgeMany(c, id, body, store, review.Approve, ct)).Produces<ManyReviewed>().WithName("ApproveRows").WithSummary("Approves all that a filter means; {\"all_passed\": true} for all that passed their checks.");
        job.MapPost("/refuse", (HttpContext c, Guid id, ManyRows body, Store store, ReviewRows review, CancellationToken ct) => JudgeMany(c, id, body, store, review.Refuse, ct)).Produces<ManyReviewed>().WithName("RefuseRows").WithSummary("Refuses all that a filter means.");
        job.MapPost("/unapprove", Unapprove).Produces<ManyReviewed>().WithName("UnapproveRows").WithSummary("Takes back what was judged or replaced: by the filter, or by the reviewed_at that was answered to it, for a day.");
        job.MapPost("/replace", Replace).Produces<ManyReviewed>().WithName("ReplaceInRows").WithSummary("Finds a text in the words of the job and puts another in its place; each is an edit.");
    }

    private static async Task<IResult> List(HttpContext context, Guid id, Store store, Paging page, string? status, string? review, string? check, string? company, string? q, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        if (await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, ct) is not { } job)
        {
            return Problem.NotFound("job", id);
        }

        var after = page.After;
        var rows = await new RowFilter { Status = Word.Of<RowStatus>("status", status), Review = Word.Of<Review>("review", review), Check = check, Company = company, Text = q }.Of(db, id).Where(r => r.Row.Ordinal > after)
            .OrderBy(r => r.Row.Ordinal).Take(page.Limit + 1).ToListAsync(ct);
        var fields = await RowFields.Of(db, job, [.. rows.Select(row => row.Row)], ct);
        return TypedResults.Ok(Page<RowView>.Of([.. rows.Select(row => RowView.Of(row, fields[row.Row.Ordinal]))], page.Limit, row => $"{row.Ordinal}"));
    }

    private static Task<IResult> Get(HttpContext context, Guid id, int ordinal, RowAnswer rows, CancellationToken ct) => rows.Run(context.Workspace(), id, ordinal, ct);

    private static async Task<IResult> Edit(HttpContext context, Guid id, int ordinal, Words body, EditRow edit, RowAnswer rows, CancellationToken ct) =>
        await edit.Run(context.Workspace(), id, ordinal, body.Subject, body.Body, context.Caller()!.User, ct) is not null
            ? await rows.Run(context.Workspace(), id, ordinal, ct)
            : await rows.WithoutWords(context.Workspace(), id, ordinal, ct);

    private static async Task<IResult> Judge(HttpContext context, Guid id, int ordinal, RowAnswer rows, Judging judge, CancellationToken ct)
    {
        var workspace = context.Workspace();
        if (!await rows.HasWords(workspace, id, ordinal, ct))
        {
            return await rows.WithoutWords(workspace, id, ordinal, ct);
        }

        await judge(workspace, id, new RowFilter { Ordinals = [ordinal] }, context.Caller()!.User, ct);
        return await rows.Run(workspace, id, ordinal, ct);
    }

    private static async Task<IResult> Regenerate(HttpContext context, Guid id, int ordinal, bool? discard, RowAnswer rows, SteerJob steer, CancellationToken ct)
    {
        var workspace = context.Workspace();
        if (discard is not true && await rows.IsKept(workspace, id, ordinal, ct))
        {
            return new Problem(409, "reviewed", "The words were approved or edited", "They are never overwritten.") { Field = "ordinal", Value = $"{ordinal}", Cure = "Unapprove the row first, or send ?discard=true to write a new take beside them." };
        }

        await steer.Regenerate(workspace, id, ordinal, discard is true, ct);
        return await rows.Run(workspace, id, ordinal, ct);
    }

    private static async Task<IResult> JudgeMany(HttpContext context, Guid id, ManyRows body, Store store, Judging judge, CancellationToken ct)
    {
        if (await Find(context, id, body, store, takeBack: false, ct) is not { } filter)
        {
            return Problem.NotFound("job", id);
        }

        var reviewed = await judge(context.Workspace(), id, filter, context.Caller()!.User, ct);
        return TypedResults.Ok(new ManyReviewed(reviewed.Drafts, reviewed.At));
    }

    private static async Task<IResult> Unapprove(HttpContext context, Guid id, ManyRows body, Store store, TakeBack takeBack, Unapprove unapprove, CancellationToken ct)
    {
        if (body.ReviewedAt is { } at)
        {
            return TypedResults.Ok(new ManyReviewed(await takeBack.Run(context.Workspace(), id, at, ct), at));
        }

        return await Find(context, id, body, store, takeBack: true, ct) is { } filter
            ? TypedResults.Ok(new ManyReviewed(await unapprove.Run(context.Workspace(), id, filter, ct), null))
            : Problem.NotFound("job", id);
    }

    private static async Task<IResult> Replace(HttpContext context, Guid id, Replacement body, ReplaceText replace, CancellationToken ct) =>
        await replace.Run(context.Workspace(), id, body.Find ?? "", body.Replace ?? "", context.Caller()!.User, ct) is { } replaced
            ? TypedResults.Ok(new ManyReviewed(replaced.Drafts, replaced.At))
            : Problem.NotFound("job", id);

    /// <summary>The rows meant, by their ordinals: what is judged is what the caller saw under the filter.</summary>
    private static async Task<RowFilter?> Find(HttpContext context, Guid id, ManyRows body, Store store, bool takeBack, CancellationToken ct)
    {
        if (body is { AllPassed: not true, Status: null, Review: null, Check: null, Company: null, Q: null, Ordinals: null })
        {
            throw new Refused("all_passed", null, "nothing says which rows are meant", "Send {\"all_passed\": true}, or status, review, check, company, q or ordinals");
        }

        await using var db = store.Open(context.Workspace());
        if (!await db.Jobs.AnyAsync(j => j.Id == id, ct))
        {
            return null;
        }

        if (body.AllPassed is not true && !takeBack)
        {
            return body.Filter();
        }

        // What was approved has moved: a held row is completed then, and is looked for by what its checks said.
        var rows = (takeBack ? body.Filter() with { Status = null, Review = null } : body.Filter()).Of(db, id).Where(r => r.Draft != null);
        rows = body.AllPassed is true || (takeBack && body.Status is RowStatus.Completed) ? rows.Where(r => r.Draft!.Passed) : rows;
        rows = takeBack && body.Status is RowStatus.Held ? rows.Where(r => !r.Draft!.Passed) : rows;
        rows = takeBack ? rows : rows.Where(r => r.Row.Status == RowStatus.Completed);
        return new() { Ordinals = await rows.Select(r => r.Row.Ordinal).ToListAsync(ct) };
    }

    private delegate Task<Reviewed> Judging(Guid workspace, Guid job, RowFilter filter, Guid? by, CancellationToken ct);

    internal sealed record Words(string? Subject, string? Body);

    internal sealed record Replacement(string? Find, string? Replace);

    internal sealed record ManyReviewed(int Drafts, DateTimeOffset? ReviewedAt);
}

/// <summary>Which rows a request means.</summary>
internal sealed record ManyRows(bool? AllPassed, RowStatus? Status, Review? Review, string? Check, string? Company, string? Q, IReadOnlyList<int>? Ordinals, DateTimeOffset? ReviewedAt)
{
    public RowFilter Filter() => new() { Status = Status, Review = Review, Check = Check, Company = Company, Text = Q, Ordinals = Ordinals };
}
