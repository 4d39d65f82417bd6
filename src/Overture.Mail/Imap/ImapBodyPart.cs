namespace Overture.Mail.Imap;

/// <summary>One part of a message's structure (BODYSTRUCTURE, RFC 9051 §7.5.2). What is missing is null or empty.</summary>
/// <param name="Path">The part specifier for a section, as <c>1.2</c>; empty for the whole of a multipart message.</param>
/// <param name="Type">As sent, as TEXT or multipart.</param>
/// <param name="Subtype">As sent, as PLAIN.</param>
public sealed record ImapBodyPart(string Path, string Type, string Subtype)
{
    /// <summary>The parameters of Content-Type, as written.</summary>
    public IReadOnlyList<KeyValuePair<string, ImapText>> Parameters { get; init; } = [];

    /// <summary>Content-ID.</summary>
    public ImapText? Id { get; init; }

    /// <summary>Content-Description.</summary>
    public ImapText? Description { get; init; }

    /// <summary>Content-Transfer-Encoding.</summary>
    public string? Encoding { get; init; }

    /// <summary>In octets, as encoded.</summary>
    public long? Size { get; init; }

    /// <summary>In lines, of text and message/rfc822.</summary>
    public long? Lines { get; init; }

    /// <summary>Content-MD5.</summary>
    public ImapText? Md5 { get; init; }

    /// <summary>The word of Content-Disposition, as attachment.</summary>
    public string? Disposition { get; init; }

    /// <summary>The parameters of Content-Disposition, as written.</summary>
    public IReadOnlyList<KeyValuePair<string, ImapText>> DispositionParameters { get; init; } = [];

    /// <summary>Content-Language.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Content-Location.</summary>
    public ImapText? Location { get; init; }

    /// <summary>The envelope of a message/rfc822.</summary>
    public ImapEnvelope? Envelope { get; init; }

    /// <summary>The parts of a multipart; the one message of a message/rfc822.</summary>
    public IReadOnlyList<ImapBodyPart> Parts { get; init; } = [];

    /// <summary>This part and all below it, in the order of the message.</summary>
    public IEnumerable<ImapBodyPart> All() => Parts.SelectMany(part => part.All()).Prepend(this);

    /// <summary>Whether this is the type, without regard to case.</summary>
    public bool Is(string type, string subtype) => Type.Equals(type, StringComparison.OrdinalIgnoreCase) && Subtype.Equals(subtype, StringComparison.OrdinalIgnoreCase);
}
