using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Storage;

/// <summary>One thing that happened. Append-only; ids and codes, never an address, a name or a text.</summary>
internal sealed class JournalEntry : IEntityTypeConfiguration<JournalEntry>
{
    public long Id { get; set; }
    public Guid WorkspaceId { get; set; }
    public DateTimeOffset At { get; set; }
    public string Kind { get; set; } = "";
    public Guid? JobId { get; set; }
    public Guid? LeadId { get; set; }
    public int? Ordinal { get; set; }
    public string? Code { get; set; }
    public long? Number { get; set; }

    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("journal");
        builder.HasKey(entry => entry.Id);
        builder.HasIndex(entry => new { entry.WorkspaceId, entry.Id });
        builder.HasIndex(entry => new { entry.WorkspaceId, entry.LeadId, entry.Id });
    }
}
