using System.Text.Json.Serialization;
using Overture.Access;
using Overture.Audience;
using Overture.Drafting.Export;
using Overture.Web;
using Overture.Web.Settings;

namespace Overture.Drafting;

/// <summary>The routes of the systems this replaces, with the answers their programs know. OLD_ROUTES says who may: key, open or off.</summary>
internal static class OldRoutes
{
    private static readonly RowStatus[] NotDone = [RowStatus.Failed, RowStatus.Held, RowStatus.Canceled];

    public static void MapOldRoutes(this IEndpointRouteBuilder routes, string old, long mostBytes)
    {
        if (old is "off")
        {
            return;
        }

        var all = routes.MapGroup("").WithMetadata(new OldRoute()).WithTags("old routes");
        all.MapPost("/upload", Upload).TakesFiles(mostBytes).Accepts<FileForm>("multipart/form-data").Produces<Begun>().WithName("OldUpload");
        all.MapGet("/status/{id:guid}", Status).Produces<Progress>().WithName("OldStatus");
        all.MapGet("/download/{id:guid}", (HttpContext c, Guid id, ReadFinished finished, string? format, CancellationToken ct) => Save(c, id, finished, format ?? "xlsx", ct)).WithName("OldDownload");
        all.MapPost("/api/upload", Receive).TakesFiles(mostBytes).Accepts<FileForm>("multipart/form-data").Produces<Received>(201).WithName("OldReceive");
        all.MapPost("/api/upload/process", Process).Produces<Accepted>(202).WithName("OldProcess");
        all.MapGet("/api/jobs/{id:guid}", Get).Produces<OldJob>().WithName("OldJob");
        all.MapGet("/api/jobs/{id:guid}/results", Results).Produces<OldResult[]>().WithName("OldResults");
        all.MapPost("/api/jobs/{id:guid}/retry", Retry).Produces<Accepted>(202).WithName("OldRetry");
        all.MapGet("/api/upload/{id:guid}/download", (HttpContext c, Guid id, ReadFinished finished, CancellationToken ct) => Save(c, id, finished, "csv", ct)).WithName("OldDownloadCsv");
        all.MapPost("/api/upload/{id:guid}/cancel", Cancel).Produces<Accepted>().WithName("OldCancel");
    }

    /// <summary><c>GET /</c> is the dashboard's; a program that does not ask for a page gets this.</summary>
    public static void UseOldRoot(this WebApplication app, ServerSettings server) => app.Use((context, next) =>
        context.Request.Path == "/" && HttpMethods.IsGet(context.Request.Method) && !context.WantsPage() && server.OldRoutes is not "off" && context.Caller() is not null
            ? TypedResults.Ok(new { Name = server.AppName, Status = "running", Docs = "/docs" }).ExecuteAsync(context)
            : next(context));

    private static async Task<IResult> Upload(HttpContext context, OrderJob order, ReadImport read, DraftingSettings settings, CancellationToken ct)
    {
        var job = await Order(context, order, settings, "cold-email", start: true, ct);
        return TypedResults.Ok(new Begun(job.Id, OldWord(job.Status), await Rows(job, read, ct)));
    }

    private static async Task<IResult> Receive(HttpContext context, OrderJob order, ReadImport read, DraftingSettings settings, CancellationToken ct)
    {
        var job = await Order(context, order, settings, "opener", start: false, ct);
        return TypedResults.Created($"/api/jobs/{job.Id}", new Received(job.Id, job.Name, await Rows(job, read, ct)));
    }

    /// <summary>How many will be written: without a model key not all that the file has.</summary>
    private static async Task<int> Rows(Job job, ReadImport read, CancellationToken ct) => Math.Min(job.RowLimit ?? int.MaxValue, await read.Lines(job.WorkspaceId, job.ImportId!.Value, ct));

    private static Task<Job> Order(HttpContext context, OrderJob order, DraftingSettings settings, string prompt, bool start, CancellationToken ct)
    {
        var upload = new UploadedJob(context.Workspace(), settings.MaxFileSize, RequestSeed.IdOf(context, "import"), RequestSeed.IdOf(context, "job"));
        return order.FromUpload(upload, context.Request, form => form with { Prompt = prompt, Start = start, NamesAlone = true }, ct);
    }

