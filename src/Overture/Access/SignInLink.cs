using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Access;

/// <summary>A link that signs its user in, once, within 15 minutes. Only the hash of its token is kept.</summary>
internal sealed class SignInLink : IEntityTypeConfiguration<SignInLink>
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }
    public Guid UserId { get; set; }
    public byte[] Hash { get; set; } = [];
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? UsedAt { get; set; }

    public void Configure(EntityTypeBuilder<SignInLink> builder)
    {
        builder.ToTable("sign_in_links").HasKey(link => link.Id);
        builder.HasIndex(link => link.Hash).IsUnique();
    }
}
