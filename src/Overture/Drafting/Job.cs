using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Drafting;

/// <summary>One run of a prompt over the lines of an import or the leads of a list.</summary>
internal sealed class Job : IEntityTypeConfiguration<Job>
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }
    public string Name { get; set; } = "";
    public Guid? ImportId { get; set; }
    public Guid? ListId { get; set; }
    public Guid PromptVersionId { get; set; }
    public JobStatus Status { get; set; }

    /// <summary>Why it is paused or failed: a code a program can read (<c>daily_limit</c>, <c>no_key</c>, <c>spending_cap</c>, <c>pilot</c>, <c>asked</c> …).</summary>
    public string? Reason { get; set; }

    /// <summary>The same for a person.</summary>
    public string? Explanation { get; set; }

    /// <summary>When it goes on, or looks again, by itself.</summary>
    public DateTimeOffset? ResumesAt { get; set; }

    /// <summary>Sample words by the dummy, whatever keys there are.</summary>
    public bool Sample { get; set; }

    /// <summary>Write from the name and columns alone where a site could not be read.</summary>
    public bool NamesAlone { get; set; }

    /// <summary>No more rows than this are written; null: all.</summary>
    public int? RowLimit { get; set; }

    /// <summary>Rows of the pilot still to come before the job waits for a person; null: no pilot.</summary>
    public int? Pilot { get; set; }

    public long? CapMicros { get; set; }
    public long Seed { get; set; }

    /// <summary>Rows of one chunk, fixed when the job is made.</summary>
    public int ChunkSize { get; set; }

    /// <summary>Rows made from the import's lines so far, and whether that is all of them.</summary>
    public int Total { get; set; }

    public bool RowsComplete { get; set; }
    public int Completed { get; set; }
    public int Held { get; set; }
    public int Failed { get; set; }
    public int CanceledRows { get; set; }
    public int Reused { get; set; }
    public long Calls { get; set; }
    public long InputTokens { get; set; }
    public long OutputTokens { get; set; }
    public long CostMicros { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public int Version { get; set; }

    /// <summary>Milliseconds that its calls took, all together.</summary>
    public long CallMs { get; set; }

    /// <summary>Where its rate is measured from, half a minute to a minute ago: the instant, and the rows done then.</summary>
    public DateTimeOffset? PaceFrom { get; set; }

    public int PaceFromDone { get; set; }

    /// <summary>Where it will be measured from next.</summary>
    public DateTimeOffset? PaceNext { get; set; }

    public int PaceNextDone { get; set; }

    public int Done => Completed + Held + Failed + CanceledRows;

    /// <summary>Its rate counts from now: it begins, or goes on.</summary>
    public void BeginPace(DateTimeOffset now)
    {
        (PaceFrom, PaceFromDone) = (now, Done);
        (PaceNext, PaceNextDone) = (now, Done);
    }

    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs").HasKey(job => job.Id);
        builder.Ignore(job => job.Done);
        builder.Property(job => job.Status).HasConversion<string>();
        builder.HasIndex(job => new { job.WorkspaceId, job.CreatedAt });
        builder.HasIndex(job => new { job.Status, job.WorkspaceId });
    }
}

internal enum JobStatus
{
    Pending,
    Processing,
    Paused,
    Completed,
    Failed,
    Canceled,
}
