using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Access;

/// <summary>What a POST with an Idempotency-Key answered, so that its retry gets the same answer and no second effect.</summary>
internal sealed class IdempotentAnswer : IEntityTypeConfiguration<IdempotentAnswer>
{
    public Guid WorkspaceId { get; set; }
    public string Key { get; set; } = "";

    /// <summary>SHA-256 of method, path and body, and of an upload behind it once that was received: another request under the same key is refused.</summary>
    public byte[] Fingerprint { get; set; } = [];

    public string Holder { get; set; } = "";
    public int? Status { get; set; }
    public string? ContentType { get; set; }
    public string? Location { get; set; }
    public byte[]? Body { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    public void Configure(EntityTypeBuilder<IdempotentAnswer> builder)
    {
        builder.ToTable("idempotent_answers").HasKey(answer => new { answer.WorkspaceId, answer.Key });
        builder.HasIndex(answer => answer.CreatedAt);
    }
}
