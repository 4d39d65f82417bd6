using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Accounts;

/// <summary>Requests made in one hour for one (limit group, model): what a restart must remember of a day's budget.</summary>
internal sealed class Spent : IEntityTypeConfiguration<Spent>
{
    public Guid WorkspaceId { get; set; }
    public string LimitGroup { get; set; } = "";
    public string Model { get; set; } = "";
    public DateTimeOffset Hour { get; set; }
    public int Requests { get; set; }

    public void Configure(EntityTypeBuilder<Spent> builder) =>
        builder.ToTable("spent").HasKey(spent => new { spent.WorkspaceId, spent.LimitGroup, spent.Model, spent.Hour });
}
