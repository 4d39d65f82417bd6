using Microsoft.AspNetCore.Mvc;
using Overture.Access;
using Overture.Web;
using Overture.Web.Settings;

namespace Overture.Audience;

/// <summary><c>/api/v1/uploads</c>: a large file in parts, over connections that break.</summary>
internal static class UploadsApi
{
    public static void MapUploads(this IEndpointRouteBuilder routes, long mostBytes)
    {
        var uploads = routes.MapGroup("/api/v1/uploads").WithTags("uploads");
        uploads.MapPost("/", Begin).Produces<UploadView>(201).WithName("BeginUpload").WithSummary("Begins an upload that may break and go on: the file's name and its length in bytes.");
        uploads.MapGet("/{id:guid}", Get).Produces<UploadView>().WithName("GetUpload").WithSummary("How much of it is held: go on from offset.");
        uploads.MapPatch("/{id:guid}", Append).TakesFiles(mostBytes).Accepts<byte[]>("application/offset+octet-stream", "application/octet-stream").Produces<UploadView>().WithName("ContinueUpload")
            .WithSummary("The next bytes as they are, with Upload-Offset telling where they begin. Whole parts are kept, also of a request that breaks; 409 tells the offset held.");
        uploads.MapDelete("/{id:guid}", Delete).Produces(204).WithName("ForgetUpload").WithSummary("Forgets what came.");
        uploads.MapPost("/{id:guid}/import", Finish).Produces<ImportView>(202).WithName("ImportUpload").WithSummary("Makes an import of the whole upload; dialect, columns and consent as with POST imports, all optional.");
    }

    private static async Task<IResult> Begin(HttpContext context, NewUpload body, ResumeUpload resume, DraftingSettings settings, CancellationToken ct)
    {
        var upload = await resume.Begin(context.Workspace(), RequestSeed.IdOf(context, "upload"), body.FileName ?? "", body.Bytes, settings.MaxFileSize, ct);
        return TypedResults.Created($"/api/v1/uploads/{upload.Id}", upload);
    }

    private static async Task<IResult> Get(HttpContext context, Guid id, ResumeUpload resume, CancellationToken ct) =>
        await resume.Find(context.Workspace(), id, ct) is { } upload ? TypedResults.Ok(upload) : Problem.NotFound("upload", id);

    private static async Task<IResult> Append(HttpContext context, Guid id, [FromHeader(Name = "Upload-Offset")] long? offset, ResumeUpload resume, CancellationToken ct) =>
        await resume.Append(context.Workspace(), id, offset ?? throw new Refused("Upload-Offset", null, "it is missing", "Send the header with the offset the bytes begin at"), context.Request.Body, ct) is { } upload
            ? TypedResults.Ok(upload)
            : Problem.NotFound("upload", id);

    private static async Task<IResult> Delete(HttpContext context, Guid id, ResumeUpload resume, CancellationToken ct) =>
        await resume.Forget(context.Workspace(), id, ct) ? TypedResults.NoContent() : Problem.NotFound("upload", id);

    private static async Task<IResult> Finish(HttpContext context, Guid id, ImportOptions? body, ResumeUpload resume, TakeFile take, CancellationToken ct)
    {
        var import = await take.Run(await resume.Finish(context.Workspace(), id, ct), body?.Choice(), body?.Consent, ct);
        return TypedResults.Accepted($"/api/v1/imports/{import.Id}", ImportView.Of(import));
    }

    internal sealed record NewUpload(string? FileName, long Bytes);
}
