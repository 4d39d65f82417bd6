using Microsoft.EntityFrameworkCore;
using Overture.Access;
using Overture.Drafting.Export;
using Overture.Storage;
using Overture.Web;
using Overture.Web.Settings;

namespace Overture.Drafting;

/// <summary><c>/api/v1/jobs</c></summary>
internal static class JobsApi
{
    private static readonly RowStatus[] Again = [RowStatus.Failed, RowStatus.Held, RowStatus.Canceled];

    public static void MapJobs(this IEndpointRouteBuilder routes, long mostBytes)
    {
        var jobs = routes.MapGroup("/api/v1/jobs").WithTags("jobs");
        jobs.MapPost("/", Create).TakesFiles(mostBytes).Accepts<JobForm>("application/json", "multipart/form-data").Produces<JobView>(202).WithName("CreateJob")
            .WithSummary("A job from an uploaded file (multipart: file, prompt, start …), or from an import or a list (JSON).");
        jobs.MapGet("/", List).WithName("ListJobs").WithSummary("The jobs, newest first.");
        jobs.MapGet("/{id:guid}", Get).Produces<JobView>().WithName("GetJob").WithSummary("A job as it stands: progress, rate, time left, cost.");
        jobs.MapGet("/{id:guid}/events", Events).Produces<JobView>(200, "text/event-stream").WithName("WatchJob").WithSummary("The job at each change, as server-sent events; ends when the job is over.");
        jobs.MapGet("/{id:guid}/download", Save).Produces(200, contentType: "text/csv").WithName("DownloadJob").WithSummary("The file with what is done so far: ?format=csv|xlsx, ?encoding=.");
        jobs.MapPatch("/{id:guid}", Change).Produces<JobView>().WithName("ChangeJob").WithSummary("Another name, another spending cap ({\"spending_cap\": 5}, or 0 for none); a job that waits at its cap can be resumed then.");
        jobs.MapPost("/{id:guid}/start", Start)
            .Produces<JobView>().WithName("StartJob").WithSummary("Begins it, or goes on after a pause or a pilot; ?all=true lifts its row limit.");
        jobs.MapPost("/{id:guid}/resume", (HttpContext c, Guid id, Store store, SteerJob steer, CancellationToken ct) => Start(c, id, store, steer, all: null, ct)).Produces<JobView>().WithName("ResumeJob").WithSummary("Goes on with a paused job.");
        jobs.MapPost("/{id:guid}/pause", (HttpContext c, Guid id, SteerJob steer, CancellationToken ct) => Steered(id, steer.Pause(c.Workspace(), id, ct))).Produces<JobView>().WithName("PauseJob").WithSummary("Pauses it; what is in flight is kept.");
        jobs.MapPost("/{id:guid}/cancel", (HttpContext c, Guid id, SteerJob steer, CancellationToken ct) => Steered(id, steer.Cancel(c.Workspace(), id, ct))).Produces<JobView>().WithName("CancelJob").WithSummary("Ends it; what is done stays.");
        jobs.MapPost("/{id:guid}/retry", (HttpContext c, Guid id, SteerJob steer, string? status, CancellationToken ct) => Steered(id, steer.Retry(c.Workspace(), id, Chosen(status), ct)))
            .Produces<JobView>().WithName("RetryJob").WithSummary("Writes failed, held and canceled rows again, or only those of ?status=; never approved or edited ones. A paused job stays paused meanwhile.");
        jobs.MapPost("/{id:guid}/names-alone", (HttpContext c, Guid id, SteerJob steer, CancellationToken ct) => Steered(id, steer.WriteUnread(c.Workspace(), id, ct)))
            .Produces<JobView>().WithName("WriteNamesAlone").WithSummary("Writes the rows that are held because their site could not be read, from the name and columns alone.");
    }

    /// <summary>Rows that wait or are being written are not for a retry.</summary>
    private static RowStatus[] Chosen(string? status) => Word.Of<RowStatus>("status", status) is not { } one ? Again
        : one is RowStatus.Pending or RowStatus.Processing ? throw new Refused("status", status, "these rows are still to be written", "Choose completed, held, failed or canceled") : [one];

    private static async Task<IResult> Create(HttpContext context, OrderJob order, DraftingSettings settings, CancellationToken ct)
    {
        var id = RequestSeed.IdOf(context, "job");
        var job = context.Request.HasJsonContentType()
            ? await order.Run(context.Workspace(), id, await context.Request.ReadFromJsonAsync<JobForm>(ct) ?? new(), ct)
            : await order.FromUpload(new(context.Workspace(), settings.MaxFileSize, RequestSeed.IdOf(context, "import"), id), context.Request, form => form, ct);
        return TypedResults.Accepted($"/api/v1/jobs/{job.Id}", JobView.Of(job));
    }

    private static async Task<Page<JobView>> List(HttpContext context, Store store, Paging page, string? status, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        var (before, wanted) = (page.Before, Word.Of<JobStatus>("status", status));
        var jobs = await db.Jobs.Where(j => j.Id < before && (wanted == null || j.Status == wanted)).OrderByDescending(j => j.Id).Take(page.Limit + 1).ToListAsync(ct);
        return Page<JobView>.Of([.. jobs.Select(JobView.Of)], page.Limit, job => job.Id.ToString("N"));
    }

    private static async Task<IResult> Get(HttpContext context, Guid id, JobStatusQuery status, CancellationToken ct) =>
        await status.Run(context.Workspace(), id, ct) is { } job ? TypedResults.Ok(job) : Problem.NotFound("job", id);

    private static async Task<IResult> Events(HttpContext context, Guid id, JobStatusQuery status, JobFeed feed, CancellationToken ct)
    {
        if (await status.Run(context.Workspace(), id, ct) is not { } job)
        {
            return Problem.NotFound("job", id);
        }

        // A browser whose stream ended comes back by itself; 204 tells it that there is no more (HTML §9.2.3).
        return JobFeed.IsOver(job) && context.Request.Headers["Last-Event-ID"] == JobFeed.IdOf(job)
            ? TypedResults.NoContent()
            : TypedResults.ServerSentEvents(feed.Run(context.Workspace(), id, ct));
    }

    private static async Task<IResult> Save(HttpContext context, Guid id, ReadFinished finished, string? format, string? encoding, CancellationToken ct) =>
        await finished.Run(context.Workspace(), id, ct) is { } file ? await Download.Of(file, format, encoding, ct) : Problem.NotFound("job", id);

    private static async Task<IResult> Change(HttpContext context, Guid id, JobChange body, ChangeJob change, CancellationToken ct) => await Steered(id, change.Run(context.Workspace(), id, body, ct));

    private static async Task<IResult> Start(HttpContext context, Guid id, Store store, SteerJob steer, bool? all, CancellationToken ct)
    {
        var workspace = context.Workspace();
        await using var db = store.Open(workspace);
        if (await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, ct) is { } job && StartRule.Of(job, all is true) is { } refused)
        {
            throw refused;
        }

        return await Steered(id, all is true ? steer.WriteAll(workspace, id, ct) : steer.Start(workspace, id, ct));
    }

    private static async Task<IResult> Steered(Guid id, Task<Job?> change) => await change is { } job ? TypedResults.Ok(JobView.Of(job)) : Problem.NotFound("job", id);
}
