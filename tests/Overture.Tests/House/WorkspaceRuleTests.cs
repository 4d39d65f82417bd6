using Microsoft.EntityFrameworkCore;

namespace Overture.Tests.House;

/// <summary>The rules of <c>WorkspaceTests</c>, seen finding what they look for.</summary>
public sealed class WorkspaceRuleTests
{
    private static readonly HashSet<string> Tables = ["leads", "rows"];

    [Fact]
    public void A_table_without_the_wall_is_found()
    {
        using var db = new Leaky();

        Assert.Equal(
            ["Bare has no query filter \"workspace\" on its WorkspaceId", "Idle has no query filter \"workspace\" on its WorkspaceId"],
            WorkspaceModelRule.Unwalled(db.Model, type => type == typeof(Shared)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_unique_index_that_reaches_across_workspaces_is_found()
    {
        using var db = new Leaky();

        Assert.Equal(["Walled is unique by Address, which WorkspaceId does not lead"], WorkspaceModelRule.UniqueAcrossWorkspaces(db.Model, type => type == typeof(Shared), new HashSet<string> { "Bare.Hash" }));
    }

    [Theory]
    [InlineData("""db.Execute("DELETE FROM leads WHERE id = $1")""")]
    [InlineData("""db.Execute($"UPDATE rows SET status = {done} WHERE job_id = {job}")""")]
    [InlineData("""db.Execute("SELECT * " + "FROM leads")""")]
    [InlineData("""db.Execute($"INSERT INTO {table} ({columns}) VALUES (1)")""")]
    [InlineData(""""db.Execute("""select r.* from prices p join rows r on r.x = p.x""")"""")]
    public void SQL_that_names_no_workspace_is_found(string call) => Assert.Single(WorkspaceSqlRule.Blind("a.cs", $"class A {{ void Do() {{ {call}; }} }}", Tables));

    [Theory]
    [InlineData("""db.Execute("DELETE FROM leads WHERE workspace_id = $1 AND id = $2")""")]
    [InlineData("""db.Execute("SELECT * FROM leases FOR UPDATE")""")]
    [InlineData("""db.Execute("Select a file of leads from rows of folders")""")]
    [InlineData("""Say("The copy from leads is good")""")]
    public void SQL_that_names_it_and_words_that_are_no_SQL_are_not(string call) => Assert.Empty(WorkspaceSqlRule.Blind("a.cs", $"class A {{ void Do() {{ {call}; }} }}", new HashSet<string> { "leads" }));

    [Fact]
    public void A_filter_ignored_where_it_may_not_be_or_without_its_name_is_found()
    {
        const string code = "class A { void Do() { db.Jobs.IgnoreQueryFilters([AppDb.Wall]).ToList(); db.Jobs.IgnoreQueryFilters().ToList(); } }";

        Assert.Equal(["a.cs: names no filter: IgnoreQueryFilters()"], WorkspaceSqlRule.Unfiltered("a.cs", code, mayLookOverAll: true));
        Assert.Equal(2, WorkspaceSqlRule.Unfiltered("a.cs", code, mayLookOverAll: false).Count());
    }

    private sealed class Leaky : DbContext
    {
        private Guid Workspace { get; } = Guid.Empty;

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite("Data Source=:memory:");

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Walled>().HasQueryFilter(WorkspaceModelRule.Filter, e => e.WorkspaceId == Workspace).HasIndex(e => e.Address).IsUnique();
            modelBuilder.Entity<Walled>().HasIndex(e => new { e.WorkspaceId, e.Address }).IsUnique();
            modelBuilder.Entity<Bare>().HasIndex(e => e.Hash).IsUnique();
            modelBuilder.Entity<Idle>().HasQueryFilter(WorkspaceModelRule.Filter, e => e.Id != Guid.Empty);
            modelBuilder.Entity<Shared>();
        }
    }

    private sealed class Walled
    {
        public Guid Id { get; set; }

        public Guid WorkspaceId { get; set; }

        public string Address { get; set; } = "";
    }

    private sealed class Bare
    {
        public Guid Id { get; set; }

        public string Hash { get; set; } = "";
    }

    private sealed class Idle
    {
        public Guid Id { get; set; }

        public Guid WorkspaceId { get; set; }
    }

    private sealed class Shared
    {
        public Guid Id { get; set; }
    }
}
