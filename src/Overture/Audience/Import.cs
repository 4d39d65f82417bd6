using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Audience;

/// <summary>One reading of one file: its bytes, dialect and mapping, and how far the reading has got.</summary>
internal sealed class Import : IEntityTypeConfiguration<Import>
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }
    public string FileName { get; set; } = "";
    public long Bytes { get; set; }
    public byte[]? Hash { get; set; }
    public ImportState State { get; set; }
    public string? Error { get; set; }

    /// <summary>JSON of the dialect the reading uses.</summary>
    public string? Dialect { get; set; }

    /// <summary>JSON array: the header as it stood.</summary>
    public string? Columns { get; set; }

    /// <summary>JSON of the column map: what each column means.</summary>
    public string? Mapping { get; set; }

    /// <summary>JSON of the <see cref="Overture.Audience.Findings"/>.</summary>
    public string? Findings { get; set; }

    /// <summary>How often dialect or mapping were changed; a reading of an older version starts anew.</summary>
    public int Version { get; set; }

    public string Source { get; set; } = "";
    public string? ConsentBasis { get; set; }

    /// <summary>Records read from the file so far, kept and rejected: where a reading goes on.</summary>
    public long RecordsRead { get; set; }

    public int LineCount { get; set; }
    public int RejectedCount { get; set; }
    public int LeadCount { get; set; }
    public int KnownCount { get; set; }
    public int DuplicateCount { get; set; }
    public int UnmailableCount { get; set; }
    public int SiteCount { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? ReadyAt { get; set; }

    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.ToTable("imports").HasKey(import => import.Id);
        builder.Property(import => import.State).HasConversion<string>();
        builder.HasIndex(import => new { import.WorkspaceId, import.CreatedAt });
        builder.HasIndex(import => new { import.State, import.WorkspaceId });
    }
}

internal enum ImportState
{
    Receiving,
    Received,
    Reading,
    Ready,
    Failed,
}
