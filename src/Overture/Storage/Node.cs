using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Storage;

/// <summary>A process that works on this database, and when it was last seen alive.</summary>
internal sealed class Node : ISharedByAll, IEntityTypeConfiguration<Node>
{
    public string Id { get; set; } = "";
    public string Role { get; set; } = "";
    public string Version { get; set; } = "";
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset SeenAt { get; set; }

    public void Configure(EntityTypeBuilder<Node> builder) => builder.HasKey(node => node.Id);
}
