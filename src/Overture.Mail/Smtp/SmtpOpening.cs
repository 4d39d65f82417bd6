using System.Text;
using Overture.Mail.Wire;

namespace Overture.Mail.Smtp;

/// <summary>What is said before the first message: the greeting, EHLO or HELO, STARTTLS, AUTH (RFC 5321 §3.1, §3.2, RFC 3207, RFC 4954).</summary>
internal sealed class SmtpOpening(SmtpConversation talk, MailServer server)
{
    private const int LongestCommand = 510; // RFC 5321 §4.5.3.1.4, less CRLF; AUTH with more goes without its initial response (RFC 4954 §4)

    private TimeSpan Time => talk.Options.CommandTime;

    /// <summary>Comes as far as MAIL.</summary>
    /// <exception cref="MailException">The server refuses, does not offer what is needed, or is lost.</exception>
    public async Task<(SmtpReply Greeting, SmtpExtensions Offered)> RunAsync(CancellationToken ct)
    {
        var greeting = Agreed(SmtpCommand.Connect, await talk.ReadAsync(talk.Options.GreetingTime, ct));
        if (greeting.Code != 220)
        {
            throw Said(MailFailure.Malformed, SmtpCommand.Connect, greeting); // 221 and then silence has been seen
        }

        var offered = await HelloAsync(ct);
        if (server.Security is ConnectionSecurity.StartTls)
        {
            await StartTlsAsync(offered, ct);
            offered = await HelloAsync(ct); // what was offered in the clear is forgotten (RFC 3207 §4.2)
        }

        if (talk.Options.Credentials is { } credentials)
        {
            await SignInAsync(credentials, offered, ct);
        }

        return (greeting, offered);
    }

    private async Task<SmtpExtensions> HelloAsync(CancellationToken ct)
    {
        var reply = await talk.AskAsync("EHLO " + talk.Options.LocalName, Time, ct);
        if (reply.IsPermanent && !talk.IsOver)
        {
            var old = Agreed(SmtpCommand.Hello, await talk.AskAsync("HELO " + talk.Options.LocalName, Time, ct)); // RFC 5321 §3.2
            return SmtpExtensions.Read(old with { Lines = [old.Lines[0]] });
        }

        return SmtpExtensions.Read(Agreed(SmtpCommand.Hello, reply));
    }

    private async Task StartTlsAsync(SmtpExtensions offered, CancellationToken ct)
    {
        if (!offered.StartTls)
        {
            throw new MailException(MailFailure.NotOffered, $"{server.Host}:{server.Port} offers no STARTTLS. It may be hidden by who stands between; use implicit TLS on port 465.");
        }

        _ = Agreed(SmtpCommand.StartTls, await talk.AskAsync("STARTTLS", Time, ct));
        await talk.Wire.ProtectAsync(talk.Options.ConnectTime, ct);
    }

    private async Task SignInAsync(Credentials credentials, SmtpExtensions offered, CancellationToken ct)
    {
        if (!talk.Wire.IsProtected && !server.AllowsCredentialsInClear)
        {
            throw Unprotected(server);
        }

        var sasl = Sasl.Choose(credentials, offered.Auth, talk.Wire.IsProtected, server) ?? throw new MailException(
            MailFailure.NotOffered, $"{server.Host}:{server.Port} offers no way to sign in with {credentials}: {(offered.Auth.Count == 0 ? "no AUTH" : string.Join(' ', offered.Auth))}.");
        talk.Wire.Hide(Secret(credentials), Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret(credentials))));
        var reply = await BeginAsync(sasl, ct);
        while (reply.Code == 334)
        {
            reply = await StepAsync(sasl, reply, ct);
        }

        if (!Agreed(SmtpCommand.Auth, reply).IsPositive)
        {
            throw Said(MailFailure.Malformed, SmtpCommand.Auth, reply);
        }
    }

    private Task<SmtpReply> BeginAsync(Sasl sasl, CancellationToken ct)
    {
        var command = "AUTH " + sasl.Mechanism;
        if (sasl.Initial is not { } initial || Convert.ToBase64String(initial) is not { } first || command.Length + 1 + first.Length > LongestCommand)
        {
            return talk.AskAsync(command, Time, ct);
        }

        talk.Wire.Hide(first);
        return talk.AskAsync($"{command} {first}", Time, ct, $"{command} ***");
    }

    private async Task<SmtpReply> StepAsync(Sasl sasl, SmtpReply challenge, CancellationToken ct)
    {
        if (Challenge(challenge.Lines[0]) is not { } asked || sasl.Answer(asked) is not { } answer)
        {
            var canceled = await talk.AskAsync("*", Time, ct); // RFC 4954 §4
            throw Said(canceled.IsTransient ? MailFailure.Refused : MailFailure.Malformed, SmtpCommand.Auth, canceled);
        }

        var line = Convert.ToBase64String(answer);
        talk.Wire.Hide(line);
        return await talk.AskAsync(line, Time, ct, "***");
    }

    private static byte[]? Challenge(string text)
    {
        var octets = new byte[text.Length];
        return Convert.TryFromBase64String(text.Trim(), octets, out var length) ? octets[..length] : text.Trim().Length == 0 ? [] : null;
    }

    private static string Secret(Credentials credentials) => credentials switch
    {
        Credentials.Password p => p.Secret,
        Credentials.AccessToken t => t.Token,
        _ => "",
    };

    /// <summary>Why no credentials were sent.</summary>
    public static MailException Unprotected(MailServer server) =>
        new(MailFailure.Unprotected, $"No credentials were sent to {server.Host}:{server.Port}: the connection has no TLS. Use STARTTLS or implicit TLS.");

    private SmtpReply Agreed(SmtpCommand command, SmtpReply reply) =>
        reply.Code < 400 ? reply.IsPositive ? reply : throw Said(MailFailure.Malformed, command, reply) : throw Said(MailFailure.Refused, command, reply);

    private MailException Said(MailFailure failure, SmtpCommand command, SmtpReply reply) =>
        new(failure, $"{server.Host}:{server.Port} said at {Name(command)}: {reply}") { SmtpCommand = command, SmtpReply = reply };

    private static string Name(SmtpCommand command) => command switch
    {
        SmtpCommand.Connect => "the beginning",
        SmtpCommand.Hello => "EHLO",
        SmtpCommand.StartTls => "STARTTLS",
        _ => "AUTH",
    };
}
