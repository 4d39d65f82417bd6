namespace Overture.Tests.House;

/// <summary>Mistakes that compile are errors of the build, and nobody switches them off in passing.</summary>
public sealed class EditorconfigTests
{
    /// <summary>A forgotten await, token or enum case, a swallowed exception, an open class, a log line built by hand, a file with another's name.</summary>
    private static readonly string[] Errors =
        ["IDE0161", "IDE0130", "IDE0005", "IDE0051", "CS8509", "CA1031", "CA1852", "CA2016", "CA1848", "CA2254", "MA0040", "MA0155", "MA0134", "MA0048", "MA0026", "CA1001"];

    [Fact]
    public void What_compiles_and_is_wrong_is_an_error() =>
        Product.AssertNone(SeverityRule.NotErrors(World.Repository.Read(".editorconfig"), Errors));

    [Fact]
    public void Warnings_are_errors_in_every_project() =>
        Product.AssertNone(SeverityRule.Softened(
            from file in World.Repository.Files
            where file.EndsWith(".csproj", StringComparison.Ordinal) || file.EndsWith(".props", StringComparison.Ordinal) || file.EndsWith(".targets", StringComparison.Ordinal)
            select (file, World.Repository.Read(file))));

    [Fact]
    public void A_rule_switched_off_in_the_code_says_why() =>
        Product.AssertNone(SeverityRule.SwitchedOffWithoutReason(Product.Sources(".cs", ".razor").Where(source => !source.File.Contains("/Migrations/", StringComparison.Ordinal))));

    [Fact]
    public void The_rules_find_what_they_look_for()
    {
        Assert.Equal(["CA2 is not an error in .editorconfig"], SeverityRule.NotErrors("dotnet_diagnostic.CA1.severity = error\ndotnet_diagnostic.CA2.severity = warning", ["CA1", "CA2"]));
        Assert.Equal(["CA1 is not an error in .editorconfig"], SeverityRule.NotErrors("dotnet_diagnostic.CA1.severity = error\n[src/*]\ndotnet_diagnostic.CA1.severity = none", ["CA1"]));
        Assert.Single(SeverityRule.Softened([("a.csproj", "<TreatWarningsAsErrors>false</TreatWarningsAsErrors>"), ("b.csproj", "<Nullable>enable</Nullable>")]));
        Assert.Single(SeverityRule.Softened([("a.csproj", "<Nullable>disable</Nullable>")]));
        Assert.Equal(2, SeverityRule.SwitchedOffWithoutReason([("a.cs", "#pragma warning disable CA1031\n#pragma warning disable CA1031 // a round never ends the program\n[SuppressMessage(\"a\", \"b\")]")]).Count());
    }
}
