using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Audience;

/// <summary>A lead's place in a list.</summary>
internal sealed class ListLead : IEntityTypeConfiguration<ListLead>
{
    public Guid WorkspaceId { get; set; }
    public Guid ListId { get; set; }
    public Guid LeadId { get; set; }
    public DateTimeOffset AddedAt { get; set; }

    public void Configure(EntityTypeBuilder<ListLead> builder) =>
        builder.ToTable("list_leads").HasKey(member => new { member.ListId, member.LeadId });
}
