using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Audience;

/// <summary>A piece of an uploaded file, in order: an upload is in the database before it is acknowledged.</summary>
internal sealed class ImportPart : IEntityTypeConfiguration<ImportPart>
{
    public Guid WorkspaceId { get; set; }
    public Guid ImportId { get; set; }
    public int Part { get; set; }
    public byte[] Bytes { get; set; } = [];

    public void Configure(EntityTypeBuilder<ImportPart> builder) =>
        builder.ToTable("import_parts").HasKey(part => new { part.ImportId, part.Part });
}
