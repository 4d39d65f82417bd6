using Overture.Tests.World;
using Overture.Web.Settings;

namespace Overture.Tests.Web;

/// <summary>What a process is told by its environment.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Nothing_set_works()
    {
        var settings = Settings.Read(_ => null);

        Assert.Equal(("localhost", 5000, true), (settings.Server.Host, settings.Server.Port, settings.Storage.Database.IsSqlite));
        Assert.Equal((60, 64, 500), (settings.Models.RequestsPerMinute, settings.Models.Concurrency, settings.Drafting.ChunkSize));
    }

    [Fact]
    public void A_plain_copy_of_the_example_works()
    {
        var example = DotEnv.Parse(File.ReadLines(Path.Combine(Repository.Root, ".env.example")));

        Assert.Equivalent(Settings.Read(_ => null), Settings.Read(example.GetValueOrDefault));
    }

    [Fact]
    public void The_example_holds_every_variable_with_its_default() =>
        Assert.Equal(string.Join('\n', Variables.All.Select(v => $"# {v.About}\n{v.Name}={v.Default}\n")).Trim(), File.ReadAllText(Path.Combine(Repository.Root, ".env.example")).Trim());

    [Fact]
    public void The_document_holds_every_variable_with_its_default()
    {
        var document = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "configuration.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        Assert.Equal(Variables.All.Select(Row), document);
    }

    [Theory]
    [InlineData("PORT", "80a", "a whole number in 0..65535")]
    [InlineData("PORT", "70000", "a whole number in 0..65535")]
    [InlineData("OPENAI_ADAPTIVE", "maybe", "true, false, 1 or 0")]
    [InlineData("OPENAI_DUMMY_DELAY", "3-2s", "a duration such as")]
    [InlineData("PUBLIC_URL", "overture.example", "begins with http")]
    [InlineData("TIME_ZONE", "Mars/Olympus", "an IANA name")]
    [InlineData("CALENDAR_LINK_TO", "some", "one of interested, all")]
    [InlineData("MIN_DELAY_SECONDS", "500", "at most MAX_DELAY_SECONDS")]
    [InlineData("OUTBOUND_ALLOWED_HOSTS", "10.0.0.0/8", "each host or host:port")]
    [InlineData("OUTBOUND_ALLOWED_HOSTS", "http://models.lan:11434", "each host or host:port")]
    [InlineData("OUTBOUND_ALLOWED_HOSTS", "models.lan:", "each host or host:port")]
    [InlineData("DATABASE_URL", "mysql://x/y", "postgres://")]
    public void A_value_that_cannot_be_read_stops_the_start_and_is_named(string name, string value, string cure)
    {
        var e = Assert.Throws<SettingsInvalid>(() => Settings.Read(n => n == name ? value : null));

        Assert.Equal(name, e.Name);
        Assert.Contains(cure, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_placeholder_counts_as_unset() => Assert.Empty(Settings.Read(n => n is "OPENAI_API_KEY" ? "your-key-here" : null).Models.OpenAiKeys);

    [Fact]
    public void PostgreSQL_asks_for_a_secret_key() =>
        Assert.Equal("SECRET_KEY", Assert.Throws<SettingsInvalid>(() => Settings.Read(n => n is "DATABASE_URL" ? "postgres://localhost/x" : null)).Name);

    [Theory]
    [InlineData("postgres://u:p%40ss@db.example:6543/leads?sslmode=require", "Host=db.example;Port=6543;Database=leads")]
    [InlineData("postgresql+asyncpg://db/leads", "Host=db;Port=5432;Database=leads")]
    public void Addresses_of_hosts_and_older_systems_are_read(string url, string holds) =>
        Assert.StartsWith(holds, DatabaseUrl.Parse(url, ".").ConnectionString, StringComparison.Ordinal);

    [Fact]
    public void Routes_without_a_key_are_for_this_machine_only() =>
        Assert.Equal("OLD_ROUTES", Assert.Throws<SettingsInvalid>(() => Settings.Read(n => n is "OLD_ROUTES" ? "open" : n is "HOST" ? "0.0.0.0" : null)).Name);

    internal static string Row(Variable v) => $"| `{v.Name}`{(v.Alias.Length > 0 ? $" (or `{v.Alias}`)" : "")} | {(v.Default.Length > 0 ? $"`{v.Default}`" : "none")} | {v.About.Replace("|", "\\|", StringComparison.Ordinal)} |";
}
