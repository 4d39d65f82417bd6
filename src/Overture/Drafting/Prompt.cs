using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Drafting;

/// <summary>A versioned recipe for copy. What it says is in its versions; a job keeps the one it began with.</summary>
internal sealed class Prompt : IEntityTypeConfiguration<Prompt>
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }
    public string Name { get; set; } = "";

    /// <summary>It came with the product and follows the product's own improvements until it is edited.</summary>
    public bool Shipped { get; set; }

    public Guid CurrentVersionId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? ArchivedAt { get; set; }

    public void Configure(EntityTypeBuilder<Prompt> builder)
    {
        builder.ToTable("prompts").HasKey(prompt => prompt.Id);
        builder.HasIndex(prompt => new { prompt.WorkspaceId, prompt.Name }).IsUnique();
    }
}
