using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Drafting;

/// <summary>One wording of a prompt, never changed once made.</summary>
internal sealed class PromptVersion : IEntityTypeConfiguration<PromptVersion>
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }
    public Guid PromptId { get; set; }
    public int Version { get; set; }

    /// <summary>The recipe in the prompt file format (docs/prompts.md).</summary>
    public string Text { get; set; } = "";

    public byte[] Hash { get; set; } = [];
    public DateTimeOffset CreatedAt { get; set; }

    public void Configure(EntityTypeBuilder<PromptVersion> builder)
    {
        builder.ToTable("prompt_versions").HasKey(version => version.Id);
        builder.HasIndex(version => new { version.WorkspaceId, version.PromptId, version.Version }).IsUnique();
    }
}
