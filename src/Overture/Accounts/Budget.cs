using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Overture.Accounts;

/// <summary>What is left to spend at a provider for one (limit group, model), shared by all nodes: each takes a second's worth at a time.</summary>
internal sealed class Budget : IEntityTypeConfiguration<Budget>
{
    public Guid WorkspaceId { get; set; }
    public string LimitGroup { get; set; } = "";
    public string Model { get; set; } = "";

    /// <summary>Requests a minute now allowed; learnt from the provider or configured.</summary>
    public double RequestsPerMinute { get; set; }

    public double? TokensPerMinute { get; set; }
    public int? RequestsPerDay { get; set; }
    public double Requests { get; set; }
    public double Tokens { get; set; }
    public int DaySpent { get; set; }
    public DateOnly Day { get; set; }
    public DateTimeOffset FilledAt { get; set; }
    public DateTimeOffset? ClosedUntil { get; set; }
    public long Version { get; set; }

    public void Configure(EntityTypeBuilder<Budget> builder) =>
        builder.ToTable("budgets").HasKey(budget => new { budget.WorkspaceId, budget.LimitGroup, budget.Model });
}
