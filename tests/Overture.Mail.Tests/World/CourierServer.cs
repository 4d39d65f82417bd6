using Overture.Mail.Imap;
using Overture.Mail.Wire;

namespace Overture.Mail.Tests.World;

/// <summary>A real Courier, without TLS, for one class of tests. There is one user, bob, with the password "secret".</summary>
public sealed class CourierServer : IAsyncLifetime
{
    private ServerScript? process;

    public async ValueTask InitializeAsync() => process = await ServerScript.StartAsync("courier.sh", 1);

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }
    }

    internal async Task<ImapClient> SignInAsync(ImapOptions? options, CancellationToken ct)
    {
        var server = new MailServer("127.0.0.1", process!.Ports[0], ConnectionSecurity.None) { AllowsCredentialsInClear = true };
        var client = await ImapClient.ConnectAsync(server, options, ct);
        await client.SignInAsync(new Credentials.Password("bob", "secret"), ct);
        return client;
    }
}
