using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Audience;

/// <summary>One record of an import, its cells as they stood: never changed, never dropped.</summary>
internal sealed class Line : IEntityTypeConfiguration<Line>
{
    public Guid WorkspaceId { get; set; }
    public Guid ImportId { get; set; }

    /// <summary>1 for the first record after the header.</summary>
    public int Ordinal { get; set; }

    /// <summary>Where the record begins in the file, 1-based.</summary>
    public long LineNumber { get; set; }

    /// <summary>JSON array of the cells.</summary>
    public string Cells { get; set; } = "[]";

    public Guid? LeadId { get; set; }

    /// <summary>The first line of this import with the same lead, when this is not it.</summary>
    public int? SameAs { get; set; }

    /// <summary>Why no mail can go to this row, in words; null when one can.</summary>
    public string? Unmailable { get; set; }

    public void Configure(EntityTypeBuilder<Line> builder)
    {
        builder.ToTable("lines").HasKey(line => new { line.ImportId, line.Ordinal });
        builder.HasIndex(line => line.LeadId);
    }
}
