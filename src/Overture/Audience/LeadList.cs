using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Audience;

/// <summary>A named set of leads.</summary>
internal sealed class LeadList : IEntityTypeConfiguration<LeadList>
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }
    public string Name { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }

    public void Configure(EntityTypeBuilder<LeadList> builder)
    {
        builder.ToTable("lists").HasKey(list => list.Id);
        builder.HasIndex(list => new { list.WorkspaceId, list.Name }).IsUnique();
    }
}
