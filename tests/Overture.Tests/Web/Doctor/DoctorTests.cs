using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Overture.Accounts;
using Overture.Storage;
using Overture.Tests.World;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Web.Doctor;

/// <summary>What `overture doctor` says when all is well, and when each thing is not.</summary>
public sealed class DoctorTests(PostgresServer server) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("overture-doctor-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_machine_before_its_first_start_is_well_and_nothing_is_made()
    {
        await using var provider = await ModelProvider.Start(new() { Keys = ["sk-right"] }, TestContext.Current.CancellationToken);

        var (code, said, output) = await AskAsync(("OPENAI_API_KEY", "sk-right"), ("OPENAI_BASE_URL", provider.Url.ToString()), ("LOG_FILE", Path.Combine(folder, "logs", "app.log")));

        Assert.True(code is 0, output);
        Assert.All(said, finding => Assert.Equal("ok", finding.State));
        Assert.Equal(["configuration", "data folder", "log folder", "allowed hosts", "port", "database", "clock", "model keys"], said.Select(finding => finding.Check).Distinct());
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task It_reads_as_lines_with_the_cure_below()
    {
        await using var product = Product.Start(folder, Settings(("PORT", Port(out var taken)), ("DATA_DIR", folder)), "doctor");
        using (taken)
        {
            var (code, output, _) = await product.EndAsync(TimeSpan.FromMinutes(1));

            Assert.Equal(1, code);
            Assert.Contains("ok    configuration  Every value can be used", output, StringComparison.Ordinal);
            Assert.Contains("FAIL  port           localhost:", output, StringComparison.Ordinal);
            Assert.Contains("                     -> Stop it, or set PORT to another port", output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("PORT", "80a", "configuration", "PORT is '80a'")]
    [InlineData("OUTBOUND_ALLOWED_HOSTS", "10.0.0.0/8", "configuration", "each host or host:port")]
    [InlineData("DATABASE_URL", "postgres://localhost/x", "configuration", "SECRET_KEY")]
    [InlineData("HOST", "192.0.2.1", "port", "cannot be served")]
    [InlineData("DATA_DIR", "/proc/overture", "data folder", "cannot be written")]
    [InlineData("DATABASE_URL", "sqlite:////proc", "database", "is a folder")]
    public async Task A_value_that_will_not_work_fails_with_its_cure(string name, string value, string check, string says)
    {
        var (code, said, output) = await AskAsync((name, value));

        Assert.True(code is 1, output);
        var finding = Assert.Single(said, finding => finding.State is "fail");
        Assert.Equal(check, finding.Check);
        Assert.Contains(says, finding.Said, StringComparison.Ordinal);
        Assert.NotNull(finding.Cure);
    }

    [Fact]
    public async Task A_name_in_the_file_that_means_nothing_and_a_host_that_leads_nowhere_are_warned_of()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, ".env"), "OPENAI_APIKEY=sk-mistyped\n", TestContext.Current.CancellationToken);

        var (code, said, output) = await AskAsync(("OUTBOUND_ALLOWED_HOSTS", "no-such-host.invalid:8000,127.0.0.1:11434"));

        Assert.Equal(0, code);
        Assert.Contains("OPENAI_APIKEY", One(said, "configuration", "warn").Said, StringComparison.Ordinal);
        Assert.Contains("no-such-host.invalid", One(said, "allowed hosts", "warn").Said, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", One(said, "allowed hosts", "ok").Said, StringComparison.Ordinal);
        Assert.Contains("samples", One(said, "model keys", "warn").Said, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-mistyped", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_tested_and_never_printed()
    {
        await using var provider = await ModelProvider.Start(new() { Keys = ["sk-right-one", "sk-kept-one"] }, TestContext.Current.CancellationToken);
        await using (var engine = await Engine.StartAsync(rounds: false, folder: folder, settings: [("OPENAI_BASE_URL", provider.Url.ToString())]))
        {
            await engine.Get<AddProviderKey>().Run(engine.Workspace, "openai", "Kept", "sk-kept-one", null, TestContext.Current.CancellationToken);
            await engine.Store.Write(Lane.Requests, engine.Workspace, (db, ct) => db.ProviderKeys.ExecuteUpdateAsync(set => set.SetProperty(k => k.BaseUrl, provider.Url.ToString()), ct), CancellationToken.None);
        }

        (string, string)[] settings = [("OPENAI_API_KEY", "sk-right-one,sk-wrong-one"), ("OPENAI_BASE_URL", provider.Url.ToString())];
        var (code, said, output) = await AskAsync(settings);
        var (_, other, _) = await AskAsync([.. settings, ("SECRET_KEY", "another one")]);
        File.Delete(Path.Combine(folder, "secret.key"));
        var (_, gone, _) = await AskAsync(settings);

        Assert.True(code is 1, output);
        Assert.Equal([("ok", "OPENAI_API_KEY, number 1 is taken."), ("ok", "The key “Kept” of the settings is taken.")], Of(said, "model keys").Where(f => f.State is "ok").Select(f => (f.State, f.Said)));
        Assert.Contains("OPENAI_API_KEY, number 2: the provider refuses it", One(said, "model keys", "fail").Said, StringComparison.Ordinal);
        Assert.DoesNotContain("-one", output, StringComparison.Ordinal);
        Assert.Contains(Of(other, "model keys"), f => f.State is "fail" && f.Said.Contains("another SECRET_KEY", StringComparison.Ordinal));
        Assert.Contains(Of(gone, "model keys"), f => f.State is "fail" && f.Said.Contains("secret.key is gone", StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(folder, "secret.key")));
    }

    [Fact]
    public async Task A_provider_out_of_reach_is_a_warning()
    {
        var (code, said, output) = await AskAsync(("OPENAI_API_KEY", "sk-some-key"), ("OPENAI_BASE_URL", "http://127.0.0.1:1/v1"));

        Assert.True(code is 0, output);
        Assert.Contains("could not be tested", One(said, "model keys", "warn").Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_Overture_serves_is_well_and_another_programs_is_not()
    {
        await using var app = await AppHost.StartAsync();
        var (_, ours, _) = await AskAsync(("HOST", "127.0.0.1"), ("PORT", $"{app.Address.Port}"));
        var port = Port(out var taken);
        using (taken)
        {
            var (code, theirs, _) = await AskAsync(("PORT", port));

            Assert.Equal(1, code);
            Assert.Contains("taken by another program", One(theirs, "port", "fail").Said, StringComparison.Ordinal);
        }

        Assert.Contains("served by Overture", One(ours, "port", "ok").Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_SQLite_file_that_is_old_new_or_none_is_told_apart()
    {
        var file = Path.Combine(folder, "overture.db");
        await using (var engine = await Engine.StartAsync(rounds: false, folder: folder))
        {
            Assert.All(Of((await AskAsync()).Said, "database"), finding => Assert.Equal("ok", finding.State));
        }

        await SqlAsync(file, """DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = (SELECT max("MigrationId") FROM "__EFMigrationsHistory")""");
        var (_, old, _) = await AskAsync();
        await SqlAsync(file, """INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Tomorrow', '99.0')""");
        var (_, newer, _) = await AskAsync();
        File.Delete(file + "-wal");
        await File.WriteAllTextAsync(file, new string('x', 5000), TestContext.Current.CancellationToken);
        var (code, none, _) = await AskAsync();

        Assert.Contains("overture migrate", One(old, "database", "warn").Cure, StringComparison.Ordinal);
        Assert.Contains("newer version", One(newer, "database", "fail").Said, StringComparison.Ordinal);
        Assert.Contains("cannot be used", One(none, "database", "fail").Said, StringComparison.Ordinal);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task PostgreSQL_is_looked_at_too()
    {
        await using var database = await server.NewDatabaseAsync();
        (string, string) secret = ("SECRET_KEY", "a secret for tests");

        var (_, empty, _) = await AskAsync(("DATABASE_URL", database.Url), secret);
        var (_, missing, _) = await AskAsync(("DATABASE_URL", database.Url.Replace(database.Name, "not_there", StringComparison.Ordinal)), secret);
        var (code, dead, output) = await AskAsync(("DATABASE_URL", "postgres://postgres:hidden@127.0.0.1:1/x"), secret);

        Assert.Contains("steps behind", One(empty, "database", "warn").Said, StringComparison.Ordinal);
        Assert.Equal(("ok", "ok"), (One(empty, "database", "ok").State, One(empty, "clock", "ok").State));
        Assert.Contains("not yet", One(missing, "database", "warn").Said, StringComparison.Ordinal);
        Assert.True(code is 1, output);
        Assert.Contains("cannot be used", One(dead, "database", "fail").Said, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", output, StringComparison.Ordinal);
    }

    private static async Task SqlAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A port that something else listens on.</summary>
    private static string Port(out TcpListener taken)
    {
        taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        return $"{((IPEndPoint)taken.LocalEndpoint).Port}";
    }

    private static IEnumerable<Told> Of(IEnumerable<Told> said, string check) => said.Where(finding => finding.Check == check);

    private static Told One(IEnumerable<Told> said, string check, string state) => Of(said, check).First(finding => finding.State == state);

    private Dictionary<string, string> Settings(params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["DATA_DIR"] = folder, ["PORT"] = "0" };
        foreach (var (name, value) in settings)
        {
            values[name] = value;
        }

        return values;
    }

    private async Task<(int Code, IReadOnlyList<Told> Said, string Output)> AskAsync(params (string Name, string Value)[] settings)
    {
        await using var product = Product.Start(folder, Settings(settings), "doctor", "--json");
        var (code, output, errors) = await product.EndAsync(TimeSpan.FromMinutes(1));
        Assert.True(output.StartsWith('{'), output + errors);
        var checks = JsonDocument.Parse(output).RootElement.GetProperty("checks").EnumerateArray();
        return (code, [.. checks.Select(check => new Told(check.GetProperty("check").GetString()!, check.GetProperty("state").GetString()!, check.GetProperty("said").GetString()!, check.GetProperty("cure").GetString()))], output + errors);
    }

    private sealed record Told(string Check, string State, string Said, string? Cure);
}
