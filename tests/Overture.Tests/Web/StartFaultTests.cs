using System.Net;
using System.Net.Sockets;
using Overture.Accounts;
using Overture.Tests.World;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Web;

/// <summary>A start that cannot be says why in a line, and ends with 2.</summary>
public sealed class StartFaultTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("overture-start-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("PORT", "80a", "PORT is '80a'")]
    [InlineData("DATABASE_URL", "postgres://postgres@127.0.0.1:1/x", "The database cannot be used: ")]
    [InlineData("DATA_DIR", "/proc/overture", "overture doctor")]
    public async Task What_an_operator_can_cure_is_said_without_a_trace(string name, string value, string says)
    {
        var (code, errors) = await RunAsync((name, value), ("SECRET_KEY", "a secret for tests"));

        Assert.Equal(2, code);
        Assert.Contains(says, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (code, errors) = await RunAsync(("PORT", $"{port}"));

        Assert.Equal(2, code);
        Assert.Contains($"{port}: address already in use", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_SECRET_KEY_than_the_stored_keys_were_sealed_with_stops_it()
    {
        await using var provider = await ModelProvider.Start(new(), TestContext.Current.CancellationToken);
        (string, string)[] settings = [("SECRET_KEY", "the first"), ("OPENAI_BASE_URL", provider.Url.ToString())];
        await using (var engine = await Engine.StartAsync(rounds: false, folder: folder, settings: settings))
        {
            await engine.Get<AddProviderKey>().Run(engine.Workspace, "openai", "Mine", "sk-some-key", null, TestContext.Current.CancellationToken);
        }

        var (code, errors) = await RunAsync(("SECRET_KEY", "the second"));

        Assert.Equal(2, code);
        Assert.Contains("SECRET_KEY", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("the second", errors, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Errors)> RunAsync(params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["DATA_DIR"] = folder, ["PORT"] = "0" };
        foreach (var (name, value) in settings)
        {
            values[name] = value;
        }

        await using var product = Product.Start(folder, values, "serve");
        var (code, _, errors) = await product.EndAsync(TimeSpan.FromMinutes(1));
        return (code, errors);
    }
}
