namespace Overture.Mail.Imap;

/// <summary>How patient an <see cref="ImapClient"/> is and how much it takes. The defaults suit a mailbox of any size over a slow line.</summary>
public sealed record ImapOptions
{
    /// <summary>Connecting, and making the TLS session, each.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest silence while an answer is awaited. It is noticed after at most twice that time.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>All the waiting for one command together, however steadily the octets drip; the time a caller takes for each message does not count.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the end of IDLE may take after the caller cancels it.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often IDLE is renewed; servers may sign out who is silent for 30 minutes (RFC 9051 §6.3.13), and many routers forget sooner.</summary>
    public TimeSpan IdleRenewal { get; init; } = TimeSpan.FromMinutes(9);

    /// <summary>One response of the server, without the contents of messages that are streamed, in octets. More is malformed.</summary>
    public int ResponseLimit { get; init; } = 16 * 1024 * 1024;

    /// <summary>How much of one literal is kept in memory, in octets; the rest is read and dropped, see <see cref="ImapContent.IsCut"/>.</summary>
    public int LiteralLimit { get; init; } = 1024 * 1024;

    /// <summary>How deep lists may be nested. More is malformed.</summary>
    public int DepthLimit { get; init; } = 400;

    /// <summary>How many untagged responses one command may bring beside the messages that were asked for. More is malformed.</summary>
    public int UntaggedLimit { get; init; } = 100_000;

    /// <summary>Sees all untagged data that no command asked for, on the way: EXISTS, EXPUNGE, FETCH of flags, alerts. Must not call the client. Null: nobody does.</summary>
    public Action<ImapUntagged>? OnUntagged { get; init; }
}
