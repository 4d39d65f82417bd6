using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Access;

/// <summary>A key for programs: shown once, kept as the hash of 256 random bits.</summary>
internal sealed class ApiKey : IEntityTypeConfiguration<ApiKey>
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }
    public string Name { get; set; } = "";
    public string Prefix { get; set; } = "";
    public byte[] Hash { get; set; } = [];
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys").HasKey(key => key.Id);
        builder.HasIndex(key => key.Hash).IsUnique();
        builder.HasIndex(key => new { key.WorkspaceId, key.CreatedAt });
    }
}
