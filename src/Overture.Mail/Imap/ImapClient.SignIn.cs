using System.Text;
using Overture.Mail.Wire;

namespace Overture.Mail.Imap;

public sealed partial class ImapClient
{
    private const int MostRounds = 10;

    /// <summary>Signs in by the best way both sides know: AUTHENTICATE with a SASL mechanism, else LOGIN (RFC 9051 §6.2.2, §6.2.3). The credentials appear in no trace and no error.</summary>
    /// <exception cref="MailException">Refused: the server said no; the code tells AUTHENTICATIONFAILED from UNAVAILABLE, and the session goes on. Unprotected: there is no TLS, and
    /// <see cref="MailServer.AllowsCredentialsInClear"/> is not set. NotOffered: no way in common.</exception>
    /// <exception cref="ArgumentException">The user name, password or token holds a control character that no mechanism can carry.</exception>
    public async Task SignInAsync(Credentials credentials, CancellationToken ct = default)
    {
        if (!IsProtected && !server.AllowsCredentialsInClear)
        {
            throw new MailException(MailFailure.Unprotected, $"Nothing signs in to {server.Host}:{server.Port} without TLS, unless the server's record allows it.");
        }

        var secret = credentials switch
        {
            Credentials.Password password => password.Secret,
            Credentials.AccessToken token => token.Token,
            _ => "",
        };
        wire.Hide(secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)));
        hasCapabilities = false;
        var reply = Sasl.Choose(credentials, Capabilities.Mechanisms, IsProtected, server) is { } sasl
            ? await AuthenticateAsync(sasl, ct)
            : await LoginAsync(credentials, ct);
        if (reply.Status != ImapStatus.Ok)
        {
            throw Refused("to sign in", reply with { Text = wire.Redacted(reply.Text) });
        }

        IsSignedIn = true;
        if (!hasCapabilities)
        {
            await AskCapabilitiesAsync(ct);
        }
    }

    private async Task<ImapReply> AuthenticateAsync(Sasl sasl, CancellationToken ct)
    {
        using var exchange = Begin(ct);
        var command = new ImapCommand("AUTHENTICATE") { Shown = $"AUTHENTICATE {sasl.Mechanism} ***" }.Words(sasl.Mechanism);
        _ = Capabilities.Has("SASL-IR") && sasl.Initial is { } initial ? command.Words(initial.Length == 0 ? "=" : Convert.ToBase64String(initial)) : command;
        wire.Hide(Convert.ToBase64String(sasl.Initial ?? []));
        await SendAsync(exchange, command, null);
        for (var round = 0; ; round++)
        {
            switch (await NextAsync(exchange, null))
            {
                case ImapResponse.Tagged tagged:
                    return tagged.Reply;
                case ImapResponse.Continuation challenge:
                    var answer = round < MostRounds ? sasl.Answer(Challenge(challenge.Text)) : null;
                    wire.Hide(Convert.ToBase64String(answer ?? []));
                    wire.AddLine(answer is null ? "*"u8 : Encoding.ASCII.GetBytes(Convert.ToBase64String(answer)), "***");
                    await FlushAsync(exchange.Patience);
                    break;
            }
        }
    }

    private async Task<ImapReply> LoginAsync(Credentials credentials, CancellationToken ct)
    {
        if (credentials is not Credentials.Password password || Capabilities.IsLoginDisabled)
        {
            throw NotOffered($"a way to sign in with {(credentials is Credentials.Password ? "a password" : "an access token")}");
        }

        using var exchange = Begin(ct);
        var command = new ImapCommand("LOGIN") { Shown = "LOGIN ***" }.Value(password.User).Value(password.Secret);
        return await SendAsync(exchange, command, null) ?? await EndAsync(exchange, null);
    }

    private static byte[] Challenge(string text)
    {
        var octets = new byte[text.Length];
        return Convert.TryFromBase64String(text.Trim(), octets, out var length) ? octets[..length] : [];
    }
}
