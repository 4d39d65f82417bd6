using Microsoft.EntityFrameworkCore;
using Overture.Audience;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>Which rows of a job are meant; null or empty: any.</summary>
internal sealed record RowFilter
{
    public RowStatus? Status { get; init; }

    public Review? Review { get; init; }

    /// <summary>The id of a check that failed.</summary>
    public string? Check { get; init; }

    /// <summary>In the words, in a cell of its line, or in the lead's name, company, address or site; in any case of letters.</summary>
    public string? Text { get; init; }

    /// <summary>In the lead's company; in any case of letters.</summary>
    public string? Company { get; init; }

    /// <summary>Without words: held before a model was asked, for want of a site to read.</summary>
    public bool Unread { get; init; }

    /// <summary>Only these.</summary>
    public IReadOnlyCollection<int>? Ordinals { get; init; }

    /// <summary>The rows it means, each with its lead and words where it has them.</summary>
    public IQueryable<FilteredRow> Of(AppDb db, Guid job)
    {
        var rows =
            from row in db.Rows
            join lead in db.Leads on row.LeadId equals (Guid?)lead.Id into leads
            from lead in leads.DefaultIfEmpty()
            join draft in db.Drafts on row.DraftId equals (Guid?)draft.Id into drafts
            from draft in drafts.DefaultIfEmpty()
            where row.JobId == job
            select new FilteredRow { Row = row, Lead = lead, Draft = draft };
        rows = Status is { } status ? rows.Where(r => r.Row.Status == status) : rows;
        rows = Review is { } review ? rows.Where(r => r.Draft!.Review == review) : rows;
        rows = Check is { Length: > 0 } ? rows.Where(r => r.Draft!.Failures.Contains("\"check\":\"" + Check + "\"")) : rows;
        rows = Unread ? rows.Where(r => r.Row.Status == RowStatus.Held && r.Row.DraftId == null) : rows;
        rows = Ordinals is { } some ? rows.Where(r => EF.Parameter(some).Contains(r.Row.Ordinal)) : rows;
        rows = Company is { Length: > 0 } company ? Of(rows, Like.Holding(db, company)) : rows;
        return Text is { Length: > 0 } text ? Containing(db, job, rows, Like.Holding(db, text)) : rows;
    }

#pragma warning disable CA1304, CA1311 // translated into SQL's own lower()
    private static IQueryable<FilteredRow> Of(IQueryable<FilteredRow> rows, string like) => rows.Where(r => EF.Functions.Like(r.Lead!.Company!.ToLower(), like, "\\"));

    private static IQueryable<FilteredRow> Containing(AppDb db, Guid job, IQueryable<FilteredRow> rows, string like) => rows.Where(r =>
        db.Lines.Any(l => l.ImportId == db.Jobs.First(j => j.Id == job).ImportId && l.Ordinal == r.Row.Ordinal && EF.Functions.Like(l.Cells.ToLower(), like, "\\"))
        || EF.Functions.Like(r.Draft!.Body.ToLower(), like, "\\") || EF.Functions.Like(r.Draft.Subject!.ToLower(), like, "\\")
        || EF.Functions.Like(r.Lead!.FullName!.ToLower(), like, "\\") || EF.Functions.Like(r.Lead.FirstName!.ToLower(), like, "\\")
        || EF.Functions.Like(r.Lead.LastName!.ToLower(), like, "\\") || EF.Functions.Like(r.Lead.Company!.ToLower(), like, "\\")
        || EF.Functions.Like(r.Lead.Email!.ToLower(), like, "\\") || EF.Functions.Like(r.Lead.Url!.ToLower(), like, "\\"));
#pragma warning restore CA1304, CA1311
}

/// <summary>A row with what it points to.</summary>
internal sealed class FilteredRow
{
    public required Row Row { get; init; }

    public Lead? Lead { get; init; }

    public Draft? Draft { get; init; }
}
