using Microsoft.EntityFrameworkCore;
using Overture.Access;
using Overture.Storage;
using Overture.Web;
using Overture.Web.Settings;

namespace Overture.Audience;

/// <summary><c>/api/v1/imports</c>; changing one is Drafting's, for it asks whether anything was written from it.</summary>
internal static class ImportsApi
{
    public static void MapImports(this IEndpointRouteBuilder routes, long mostBytes)
    {
        var imports = routes.MapGroup("/api/v1/imports").WithTags("imports");
        imports.MapPost("/", Create).TakesFiles(mostBytes).Accepts<ImportForm>("multipart/form-data").Produces<ImportView>(202).WithName("CreateImport").WithSummary("Takes a file: CSV, TSV, semicolon or pipe text, XLSX, XLS. It is read in the background.");
        imports.MapGet("/", List).WithName("ListImports").WithSummary("The imports, newest first.");
        imports.MapGet("/{id:guid}", Get).Produces<ImportView>().WithName("GetImport").WithSummary("What the import makes of its file, with its first lines.");
        imports.MapGet("/{id:guid}/lines", Lines).WithName("ListLines").WithSummary("Its lines in their order, with their cells as they stood.");
        imports.MapGet("/{id:guid}/rejected", Rejected).WithName("ListRejectedLines").WithSummary("What could not be read as a record, and why.");
    }

    private static async Task<IResult> Create(HttpContext context, DraftingSettings settings, ReceiveFile receive, TakeFile take, CancellationToken ct)
    {
        Import? received = null;
        var fields = await Upload.Read(context.Request, settings.MaxFileSize, async (name, bytes) =>
            received = await receive.Run(context.Workspace(), name, bytes, null, RequestSeed.IdOf(context, "import"), ct), ct);
        var options = ImportOptions.Of(fields);
        var import = await take.Run(received!, options.Choice(), options.Consent, ct);
        return TypedResults.Accepted($"/api/v1/imports/{import.Id}", ImportView.Of(import));
    }

    private static async Task<Page<ImportView>> List(HttpContext context, Store store, Paging page, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        var before = page.Before;
        var imports = await db.Imports.Where(i => i.Id < before && i.Version > 0).OrderByDescending(i => i.Id).Take(page.Limit + 1).ToListAsync(ct);
        return Page<ImportView>.Of([.. imports.Select(ImportView.Of)], page.Limit, import => import.Id.ToString("N"));
    }

    private static async Task<IResult> Get(HttpContext context, Guid id, Store store, CancellationToken ct) =>
        await ImportView.Find(store, context.Workspace(), id, ct) is { } view ? TypedResults.Ok(view) : Problem.NotFound("import", id);

    private static async Task<IResult> Lines(HttpContext context, Guid id, Store store, Paging page, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        if (!await db.Imports.AnyAsync(i => i.Id == id, ct))
        {
            return Problem.NotFound("import", id);
        }

        var after = page.After;
        var lines = await db.Lines.Where(l => l.ImportId == id && l.Ordinal > after).OrderBy(l => l.Ordinal).Take(page.Limit + 1).ToListAsync(ct);
        return TypedResults.Ok(Page<LineView>.Of([.. lines.Select(LineView.Of)], page.Limit, line => $"{line.Ordinal}"));
    }

    private static async Task<IResult> Rejected(HttpContext context, Guid id, Store store, Paging page, CancellationToken ct)
    {
        await using var db = store.Open(context.Workspace());
        if (!await db.Imports.AnyAsync(i => i.Id == id, ct))
        {
            return Problem.NotFound("import", id);
        }

        var after = page.After;
        var rejected = await db.RejectedLines.Where(l => l.ImportId == id && l.Record > after).OrderBy(l => l.Record).Take(page.Limit + 1)
            .Select(l => new RejectedView(l.Record, l.LineNumber, l.Reason, l.Text)).ToListAsync(ct);
        return TypedResults.Ok(Page<RejectedView>.Of(rejected, page.Limit, line => $"{line.Record}"));
    }

    /// <summary>The form of an upload: the file, and what is chosen instead of found.</summary>
    internal sealed record ImportForm(IFormFile File, string? Encoding, string? Delimiter, string? Quote, string? Escape, string? Newline, bool? Header, int? HeaderRows, int? SkipLines, string? Sheet, bool? RepairMojibake, string? Columns, string? Consent);

    internal sealed record RejectedView(long Record, long LineNumber, string Reason, string Text);
}

/// <summary>A line as it is told.</summary>
/// <param name="SameAs">The first line with the same lead.</param>
internal sealed record LineView(Guid ImportId, int Ordinal, long LineNumber, IReadOnlyList<string> Cells, Guid? LeadId, int? SameAs, string? Unmailable)
{
    public static LineView Of(Line line) => new(line.ImportId, line.Ordinal, line.LineNumber, AudienceJson.Cells(line.Cells), line.LeadId, line.SameAs, line.Unmailable);
}