    private static async Task<IResult> Status(HttpContext context, Guid id, JobStatusQuery status, CancellationToken ct) =>
        await status.Run(context.Workspace(), id, ct) is { } job
            ? TypedResults.Ok(new Progress(job.Id, OldWord(job.Status), job.Progress, job.Total, job.Completed, job.Failed + job.Held + job.Canceled, job.Explanation))
            : Problem.NotFound("job", id);

    private static async Task<IResult> Process(HttpContext context, ToProcess body, SteerJob steer, CancellationToken ct)
    {
        var id = Guid.TryParse(body.JobId, out var parsed) ? parsed : throw new Refused("jobId", Problem.Shown(body.JobId), "it is no id of a job", "Send the jobId that POST /api/upload answered");
        return await steer.Start(context.Workspace(), id, ct) is { } job
            ? TypedResults.Accepted($"/api/jobs/{id}", new Accepted(id, OldWord(job.Status)))
            : Problem.NotFound("job", id);
    }

    private static async Task<IResult> Get(HttpContext context, Guid id, JobStatusQuery status, ReadImport read, CancellationToken ct)
    {
        if (await status.Run(context.Workspace(), id, ct) is not { } job)
        {
            return Problem.NotFound("job", id);
        }

        var file = job.ImportId is { } import ? await read.FileName(context.Workspace(), import, ct) : job.Name;
        return TypedResults.Ok(new OldJob(job.Id, file, file, OldWord(job.Status), job.Total, job.Completed, job.Failed + job.Held + job.Canceled, job.Progress, job.CreatedAt, job.UpdatedAt));
    }

    private static async Task<IResult> Results(HttpContext context, Guid id, OldResults results, CancellationToken ct) =>
        await results.Run(context.Workspace(), id, ct) is { } rows ? TypedResults.Ok(rows) : Problem.NotFound("job", id);

    private static async Task<IResult> Retry(HttpContext context, Guid id, SteerJob steer, CancellationToken ct) =>
        await steer.Retry(context.Workspace(), id, NotDone, ct) is { } job
            ? TypedResults.Accepted($"/api/jobs/{id}", new Accepted(id, OldWord(job.Status)))
            : Problem.NotFound("job", id);

    private static async Task<IResult> Cancel(HttpContext context, Guid id, SteerJob steer, CancellationToken ct) =>
        await steer.Cancel(context.Workspace(), id, ct) is { } job ? TypedResults.Ok(new Accepted(id, OldWord(job.Status))) : Problem.NotFound("job", id);

    private static async Task<IResult> Save(HttpContext context, Guid id, ReadFinished finished, string format, CancellationToken ct) =>
        await finished.Run(context.Workspace(), id, ct) is { } file ? await Download.Of(file, format, null, ct) : Problem.NotFound("job", id);

    /// <summary>They knew no pause.</summary>
    private static string OldWord(JobStatus status) => status is JobStatus.Paused ? "processing" : status.ToString().ToLowerInvariant();

    internal sealed record FileForm(IFormFile File);

    internal sealed record Begun(Guid JobId, string Status, int Total);

    internal sealed record Progress(Guid JobId, string Status, [property: JsonPropertyName("progress")] int Percent, int Total, int Processed, int Failed, string? Error);

    internal sealed record Received([property: JsonPropertyName("jobId")] Guid JobId, [property: JsonPropertyName("fileName")] string FileName, [property: JsonPropertyName("totalRows")] int TotalRows)
    {
        public string Status { get; } = "pending";
    }

    internal sealed record ToProcess([property: JsonPropertyName("jobId")] string? JobId);

    internal sealed record Accepted([property: JsonPropertyName("jobId")] Guid JobId, string Status);

    internal sealed record OldJob(Guid Id, string FileName, string FilePath, string Status, int TotalRows, int ProcessedRows, int FailedRows, int Progress, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
}

/// <summary>A row as older programs know it.</summary>
internal sealed record OldResult(Guid Id, Guid JobId, string? Url, string Status, string? Opener, string? Error, int RetryCount, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
