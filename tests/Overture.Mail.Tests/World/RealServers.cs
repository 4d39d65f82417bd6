using Overture.Mail.Tests.World;

[assembly: AssemblyFixture(typeof(RealServers))]

namespace Overture.Mail.Tests.World;

/// <summary>Real mail servers of Debian for all tests, each begun by the first test that asks for it.</summary>
public sealed class RealServers : IAsyncDisposable
{
    private readonly Lazy<Task<RelayServer>> postfix = new(() => RelayServer.StartAsync("postfix.sh", 2));
    private readonly Lazy<Task<RelayServer>> exim = new(() => RelayServer.StartAsync("exim.sh", 1, Unpacked.Folder("exim")));

    /// <summary>Postfix: its ports are STARTTLS and TLS.</summary>
    internal Task<RelayServer> Postfix => postfix.Value;

    /// <summary>Exim: its port is STARTTLS.</summary>
    internal Task<RelayServer> Exim => exim.Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { postfix, exim }.Where(s => s.IsValueCreated && s.Value.IsCompletedSuccessfully))
        {
            await (await server.Value).DisposeAsync();
        }
    }
}
