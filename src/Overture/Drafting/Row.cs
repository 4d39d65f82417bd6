using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Drafting;

/// <summary>One line of an import, or one lead of a list, in one job; it points to its draft.</summary>
internal sealed class Row : IEntityTypeConfiguration<Row>
{
    public Guid WorkspaceId { get; set; }
    public Guid JobId { get; set; }
    public int Ordinal { get; set; }
    public Guid? LeadId { get; set; }

    /// <summary>The row whose copy this one takes free: the first line of the same lead.</summary>
    public int? SameAs { get; set; }

    /// <summary>Stored as pending until its outcome is committed; <see cref="RowStatus.Processing"/> is what a call in flight shows.</summary>
    public RowStatus Status { get; set; }

    public Guid? DraftId { get; set; }

    /// <summary>Which take of the copy is wanted: 0, and one more for each "write again".</summary>
    public int Take { get; set; }

    /// <summary>A person asked for this row by itself: it is written whatever the job waits for.</summary>
    public bool Asked { get; set; }

    public string? Error { get; set; }

    /// <summary>Tries after the first.</summary>
    public int Tries { get; set; }

    /// <summary>All calls ever made for this row, whatever became of them: the rows of a job add up to the job.</summary>
    public long InputTokens { get; set; }

    public long OutputTokens { get; set; }
    public long CostMicros { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    public void Configure(EntityTypeBuilder<Row> builder)
    {
        builder.ToTable("rows").HasKey(row => new { row.JobId, row.Ordinal });
        builder.HasIndex(row => row.DraftId);
        builder.HasIndex(row => new { row.WorkspaceId, row.JobId }).HasFilter("asked"); // hardly ever more than a few
    }
}

internal enum RowStatus
{
    Pending = 0,
    Processing = 1,
    Completed = 2,
    Held = 3,
    Failed = 4,
    Canceled = 5,
}
