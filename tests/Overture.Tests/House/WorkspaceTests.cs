using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Overture.Storage;

namespace Overture.Tests.House;

/// <summary>Tenants are walls.</summary>
public sealed class WorkspaceTests
{
    /// <summary>What belongs to no workspace. A table comes in here only if it holds nothing of a tenant.</summary>
    private static readonly HashSet<string> Shared = [nameof(Lease), nameof(Node)];

    /// <summary>Unique over all workspaces, and it tells nobody anything: hashes of random secrets, and a number that the database counts.</summary>
    private static readonly HashSet<string> Harmless = ["ApiKey.Hash", "Session.Hash", "SignInLink.Hash", "JournalEntry.Id"];

    /// <summary>SQL that names no workspace, and why that is right.</summary>
    private static readonly Dictionary<string, string> Blind = new(StringComparer.Ordinal)
    {
        ["src/Overture/Audience/UpsertLeads.cs"] = "the workspace is among its columns and leads its conflict target",
        ["src/Overture/Storage/Bulk.cs"] = "inserts whole entities, the workspace's column among them",
    };

    /// <summary>Code that looks over all workspaces, and why it must.</summary>
    private static readonly Dictionary<string, string> LooksOverAll = new(StringComparer.Ordinal)
    {
        ["src/Overture/Access/Callers.cs"] = "a key or a session is opened before its workspace is known",
        ["src/Overture/Access/FirstStart.cs"] = "asks whether there is any workspace",
        ["src/Overture/Access/Links.cs"] = "a sign-in link is opened before its workspace is known",
        ["src/Overture/Accounts/ExamineKeys.cs"] = "the operator's examination looks at every key there is",
    };

    private static readonly IReadOnlyModel Model = ReadModel();

    [Fact]
    public void Every_entity_is_behind_the_filter_of_its_workspace() => Product.AssertNone(WorkspaceModelRule.Unwalled(Model, IsShared));

    [Fact]
    public void Nothing_is_unique_across_workspaces() => Product.AssertNone(WorkspaceModelRule.UniqueAcrossWorkspaces(Model, IsShared, Harmless));

    [Fact]
    public void Only_the_tables_of_the_plumbing_belong_to_none() =>
        Assert.Equal(Shared.Order(), Model.GetEntityTypes().Where(entity => IsShared(entity.ClrType)).Select(entity => entity.ClrType.Name).Order());

    [Fact]
    public void SQL_written_by_hand_names_the_workspace()
    {
        var tables = Model.GetEntityTypes().Where(entity => !IsShared(entity.ClrType)).Select(entity => entity.GetTableName()!).ToHashSet(StringComparer.Ordinal);

        Assert.True(tables.Count > 10, $"Only {tables.Count} tables were read.");
        Product.AssertNone(Written().Where(source => !Blind.ContainsKey(source.File)).SelectMany(source => WorkspaceSqlRule.Blind(source.File, source.Text, tables)));
    }

    /// <summary>Rounds look over all workspaces for what is due, and name the filter they ignore.</summary>
    [Fact]
    public void The_filter_is_ignored_by_rounds_and_where_no_workspace_is_known_yet() =>
        Product.AssertNone(Written().SelectMany(source => WorkspaceSqlRule.Unfiltered(source.File, source.Text, mayLookOverAll: IsRound(source.Text) || LooksOverAll.ContainsKey(source.File))));

    [Fact]
    public void An_exception_that_is_no_longer_needed_is_struck_out() => Product.AssertNone(Blind.Keys.Concat(LooksOverAll.Keys).Except(World.Repository.Files));

    private static IEnumerable<(string File, string Text)> Written() => Product.Sources(".cs").Where(source => !source.File.Contains("/Migrations/", StringComparison.Ordinal));

    private static bool IsRound(string source) => source.Contains(": IRound", StringComparison.Ordinal);

    private static bool IsShared(Type type) => typeof(ISharedByAll).IsAssignableFrom(type);

    private static IModel ReadModel()
    {
        using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options);
        return db.Model;
    }
}
