using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Drafting;

/// <summary>The text of a page as it was read, or why it could not be; kept for 30 days.</summary>
internal sealed class Snapshot : IEntityTypeConfiguration<Snapshot>
{
    public Guid WorkspaceId { get; set; }

    /// <summary>The page's normalised URL.</summary>
    public string Url { get; set; } = "";

    public string? FinalUrl { get; set; }
    public string? Title { get; set; }
    public string? Language { get; set; }
    public string? Text { get; set; }
    public string? Hash { get; set; }

    /// <summary>Why there is no text: <c>forbidden</c>, <c>robots</c>, <c>down</c>, <c>parked</c>, <c>too-short</c> …; null when there is.</summary>
    public string? Problem { get; set; }

    public string? Detail { get; set; }
    public DateTimeOffset FetchedAt { get; set; }

    public void Configure(EntityTypeBuilder<Snapshot> builder)
    {
        builder.ToTable("snapshots").HasKey(page => new { page.WorkspaceId, page.Url });
        builder.HasIndex(page => page.FetchedAt);
    }
}
