using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Drafting;

/// <summary>What a person says a model costs here, before the shipped table: US dollars per million tokens.</summary>
internal sealed class Price : IEntityTypeConfiguration<Price>
{
    public Guid WorkspaceId { get; set; }

    /// <summary>The model's name, or how it begins.</summary>
    public string Model { get; set; } = "";

    public decimal Input { get; set; }
    public decimal Output { get; set; }

    public void Configure(EntityTypeBuilder<Price> builder) => builder.ToTable("prices").HasKey(price => new { price.WorkspaceId, price.Model });
}
