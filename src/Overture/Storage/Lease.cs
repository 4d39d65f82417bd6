using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Storage;

/// <summary>Who may work on a key, and until when. The fence grows with every change of hands, and a result is written only by the holder of the newest.</summary>
internal sealed class Lease : ISharedByAll, IEntityTypeConfiguration<Lease>
{
    public string Key { get; set; } = "";
    public string Holder { get; set; } = "";
    public long Fence { get; set; }
    public DateTimeOffset Until { get; set; }

    public void Configure(EntityTypeBuilder<Lease> builder) => builder.HasKey(lease => lease.Key);
}
