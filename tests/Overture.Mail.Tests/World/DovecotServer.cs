using System.Net;
using System.Net.Sockets;
using System.Text;
using Overture.Mail.Imap;
using Overture.Mail.Tests.World;
using Overture.Mail.Wire;

[assembly: AssemblyFixture(typeof(DovecotServer))]

namespace Overture.Mail.Tests.World;

/// <summary>A real Dovecot for the whole test assembly, begun by the first test that asks for it. Every user exists, with the password "secret".</summary>
public sealed class DovecotServer : IAsyncDisposable
{
    private readonly Lazy<Task<ServerScript>> running = new(() => ServerScript.StartAsync("dovecot.sh", 3));

    public async ValueTask DisposeAsync()
    {
        if (running.IsValueCreated && running.Value.IsCompletedSuccessfully)
        {
            await (await running.Value).DisposeAsync();
        }
    }

    internal async Task<MailServer> ServerAsync(ConnectionSecurity security) =>
        new("localhost", (await running.Value).Ports[security == ConnectionSecurity.ImplicitTls ? 1 : 0], security) { CertificateCheck = Trust.Root };

    /// <summary>Signed in, over TLS.</summary>
    internal async Task<ImapClient> SignInAsync(string user, ImapOptions? options = null, ConnectionSecurity security = ConnectionSecurity.ImplicitTls)
    {
        var client = await ImapClient.ConnectAsync(await ServerAsync(security), options, CancellationToken.None);
        await client.SignInAsync(new Credentials.Password(user, "secret"), CancellationToken.None);
        return client;
    }

    /// <summary>The port of its LMTP.</summary>
    internal async Task<int> LmtpPortAsync() => (await running.Value).Ports[2];

    /// <summary>Delivers by LMTP (RFC 2033).</summary>
    internal async Task DeliverAsync(string user, string message)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, (await running.Value).Ports[2], TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await ExpectAsync(reader, "220");
        foreach (var (line, code) in new[] { ("LHLO test", "250"), ("MAIL FROM:<sender@example.org>", "250"), ($"RCPT TO:<{user}>", "250"), ("DATA", "354"), (message.TrimEnd() + "\r\n.", "250") })
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), TestContext.Current.CancellationToken);
            await ExpectAsync(reader, code);
        }
    }

    private static async Task ExpectAsync(StreamReader reader, string code)
    {
        string line;
        do
        {
            line = await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("LMTP ended.");
        }
        while (line.Length > 3 && line[3] == '-');

        Assert.StartsWith(code, line, StringComparison.Ordinal);
    }
}
