using System.Runtime.InteropServices;
using Overture.Mail.Wire;

namespace Overture.Mail.Smtp;

/// <summary>
/// One connection to an SMTP server (RFC 5321, submission as RFC 6409), over which messages are sent one after the other. It is not for two threads at once:
/// a <see cref="SmtpPool"/> is.
/// </summary>
public sealed class SmtpClient : IAsyncDisposable
{
    private readonly SmtpConversation talk;

    private SmtpClient(SmtpConversation talk, SmtpReply greeting, SmtpExtensions offered) => (this.talk, Greeting, Extensions) = (talk, greeting, offered);

    /// <summary>The server's first words, 220.</summary>
    public SmtpReply Greeting { get; }

    /// <summary>What the server offers, after TLS if there is TLS.</summary>
    public SmtpExtensions Extensions { get; }

    /// <summary>The connection is under TLS.</summary>
    public bool IsProtected => talk.Wire.IsProtected;

    /// <summary>Another message can be sent, as far as is known. False for good once the connection broke, was closed, or the server said 421.</summary>
    public bool IsUsable => !talk.IsOver;

    /// <summary>Connects, makes TLS as <see cref="MailServer.Security"/> says, greets, and signs in if there are credentials.</summary>
    /// <param name="server">Where.</param>
    /// <param name="options">How; null: by default, signing in as nobody.</param>
    /// <param name="ct">Gives up; the connection is closed.</param>
    /// <exception cref="MailException">
    /// Refused: the server said no, with <see cref="MailException.SmtpCommand"/> and <see cref="MailException.SmtpReply"/>. Unprotected: credentials would have gone in the
    /// clear; nothing was sent. NotOffered: no STARTTLS, or no way to sign in. Tls, Unreachable, Lost, TimedOut, Malformed.
    /// </exception>
    /// <exception cref="ArgumentException">A name, password or token holds a control character.</exception>
    public static async Task<SmtpClient> ConnectAsync(MailServer server, SmtpOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        options ??= new();
        if (options.LocalName.Length == 0 || options.LocalName.Any(c => c is <= ' ' or > '~'))
        {
            throw new ArgumentException($"{nameof(SmtpOptions.LocalName)} is a domain in ASCII or an address literal as [192.0.2.1] (RFC 5321 §4.1.3).", nameof(options));
        }

        if (options.Credentials is not null && server is { Security: ConnectionSecurity.None, AllowsCredentialsInClear: false })
        {
            throw SmtpOpening.Unprotected(server);
        }

        var talk = new SmtpConversation(await WireConnection.OpenAsync(server, options.ConnectTime, ct), options);
        try
        {
            var (greeting, offered) = await new SmtpOpening(talk, server).RunAsync(ct);
            return talk.IsOver ? throw new MailException(MailFailure.Lost, $"{server.Host}:{server.Port} closed the connection.") : new(talk, greeting, offered);
        }
        catch
        {
            await talk.CloseAsync();
            throw;
        }
    }

    /// <summary>Sends one message to everybody in the envelope. What came of it is the result, never an exception of the wire.</summary>
    /// <param name="envelope">From whom and to whom.</param>
    /// <param name="message">Headers and body (RFC 5322), from the stream's position to its end; read twice if it can seek, to measure it first.</param>
    /// <param name="beforeData">
    /// Called between the last reply to RCPT and DATA or BDAT, when at least one recipient was taken: the last instant at which the message certainly did not go.
    /// False stops (<see cref="SmtpObstacle.Stopped"/>) and the connection goes on; what it throws closes the connection and goes through. Null: not asked.
    /// </param>
    /// <param name="ct">Counts until the end of the message is handed to the stream, and no longer: from then on the reply is awaited for up to
    /// <see cref="SmtpOptions.MessageTime"/>, so that no caller is left without a result where there may be one.</param>
    /// <exception cref="OperationCanceledException">The token was set before the message's end was sent: the server cannot have it. The connection is closed.</exception>
    /// <exception cref="ArgumentException">An address holds a space, a control character, &lt; or &gt;, or is too long; there is no recipient. Nothing was sent.</exception>
    public Task<SmtpResult> SendAsync(SmtpEnvelope envelope, Stream message, Func<CancellationToken, ValueTask<bool>>? beforeData = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(message);
        return new SmtpTransaction(talk, Extensions, envelope, message, beforeData).RunAsync(ct);
    }

    /// <inheritdoc cref="SendAsync(SmtpEnvelope, Stream, Func{CancellationToken, ValueTask{bool}}, CancellationToken)"/>
    public async Task<SmtpResult> SendAsync(SmtpEnvelope envelope, ReadOnlyMemory<byte> message, Func<CancellationToken, ValueTask<bool>>? beforeData = null, CancellationToken ct = default)
    {
        using var stream = MemoryMarshal.TryGetArray(message, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(message.ToArray(), writable: false);
        return await SendAsync(envelope, stream, beforeData, ct);
    }

    /// <summary>Asks whether the server is still there (NOOP, RFC 5321 §4.1.1.9).</summary>
    /// <param name="ct">Gives up; the connection is closed.</param>
    /// <exception cref="MailException">Lost, TimedOut or Malformed; the connection is over.</exception>
    public Task<SmtpReply> NoopAsync(CancellationToken ct = default) => AskAsync("NOOP", ct);

    /// <summary>Forgets what was begun (RSET, RFC 5321 §4.1.1.5).</summary>
    /// <param name="ct">Gives up; the connection is closed.</param>
    /// <exception cref="MailException">Lost, TimedOut or Malformed; the connection is over.</exception>
    public Task<SmtpReply> ResetAsync(CancellationToken ct = default) => AskAsync("RSET", ct);

    /// <summary>Takes leave (QUIT, RFC 5321 §4.1.1.10) and closes, whatever the server says to it.</summary>
    /// <param name="ct">Does not wait for the answer.</param>
    public async Task QuitAsync(CancellationToken ct = default)
    {
        try
        {
            _ = talk.IsOver ? null : await AskAsync("QUIT", ct);
        }
        catch (MailException)
        {
            // it is over either way
        }
        finally
        {
            await talk.CloseAsync();
        }
    }

    /// <summary>Closes the connection without a word; <see cref="QuitAsync"/> is politer.</summary>
    public ValueTask DisposeAsync() => talk.CloseAsync();

    private async Task<SmtpReply> AskAsync(string command, CancellationToken ct)
    {
        try
        {
            return talk.IsOver ? throw new MailException(MailFailure.Lost, "The connection is over.") : await talk.AskAsync(command, talk.Options.AsideTime, ct);
        }
        catch
        {
            await talk.CloseAsync();
            throw;
        }
    }
}
