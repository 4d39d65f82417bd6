using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Access;

/// <summary>A tenant; everything else belongs to exactly one.</summary>
internal sealed class Workspace : IEntityTypeConfiguration<Workspace>
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string? SenderName { get; set; }
    public string? SenderAddress { get; set; }
    public string Language { get; set; } = "en";
    public string Zone { get; set; } = "Etc/UTC";
    public DateTimeOffset CreatedAt { get; set; }

    public void Configure(EntityTypeBuilder<Workspace> builder) => builder.ToTable("workspaces").HasKey(w => w.Id);
}
