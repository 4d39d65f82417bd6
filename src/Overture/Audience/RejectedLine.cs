using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Audience;

/// <summary>What could not be read as a record (torn quoting, an empty line), with its place and reason.</summary>
internal sealed class RejectedLine : IEntityTypeConfiguration<RejectedLine>
{
    public Guid WorkspaceId { get; set; }
    public Guid ImportId { get; set; }
    public long Record { get; set; }
    public long LineNumber { get; set; }
    public string Reason { get; set; } = "";
    public string Text { get; set; } = "";

    public void Configure(EntityTypeBuilder<RejectedLine> builder) =>
        builder.ToTable("rejected_lines").HasKey(line => new { line.ImportId, line.Record });
}
