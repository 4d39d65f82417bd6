using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Drafting;

/// <summary>A draft as it was before many were judged or changed at once; kept for a day, so that this can be taken back.</summary>
internal sealed class PastDraft : IEntityTypeConfiguration<PastDraft>
{
    public Guid WorkspaceId { get; set; }
    public Guid JobId { get; set; }

    /// <summary>The instant of the change: what names it for an undo.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    public Guid DraftId { get; set; }

    /// <summary>Null: the text was not changed.</summary>
    public string? Body { get; set; }

    public string? Subject { get; set; }
    public string? OriginalBody { get; set; }
    public string? OriginalSubject { get; set; }
    public int Words { get; set; }
    public string Failures { get; set; } = "[]";
    public bool Passed { get; set; }
    public Review Review { get; set; }
    public Guid? ReviewedBy { get; set; }
    public DateTimeOffset? ReviewedAt { get; set; }

    /// <summary>Of the rows of the job that show it.</summary>
    public RowStatus RowStatus { get; set; }

    public string? RowError { get; set; }

    /// <param name="shown">A row that shows the draft.</param>
    public static PastDraft Of(Row shown, Draft draft, bool text, DateTimeOffset at) => new()
    {
        WorkspaceId = draft.WorkspaceId,
        JobId = shown.JobId,
        ChangedAt = at,
        DraftId = draft.Id,
        Body = text ? draft.Body : null,
        Subject = text ? draft.Subject : null,
        OriginalBody = text ? draft.OriginalBody : null,
        OriginalSubject = text ? draft.OriginalSubject : null,
        Words = draft.Words,
        Failures = text ? draft.Failures : "[]",
        Passed = draft.Passed,
        Review = draft.Review,
        ReviewedBy = draft.ReviewedBy,
        ReviewedAt = draft.ReviewedAt,
        RowStatus = shown.Status,
        RowError = shown.Error,
    };

    public void Configure(EntityTypeBuilder<PastDraft> builder)
    {
        builder.ToTable("past_drafts").HasKey(past => new { past.JobId, past.ChangedAt, past.DraftId });
        builder.HasIndex(past => new { past.WorkspaceId, past.ChangedAt });
    }
}
