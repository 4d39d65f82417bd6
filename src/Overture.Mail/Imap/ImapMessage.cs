namespace Overture.Mail.Imap;

/// <summary>What one FETCH response tells of a message (RFC 9051 §7.5.2). What was not told is null. A server may tell of one message in several responses.</summary>
/// <param name="Sequence">Its place in the folder at that instant, from 1.</param>
public sealed record ImapMessage(uint Sequence)
{
    /// <summary>Its UID, which holds as long as the folder's UIDVALIDITY.</summary>
    public uint? Uid { get; init; }

    /// <summary>Its flags, as \Seen, and keywords.</summary>
    public IReadOnlyList<string>? Flags { get; init; }

    /// <summary>When the server received it.</summary>
    public DateTimeOffset? InternalDate { get; init; }

    /// <summary>When it came into this folder (RFC 8514).</summary>
    public DateTimeOffset? SaveDate { get; init; }

    /// <summary>The whole message, in octets.</summary>
    public long? Size { get; init; }

    /// <summary>Its last change (RFC 7162).</summary>
    public ulong? ModSeq { get; init; }

    /// <summary>Its header as the server read it.</summary>
    public ImapEnvelope? Envelope { get; init; }

    /// <summary>Its parts.</summary>
    public ImapBodyPart? Structure { get; init; }

    /// <summary>Gmail's id of the message, the same in every folder (X-GM-MSGID).</summary>
    public ulong? GmailMessageId { get; init; }

    /// <summary>Gmail's id of the conversation (X-GM-THRID).</summary>
    public ulong? GmailThreadId { get; init; }

    /// <summary>Gmail's labels, decoded (X-GM-LABELS).</summary>
    public IReadOnlyList<string>? GmailLabels { get; init; }

    /// <summary>The id of the message, the same in every folder (RFC 8474).</summary>
    public string? EmailId { get; init; }

    /// <summary>The id of the conversation (RFC 8474).</summary>
    public string? ThreadId { get; init; }

    /// <summary>The octets that were asked for, in the order they came.</summary>
    public IReadOnlyList<ImapContent> Contents { get; init; } = [];

    /// <summary>Items that are not known here: name and value, as sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Others { get; init; } = [];

    /// <summary>The octets of a section; null where they did not come.</summary>
    public ImapContent? Content(ImapSection section) => Contents.FirstOrDefault(content => content.Section.Equals(section.Name, StringComparison.OrdinalIgnoreCase) && (section.Length is null || (content.Offset ?? 0) == section.Offset));

    /// <summary>Whether the flag is set; also false where flags were not told.</summary>
    public bool Has(string flag) => Flags?.Contains(flag, StringComparer.OrdinalIgnoreCase) ?? false;
}
