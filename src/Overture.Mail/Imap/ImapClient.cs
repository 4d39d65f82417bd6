using System.Globalization;
using System.Text;
using Overture.Mail.Wire;

namespace Overture.Mail.Imap;

/// <summary>
/// A session with an IMAP server (RFC 9051, RFC 3501), for one caller at a time and one command at a time. A command that the server answers with NO or BAD
/// is a <see cref="MailException"/> of <see cref="MailFailure.Refused"/> with the <see cref="MailException.ImapReply"/> and its response code; the session
/// goes on. After any other failure, and after a command was canceled (but IDLE), the session is over: connect anew. Reading marks no message as seen.
/// </summary>
public sealed partial class ImapClient : IAsyncDisposable
{
    private const int LongestSet = 8000; // RFC 7162 §4: a server accepts lines of at least 8192 octets
    private const int MostUpload = 64 * 1024;

    private readonly MailServer server;
    private readonly ImapOptions options;
    private readonly WireConnection wire;
    private readonly ImapReader reader;
    private readonly HashSet<string> enabled = new(StringComparer.OrdinalIgnoreCase);
    private bool isBusy;
    private bool isLeaving;
    private MailException? fault;
    private int commands;
    private int untagged;
    private bool hasCapabilities;

    private ImapClient(MailServer server, ImapOptions options, WireConnection wire) => (this.server, this.options, this.wire, reader) = (server, options, wire, new(wire, options));

    /// <summary>What the server offers, as last told. It may offer more after signing in.</summary>
    public ImapCapabilities Capabilities { get; private set; } = ImapCapabilities.None;

    /// <summary>The greeting.</summary>
    public ImapReply Greeting { get; private set; } = new(ImapStatus.Ok, null, "");

    /// <summary>The folder that is selected, as it is known now; null where none is.</summary>
    public ImapMailbox? Mailbox { get; private set; }

    /// <summary>Signed in.</summary>
    public bool IsSignedIn { get; private set; }

    /// <summary>Under TLS.</summary>
    public bool IsProtected => wire.IsProtected;

    /// <summary>The session is over.</summary>
    public bool IsBroken => fault is not null;

    /// <summary>What is enabled beside the protocol (RFC 5161).</summary>
    public IReadOnlyCollection<string> Enabled => enabled;

