using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Access;

/// <summary>A person who may sign in to a workspace. The first one owns it.</summary>
internal sealed class User : IEntityTypeConfiguration<User>
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }
    public string Name { get; set; } = "";
    public string? Email { get; set; }
    public string Role { get; set; } = "owner";
    public DateTimeOffset CreatedAt { get; set; }

    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users").HasKey(user => user.Id);
        builder.HasIndex(user => new { user.WorkspaceId, user.Email }).IsUnique();
    }
}
