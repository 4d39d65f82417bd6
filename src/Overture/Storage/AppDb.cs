using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Overture.Access;
using Overture.Accounts;
using Overture.Audience;
using Overture.Drafting;

namespace Overture.Storage;

/// <summary>Every table. One model for SQLite and PostgreSQL; a workspace is a wall on all of it.</summary>
public abstract class AppDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>The name of the query filter that keeps tenants apart.</summary>
    public const string Wall = "workspace";

    /// <summary>The workspace this context may see; set by <see cref="Store"/> each time one is handed out.</summary>
    public Guid Workspace { get; internal set; }

    public abstract bool IsSqlite { get; }

    internal DbSet<Workspace> Workspaces => Set<Workspace>();
    internal DbSet<User> Users => Set<User>();
    internal DbSet<SignInLink> SignInLinks => Set<SignInLink>();
    internal DbSet<Session> Sessions => Set<Session>();
    internal DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    internal DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();
    internal DbSet<ProviderKey> ProviderKeys => Set<ProviderKey>();
    internal DbSet<Spent> Spent => Set<Spent>();
    internal DbSet<Import> Imports => Set<Import>();
    internal DbSet<ImportPart> ImportParts => Set<ImportPart>();
    internal DbSet<Line> Lines => Set<Line>();
    internal DbSet<RejectedLine> RejectedLines => Set<RejectedLine>();
    internal DbSet<Lead> Leads => Set<Lead>();
    internal DbSet<LeadList> Lists => Set<LeadList>();
    internal DbSet<ListLead> ListLeads => Set<ListLead>();
    internal DbSet<Prompt> Prompts => Set<Prompt>();
    internal DbSet<PromptVersion> PromptVersions => Set<PromptVersion>();
    internal DbSet<Draft> Drafts => Set<Draft>();
    internal DbSet<PastDraft> PastDrafts => Set<PastDraft>();
    internal DbSet<Job> Jobs => Set<Job>();
    internal DbSet<Row> Rows => Set<Row>();
    internal DbSet<Snapshot> Snapshots => Set<Snapshot>();
    internal DbSet<Price> Prices => Set<Price>();
    internal DbSet<Lease> Leases => Set<Lease>();
    internal DbSet<Node> Nodes => Set<Node>();
    internal DbSet<JournalEntry> Journal => Set<JournalEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDb).Assembly);
        foreach (var type in modelBuilder.Model.GetEntityTypes())
        {
            BuildWall(modelBuilder, type);
            SnakeCase.Apply(type);
        }
    }

    /// <summary>entity => entity.WorkspaceId == this.Workspace, on every entity that is not plumbing shared by all.</summary>
    private void BuildWall(ModelBuilder model, IMutableEntityType type)
    {
        if (typeof(ISharedByAll).IsAssignableFrom(type.ClrType))
        {
            return;
        }

        var entity = Expression.Parameter(type.ClrType, "entity");
        var owner = Expression.Property(entity, type.ClrType == typeof(Workspace) ? nameof(Access.Workspace.Id) : "WorkspaceId");
        var mine = Expression.Property(Expression.Constant(this), nameof(Workspace));
        model.Entity(type.ClrType).HasQueryFilter(Wall, Expression.Lambda(Expression.Equal(owner, mine), entity));
    }
}
