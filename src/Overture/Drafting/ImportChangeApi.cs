using Microsoft.EntityFrameworkCore;
using Overture.Access;
using Overture.Audience;
using Overture.Storage;
using Overture.Web;

namespace Overture.Drafting;

/// <summary><c>PATCH /api/v1/imports/{id}</c>: another dialect or meaning of columns, as long as nothing was written from it.</summary>
internal static class ImportChangeApi
{
    public static void MapImportChange(this IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/v1/imports/{id:guid}", Change).Produces<ImportView>().WithTags("imports").WithName("ChangeImport").WithSummary("Reads the file anew with another dialect or mapping, on top of what was chosen before, or notes the consent. 409 once a job has written from it.");

    private static async Task<IResult> Change(HttpContext context, Guid id, ImportOptions body, Store store, TakeFile take, BeginImport begin, CancellationToken ct)
    {
        var workspace = context.Workspace();
        await using var db = store.Open(workspace);
        if (await db.Imports.SingleOrDefaultAsync(i => i.Id == id && i.Version > 0, ct) is not { } import)
        {
            return Problem.NotFound("import", id);
        }

        await take.SetConsent(import, body.Consent, ct);
        if (body.Choice(ImportChoice.Of(import)) is { } choice)
        {
            take.Look(import, choice, ct);
            await ForgetRows(store, workspace, id, ct);
            await begin.Read(import, choice, ct);
        }

        return TypedResults.Ok(await ImportView.Find(store, workspace, id, ct));
    }

    /// <summary>Rows made of the lines as they were read before are made anew; rows that were written hold the import as it is.</summary>
    private static Task ForgetRows(Store store, Guid workspace, Guid import, CancellationToken ct) => store.Write(Lane.Requests, workspace, async (db, stop) =>
    {
        var jobs = await db.Jobs.AsNoTracking().Where(j => j.ImportId == import).Select(j => new { j.Id, j.Status, Done = j.Completed + j.Held + j.Failed + j.CanceledRows }).ToListAsync(stop);
        if (jobs.Find(job => job.Done > 0 || job.Status != JobStatus.Pending) is { } busy)
        {
            throw new Refused("import", import.ToString(), $"job {busy.Id} writes from it", "Upload the file again to read it otherwise", 409);
        }

        foreach (var job in jobs)
        {
            await db.Rows.Where(r => r.JobId == job.Id).ExecuteDeleteAsync(stop);
            await db.Jobs.Where(j => j.Id == job.Id).ExecuteUpdateAsync(set => set.SetProperty(j => j.Total, 0).SetProperty(j => j.RowsComplete, false), stop);
        }

        await db.Imports.Where(i => i.Id == import).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, ImportState.Received).SetProperty(i => i.LineCount, 0), stop);
    }, ct);
}