    /// <summary>Connects, makes the TLS session as <see cref="MailServer.Security"/> says, and asks what the server offers.</summary>
    /// <exception cref="MailException">Unreachable, Tls, TimedOut, Lost, Malformed; NotOffered: STARTTLS is wanted and not offered; Refused: the server said BYE.</exception>
    public static async Task<ImapClient> ConnectAsync(MailServer server, ImapOptions? options = null, CancellationToken ct = default)
    {
        options ??= new();
        var client = new ImapClient(server, options, await WireConnection.OpenAsync(server, options.ConnectTimeout, ct));
        try
        {
            await client.GreetAsync(ct);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does nothing, but hears what is new (RFC 9051 §6.1.2).</summary>
    public Task NoopAsync(CancellationToken ct = default) => RunAsync(new("NOOP"), null, ct);

    /// <summary>Says good-bye (RFC 9051 §6.1.3). The connection is closed by disposing.</summary>
    public async Task LogoutAsync(CancellationToken ct = default)
    {
        isLeaving = true;
        await RunAsync(new("LOGOUT"), null, ct);
        fault = new(MailFailure.Lost, "The session is over, because it was signed out.");
    }

    /// <summary>Tells the server who this is, and hears who it is (RFC 2971).</summary>
    /// <param name="fields">As name and version; null: nothing is told.</param>
    public async Task<IReadOnlyDictionary<string, string?>> IdAsync(IReadOnlyDictionary<string, string>? fields = null, CancellationToken ct = default)
    {
        var command = new ImapCommand("ID");
        _ = fields is { Count: > 0 } ? fields.Aggregate(command.Words("("), (all, field) => all.Value(field.Key).Value(field.Value)).Words(")") : command.Words("NIL");
        IReadOnlyDictionary<string, string?> told = new Dictionary<string, string?>(StringComparer.Ordinal);
        await RunAsync(command, data => data is ImapUntagged.Id id && Took(told = id.Fields), ct);
        return told;
    }

    /// <summary>Enables what changes how the server speaks (RFC 5161), as UTF8=ACCEPT (RFC 6855), CONDSTORE or QRESYNC (RFC 7162).</summary>
    /// <exception cref="ArgumentException">Not the name of a capability.</exception>
    public Task EnableAsync(IReadOnlyList<string> names, CancellationToken ct = default) => RunAsync(new ImapCommand("ENABLE").Words(string.Join(' ', names.Select(ImapCommand.Atom))), null, ct);

    /// <summary>Closes the connection without a word.</summary>
    public ValueTask DisposeAsync()
    {
        fault ??= new(MailFailure.Lost, "The session is over, because the connection was closed here.");
        return wire.DisposeAsync();
    }

    private static bool Took(object? _) => true;

    private async Task GreetAsync(CancellationToken ct)
    {
        using var patience = NewPatience(ct);
        if (await ReadAsync(patience, null) is not ImapResponse.Untagged { Data: ImapUntagged.Status { Reply: { Status: ImapStatus.Ok or ImapStatus.Preauth } greeting } })
        {
            throw new MailException(MailFailure.Malformed, $"{server.Host}:{server.Port} does not greet as an IMAP server.");
        }

        (Greeting, IsSignedIn) = (greeting, greeting.Status == ImapStatus.Preauth);
        if (server.Security is ConnectionSecurity.StartTls)
        {
            await ProtectAsync(ct);
        }

        if (!hasCapabilities)
        {
            await AskCapabilitiesAsync(ct);
        }
    }

    /// <summary>STARTTLS (RFC 9051 §6.2.1). What was heard before it does not count.</summary>
    private async Task ProtectAsync(CancellationToken ct)
    {
        if (IsSignedIn)
        {
            throw new MailException(MailFailure.Tls, $"{server.Host} signs in by itself before TLS (PREAUTH), so that STARTTLS cannot be said (RFC 9051 §11.3).");
        }

        if (!hasCapabilities)
        {
            await AskCapabilitiesAsync(ct);
        }

        if (!Capabilities.Has("STARTTLS"))
        {
            throw new MailException(MailFailure.NotOffered, $"{server.Host}:{server.Port} does not offer STARTTLS.");
        }

        await RunAsync(new("STARTTLS"), null, ct);
        await wire.ProtectAsync(options.ConnectTimeout, ct);
        (Capabilities, hasCapabilities) = (ImapCapabilities.None, false);
    }

    private Task<ImapReply> AskCapabilitiesAsync(CancellationToken ct) => RunAsync(new("CAPABILITY"), null, ct);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="take">Takes the data that belong to the command; what it does not take is news.</param>
    private async Task<ImapReply> RunAsync(ImapCommand command, Func<ImapUntagged, bool>? take, CancellationToken ct, ImapStreaming? content = null)
    {
        using var exchange = Begin(ct);
        var reply = await SendAsync(exchange, command, take) ?? await EndAsync(exchange, take, content);
        return reply.Status == ImapStatus.Ok ? reply : throw Refused(command.Name, reply);
    }

    private ImapExchange Begin(CancellationToken ct)
    {
        if (fault is not null)
        {
            throw new MailException(fault.Failure == MailFailure.Refused ? MailFailure.Lost : fault.Failure, $"The session with {server.Host} is over: {fault.Message}", fault) { ImapReply = fault.ImapReply };
        }

        if (isBusy)
        {
            throw new InvalidOperationException("An ImapClient does one command at a time: await the one before, and dispose of its enumerator.");
        }

        ct.ThrowIfCancellationRequested();
        (isBusy, untagged) = (true, 0);
        return new(string.Create(CultureInfo.InvariantCulture, $"A{++commands}"), NewPatience(ct), () => isBusy = false);
    }

    private Patience NewPatience(CancellationToken ct) => new(server.Clock, options.SilenceTimeout, options.CommandTimeout, () => wire.Received, ct);

    /// <summary>Says a command, its literals as the server takes them (RFC 7888). Gives the reply where the server refuses before it is said to the end.</summary>
    private async Task<ImapReply?> SendAsync(ImapExchange exchange, ImapCommand command, Func<ImapUntagged, bool>? take)
    {
        var start = exchange.Tag + " ";
        foreach (var (text, literal) in command.Literals)
        {
            var waits = !Capabilities.Has("LITERAL+") && !(Capabilities.Has("LITERAL-") && literal.Length <= 4096);
            wire.AddLine(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{start}{text}{{{literal.Length}{(waits ? "" : "+")}}}")), Shown(exchange, command));
            if (waits && await GoAheadAsync(exchange, take) is { } reply)
            {
                return reply;
            }

            for (var at = 0; at < literal.Length; at += MostUpload)
            {
                wire.Add(literal.Span[at..Math.Min(at + MostUpload, literal.Length)]);
                await FlushAsync(exchange.Patience);
            }

            start = "";
        }

        wire.AddLine(Encoding.UTF8.GetBytes(start + command.Rest), Shown(exchange, command));
        await FlushAsync(exchange.Patience);
        return null;
    }

    private static string? Shown(ImapExchange exchange, ImapCommand command) => command.Shown is { } shown ? $"{exchange.Tag} {shown}" : null;

    private async Task<ImapReply?> GoAheadAsync(ImapExchange exchange, Func<ImapUntagged, bool>? take)
    {
        await FlushAsync(exchange.Patience);
        while (true)
        {
            switch (await NextAsync(exchange, take))
            {
                case ImapResponse.Continuation:
                    return null;
                case ImapResponse.Tagged tagged:
                    return tagged.Reply.Status == ImapStatus.Ok ? throw Broken(new(MailFailure.Malformed, $"{server.Host} said OK to a command that was not said to its end.")) : tagged.Reply;
            }
        }
    }

    private async Task<ImapReply> EndAsync(ImapExchange exchange, Func<ImapUntagged, bool>? take, ImapStreaming? content = null)
    {
        while (true)
        {
            if (await NextAsync(exchange, take, content) is ImapResponse.Tagged tagged)
            {
                return tagged.Reply;
            }
        }
    }

    /// <summary>The next response; untagged data are taken or told on the way, and given too.</summary>
    private async ValueTask<ImapResponse> NextAsync(ImapExchange exchange, Func<ImapUntagged, bool>? take, ImapStreaming? content = null)
    {
        var response = await ReadAsync(exchange.Patience, content);
        switch (response)
        {
            case ImapResponse.Tagged tagged when tagged.Tag != exchange.Tag:
                throw Broken(new(MailFailure.Malformed, $"{server.Host} answered a command that was not said."));
            case ImapResponse.Tagged tagged:
                Apply(tagged.Reply);
                break;
            case ImapResponse.Untagged { Data: var data } when take is null || !take(data):
                options.OnUntagged?.Invoke(data);
                break;
        }

        return response;
    }

    /// <summary>Reads within the command's time. Whatever fails here is the end of the session.</summary>
    /// <param name="isTimed">False in IDLE, where silence is no fault.</param>
    private async ValueTask<ImapResponse> ReadAsync(Patience patience, ImapStreaming? content, bool isTimed = true)
    {
        var isRead = false;
        try
        {
            if (isTimed)
            {
                patience.Resume();
            }

            var response = await reader.ReadAsync(content, patience.Token);
            isRead = true;
            Hear(response);
            return response;
        }
        catch (OperationCanceledException e) when (patience.Over is { } over)
        {
            throw Broken(new(MailFailure.TimedOut, $"{server.Host}:{server.Port} {over}.", e));
        }
        catch (MailException e)
        {
            throw Broken(e);
        }
        finally
        {
            if (isTimed)
            {
                patience.Pause();
            }

            fault ??= isRead ? null : new(MailFailure.Lost, "A command was canceled before its end.");
        }
    }

    private async Task FlushAsync(Patience patience)
    {
        patience.Resume();
        var isSent = false;
        try
        {
            await wire.FlushAsync(patience.Token);
            isSent = true;
        }
        catch (OperationCanceledException e) when (patience.Over is not null)
        {
            throw Broken(new(MailFailure.TimedOut, $"{server.Host}:{server.Port} did not take a command in time.", e));
        }
        catch (MailException e)
        {
            throw Broken(e);
        }
        finally
        {
            patience.Pause();
            fault ??= isSent ? null : new(MailFailure.Lost, "A command was canceled before its end.");
        }
    }

    /// <summary>What every response changes, whichever command runs.</summary>
    private void Hear(ImapResponse response)
    {
        if (response is not ImapResponse.Untagged { Data: var data })
        {
            return;
        }

        untagged += data is ImapUntagged.Message ? 0 : 1;
        if (untagged > options.UntaggedLimit)
        {
            throw new MailException(MailFailure.Malformed, $"{server.Host} sent more than {options.UntaggedLimit} untagged responses to one command.");
        }

        switch (data)
        {
            case ImapUntagged.Status { Reply: { Status: ImapStatus.Bye } bye } when !isLeaving:
                throw new MailException(commands == 0 ? MailFailure.Refused : MailFailure.Lost, $"{server.Host} ended the session: {bye.Text}") { ImapReply = bye };
            case ImapUntagged.Status status:
                Apply(status.Reply);
                break;
            case ImapUntagged.Capability capability:
                (Capabilities, hasCapabilities) = (capability.Offered, true);
                break;
            case ImapUntagged.Enabled news:
                enabled.UnionWith(news.Names);
                reader.HasUtf8Names |= enabled.Contains("UTF8=ACCEPT") || enabled.Contains("UTF8=ONLY");
                break;
            default:
                Mailbox = Mailbox is null ? null : Changed(Mailbox, data);
                break;
        }
    }

    private static ImapMailbox Changed(ImapMailbox mailbox, ImapUntagged data) => data switch
    {
        ImapUntagged.Exists exists => mailbox with { Exists = exists.Count },
        ImapUntagged.Recent recent => mailbox with { Recent = recent.Count },
        ImapUntagged.Expunged when mailbox.Exists > 0 => mailbox with { Exists = mailbox.Exists - 1 },
        ImapUntagged.Vanished { Earlier: false } gone => mailbox with { Exists = (uint)Math.Max(0, mailbox.Exists - gone.Uids.Count) },
        ImapUntagged.Flags flags => mailbox with { Flags = flags.Names },
        _ => mailbox,
    };

    private void Apply(ImapReply reply)
    {
        if (reply.Code is ImapResponseCode.Capabilities capabilities)
        {
            (Capabilities, hasCapabilities) = (capabilities.Offered, true);
        }

        Mailbox = Mailbox is null ? null : (reply.Code, reply.Code?.Kind) switch
        {
            (ImapResponseCode.Number number, ImapCode.UidValidity) when number.Value <= uint.MaxValue => Mailbox with { UidValidity = (uint)number.Value },
            (ImapResponseCode.Number number, ImapCode.UidNext) when number.Value <= uint.MaxValue => Mailbox with { UidNext = (uint)number.Value },
            (ImapResponseCode.Number number, ImapCode.HighestModSeq) => Mailbox with { HighestModSeq = number.Value },
            (ImapResponseCode.PermanentFlags flags, _) => Mailbox with { PermanentFlags = flags.Flags, MayAddFlags = flags.MayAdd },
            (_, ImapCode.NoModSeq) => Mailbox with { HighestModSeq = null },
            (_, ImapCode.MailboxId) => Mailbox with { MailboxId = reply.Code!.Arguments.Trim('(', ')') },
            (_, ImapCode.ReadOnly) => Mailbox with { IsReadOnly = true },
            (_, ImapCode.Closed) => new(Mailbox.Name, Mailbox.IsReadOnly),
            _ => Mailbox,
        };
    }

    /// <summary>What ends the session, without credentials if the server echoed them.</summary>
    private MailException Broken(MailException e) => fault ??= wire.Redacted(e.Message) is var shown && shown == e.Message ? e : new(e.Failure, shown) { ImapReply = e.ImapReply };

    private MailException Refused(string command, ImapReply reply) =>
        new(MailFailure.Refused, $"{server.Host} refused {command}: {reply.Text}{(reply.Code is { } code ? $" [{code.Name}]" : "")}") { ImapReply = reply };

    private MailException NotOffered(string what) => new(MailFailure.NotOffered, $"{server.Host}:{server.Port} does not offer {what}.");

    private void Need(string capability)
    {
        if (!Capabilities.Has(capability))
        {
            throw NotOffered(capability);
        }
    }
}
