using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Audience;
using Overture.Audience.Columns;
using Overture.Storage;
using Overture.Web;

namespace Overture.Drafting;

/// <summary>Makes a job as a request asks: from an upload, an import or a list.</summary>
internal sealed class OrderJob(Store store, ReceiveFile receive, TakeFile take, CreateJob create)
{
    /// <summary>Takes the file of a multipart request as it comes, then makes the job that its fields ask for.</summary>
    public async Task<Job> FromUpload(UploadedJob upload, HttpRequest request, Func<JobForm, JobForm> change, CancellationToken ct)
    {
        Import? received = null;
        var fields = await Upload.Read(request, upload.MostBytes, async (name, bytes) => received = await receive.Run(upload.Workspace, name, bytes, null, upload.ImportId, ct), ct);
        var options = ImportOptions.Of(fields);
        var import = await take.Run(received!, options.Choice(), options.Consent, ct);
        return await Run(upload.Workspace, upload.JobId, change(JobForm.Of(fields)) with { ImportId = import.Id, ListId = null }, ct);
    }

    public async Task<Job> Run(Guid workspace, Guid? id, JobForm form, CancellationToken ct)
    {
        if (form.ImportId is null == form.ListId is null)
        {
            throw new Refused("import_id", null, "a job writes for one import or one list", "Send import_id or list_id, or upload the file as multipart/form-data");
        }

        await using var db = store.Open(workspace);
        var import = await db.Imports.Where(i => i.Id == form.ImportId && i.Version > 0).Select(i => new { i.FileName, i.Mapping }).SingleOrDefaultAsync(ct);
        var list = await db.Lists.Where(l => l.Id == form.ListId).Select(l => l.Name).SingleOrDefaultAsync(ct);
        var prompt = form.Prompt ?? (import?.Mapping is { } map ? DefaultPrompt.For(JsonSerializer.Deserialize<ColumnMap>(map, AudienceJson.Options)!) : "cold-email");
        return await create.Run(workspace, form.Order(id, import?.FileName ?? list ?? "", prompt), ct);
    }
}

/// <summary>Whose upload it is, how large it may be, and the ids of what it makes where the request may come twice.</summary>
internal sealed record UploadedJob(Guid Workspace, long MostBytes, Guid? ImportId, Guid? JobId);
