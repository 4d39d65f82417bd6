using Microsoft.EntityFrameworkCore;
using Overture.Audience;
using Overture.Storage;
using Overture.Web;

namespace Overture.Drafting;

/// <summary>A row as it is told: its outcome, its words and what the checks said, and whom it is for.</summary>
internal sealed record RowView
{
    public required int Ordinal { get; init; }
    public required RowStatus Status { get; init; }
    public string? Error { get; init; }
    public int? SameAs { get; init; }
    public int Tries { get; init; }

    /// <summary>Of all calls made for this row in this job.</summary>
    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    /// <summary>US dollars, for the same calls.</summary>
    public decimal Cost { get; init; }

    public Guid? LeadId { get; init; }
    public string? Name { get; init; }
    public string? Company { get; init; }
    public string? Email { get; init; }
    public string? Url { get; init; }
    public Guid? DraftId { get; init; }
    public string? Subject { get; init; }
    public string? Body { get; init; }
    public string? OriginalSubject { get; init; }
    public string? OriginalBody { get; init; }
    public int? Words { get; init; }
    public bool? Passed { get; init; }
    public IReadOnlyList<Failure> Failures { get; init; } = [];
    public Review? Review { get; init; }
    public DateTimeOffset? ReviewedAt { get; init; }
    public string? Model { get; init; }
    public bool? Sample { get; init; }
    public string? Cut { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The line's cells as they stood; told of one row alone.</summary>
    public IReadOnlyList<string>? Cells { get; init; }

    /// <summary>What the template could read; told of one row alone.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <param name="fields">What the row is written from: whom it is for is told by its own line, whatever another file said of the same lead since.</param>
    public static RowView Of(FilteredRow found, IReadOnlyDictionary<string, string> fields)
    {
        var (row, draft) = (found.Row, found.Draft);
        return new()
        {
            Ordinal = row.Ordinal,
            Status = row.Status,
            Error = row.Error,
            SameAs = row.SameAs,
            Tries = row.Tries,
            InputTokens = row.InputTokens,
            OutputTokens = row.OutputTokens,
            Cost = row.CostMicros / 1_000_000m,
            LeadId = row.LeadId,
            Name = fields.GetValueOrDefault("full_name") ?? fields.GetValueOrDefault("first_name"),
            Company = fields.GetValueOrDefault("company"),
            Email = fields.GetValueOrDefault("email"),
            Url = fields.GetValueOrDefault("website"),
            DraftId = row.DraftId,
            Subject = draft?.Subject,
            Body = draft?.Body,
            OriginalSubject = draft?.OriginalSubject,
            OriginalBody = draft?.OriginalBody,
            Words = draft?.Words,
            Passed = draft?.Passed,
            Failures = draft is null ? [] : Drafting.Failures.Read(draft.Failures),
            Review = draft?.Review,
            ReviewedAt = draft?.ReviewedAt,
            Model = draft?.Model,
            Sample = draft?.Sample,
            Cut = draft?.Cut,
            UpdatedAt = row.UpdatedAt,
        };
    }
}

/// <summary>Answers with one row.</summary>
internal sealed class RowAnswer(Store store)
{
    public async Task<IResult> Run(Guid workspace, Guid id, int ordinal, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        if (await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, ct) is not { } job || await Find(db, id, ordinal, ct) is not { } row)
        {
            return NoRow(id, ordinal);
        }

        var cells = job.ImportId is { } import ? await db.Lines.Where(l => l.ImportId == import && l.Ordinal == ordinal).Select(l => l.Cells).SingleAsync(ct) : null;
        var fields = await RowFields.Of(db, job, row.Row, ct);
        return TypedResults.Ok(RowView.Of(row, fields) with { Cells = cells is null ? null : AudienceJson.Cells(cells), Fields = fields });
    }

    public async Task<bool> HasWords(Guid workspace, Guid id, int ordinal, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        return await Find(db, id, ordinal, ct) is { Draft: not null };
    }

    /// <summary>A person approved or wrote these words.</summary>
    public async Task<bool> IsKept(Guid workspace, Guid id, int ordinal, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        return await Find(db, id, ordinal, ct) is { Draft.Review: Review.Approved or Review.Edited };
    }

    public async Task<IResult> WithoutWords(Guid workspace, Guid id, int ordinal, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        return await Find(db, id, ordinal, ct) is null
            ? NoRow(id, ordinal)
            : new Problem(409, "no-words", "The row has no words yet", $"Row {ordinal} has not been written.") { Field = "ordinal", Value = $"{ordinal}", Cure = "Wait for the job, or retry the row." };
    }

    private static Task<FilteredRow?> Find(AppDb db, Guid job, int ordinal, CancellationToken ct) =>
        new RowFilter { Ordinals = [ordinal] }.Of(db, job).SingleOrDefaultAsync(ct);

    private static Problem NoRow(Guid id, int ordinal) => new(404, "not-found", "There is no such thing here", $"There is no row {ordinal} in job {id}.");
}
