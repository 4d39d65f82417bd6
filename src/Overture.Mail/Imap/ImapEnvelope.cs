namespace Overture.Mail.Imap;

/// <summary>The header of a message as the server read it (RFC 9051 §7.5.2). Everything is as it stands in the header: encoded words are not decoded. What is missing is null or empty.</summary>
public sealed record ImapEnvelope
{
    /// <summary>Date, as written.</summary>
    public ImapText? Date { get; init; }

    /// <summary>Subject, as written.</summary>
    public ImapText? Subject { get; init; }

    /// <summary>From.</summary>
    public IReadOnlyList<ImapAddress> From { get; init; } = [];

    /// <summary>Sender; servers give From where there is none.</summary>
    public IReadOnlyList<ImapAddress> Sender { get; init; } = [];

    /// <summary>Reply-To; servers give From where there is none.</summary>
    public IReadOnlyList<ImapAddress> ReplyTo { get; init; } = [];

    /// <summary>To.</summary>
    public IReadOnlyList<ImapAddress> To { get; init; } = [];

    /// <summary>Cc.</summary>
    public IReadOnlyList<ImapAddress> Cc { get; init; } = [];

    /// <summary>Bcc.</summary>
    public IReadOnlyList<ImapAddress> Bcc { get; init; } = [];

    /// <summary>In-Reply-To, as written.</summary>
    public ImapText? InReplyTo { get; init; }

    /// <summary>Message-ID, as written.</summary>
    public ImapText? MessageId { get; init; }
}
