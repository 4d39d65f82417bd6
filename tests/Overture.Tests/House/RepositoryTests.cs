namespace Overture.Tests.House;

public sealed class RepositoryTests
{
    [Fact]
    public void The_root_holds_only_what_a_newcomer_expects() => Product.AssertNone(RepositoryRule.Unexpected(World.Repository.Files));

    [Fact]
    public void What_a_newcomer_looks_for_is_there() => Product.AssertNone(RepositoryRule.Missing(World.Repository.Files));

    [Fact]
    public void Every_project_locks_its_packages() => Product.AssertNone(RepositoryRule.Unlocked(World.Repository.Files));

    [Fact]
    public void No_loose_end_and_no_scaffolding_is_left_in_the_files() => Product.AssertNone(World.Repository.Files.SelectMany(file => WordRule.Loose(file, World.Repository.Read(file))));

    [Fact]
    public void The_licence_is_MIT()
    {
        var licence = World.Repository.Read("LICENSE");

        Assert.StartsWith("MIT License", licence, StringComparison.Ordinal);
        Assert.Contains("Overture authors", licence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rules_find_what_they_look_for()
    {
        Assert.Equal(["PLAN.md does not belong in the root"], RepositoryRule.Unexpected(["PLAN.md", "README.md", "src/a/a.csproj"]));
        Assert.Equal(["attic/ does not belong in the root"], RepositoryRule.Unexpected(["attic/old.cs"]));
        Assert.Contains("LICENSE is missing", RepositoryRule.Missing(["README.md"]));
        Assert.Equal(["src/b/b.csproj has no packages.lock.json beside it"], RepositoryRule.Unlocked(["src/a/a.csproj", "src/a/packages.lock.json", "src/b/b.csproj"]));
    }

    /// <summary>The words are put together here, or this file would be the first that the rule finds.</summary>
    [Theory]
    [InlineData("// TO" + "DO: later")]
    [InlineData("# FIX" + "ME")]
    [InlineData("throw new NotImplemented" + "Exception();")]
    [InlineData("as is" + "sue #7 asks")]
    [InlineData("see iss" + "ue 2")]
    [InlineData("written by a sub" + "agent")]
    [InlineData("see share" + "d/design.md")]
    [InlineData("cd /wo" + "rk/main")]
    public void A_loose_end_is_found(string text) => Assert.Single(WordRule.Loose("docs/a.md", "fine\n" + text + "\nfine"));

    [Theory]
    [InlineData("A shared/exclusive lock has nothing to do with it, nor have todos in Spanish: todo bien")]
    [InlineData("POST /work/{id} and a tissue 2 ply")]
    public void Ordinary_words_are_not_loose_ends(string text) => Assert.Empty(WordRule.Loose("docs/a.md", text));
}
