using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Accounts;

/// <summary>A model credential. Keys of one organisation or project share a limit group, and so its budgets.</summary>
internal sealed class ProviderKey : IEntityTypeConfiguration<ProviderKey>
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }
    public string Name { get; set; } = "";

    /// <summary><c>openai</c> (and everything compatible) or <c>anthropic</c>.</summary>
    public string Provider { get; set; } = "openai";

    public string? BaseUrl { get; set; }
    public string? Models { get; set; }
    public string LimitGroup { get; set; } = "";
    public byte[] Secret { get; set; } = [];
    public string Hint { get; set; } = "";
    public string State { get; set; } = "ok";
    public string? LastError { get; set; }
    public DateTimeOffset? CoolUntil { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    public void Configure(EntityTypeBuilder<ProviderKey> builder)
    {
        builder.ToTable("provider_keys").HasKey(key => key.Id);
        builder.HasIndex(key => new { key.WorkspaceId, key.CreatedAt });
    }
}
