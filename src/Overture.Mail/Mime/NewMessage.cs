using System.Buffers;

namespace Overture.Mail.Mime;

/// <summary>
/// A message to be written (RFC 5322, RFC 2045): text, HTML with its text as the alternative, inline images and files. What it is given may be any text: nothing of it
/// becomes another field. Bcc is not among the fields: who is not to be seen is in the envelope alone.
/// </summary>
public sealed record NewMessage
{
    private const int MostReferences = 20;

    /// <summary>Whom it is from.</summary>
    public required MailboxAddress From { get; init; }

    /// <summary>Whom it is for.</summary>
    public IReadOnlyList<MailboxAddress> To { get; init; } = [];

    /// <summary>Who gets a copy.</summary>
    public IReadOnlyList<MailboxAddress> Cc { get; init; } = [];

    /// <summary>Where answers should go, if not to <see cref="From"/>.</summary>
    public IReadOnlyList<MailboxAddress> ReplyTo { get; init; } = [];

    /// <summary>Any text; line breaks become spaces.</summary>
    public string Subject { get; init; } = "";

    /// <summary>When it is written.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Its identifier without the angle brackets; <see cref="NewId"/> makes one.</summary>
    public required string MessageId { get; init; }

    /// <summary>The identifier of the message it answers, without brackets; null for a new thread.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The thread it stands in, the first message first; of many the first and the last 19 are written (RFC 5322 §3.6.4).</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The text; null or with <see cref="Html"/> as its alternative. Any line ends.</summary>
    public string? Text { get; init; }

    /// <summary>Text as format=flowed (RFC 3676): paragraphs are wrapped for the wire and unwrapped by the reader.</summary>
    public bool Flowed { get; init; }

    /// <summary>The text in HTML; null for a message of text alone.</summary>
    public string? Html { get; init; }

    /// <summary>Images that the HTML shows by their <see cref="Attachment.ContentId"/>.</summary>
    public IReadOnlyList<Attachment> Inline { get; init; } = [];

    /// <summary>Files.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>Where a reader may opt out (RFC 2369 §3.2): https and mailto URIs, in the order of preference. With an https one, <see cref="OneClick"/> says that a POST does it.</summary>
    public IReadOnlyList<Uri> ListUnsubscribe { get; init; } = [];

    /// <summary>Adds List-Unsubscribe-Post: List-Unsubscribe=One-Click (RFC 8058 §3.1); needs an https URI.</summary>
    public bool OneClick { get; init; }

    /// <summary>The value of Auto-Submitted (RFC 3834 §5), as <c>auto-replied</c>; null for what a person sends.</summary>
    public string? AutoSubmitted { get; init; }

    /// <summary>Further fields, by name; values are any text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; } = [];

    /// <summary>Addresses whose local part is not ASCII, so the message can only go to a server with SMTPUTF8 (RFC 6531), and is written in UTF-8 (RFC 6532).</summary>
    public bool NeedsSmtpUtf8 => new[] { From }.Concat(To).Concat(Cc).Concat(ReplyTo).Any(address => address.NeedsSmtpUtf8);

    /// <summary>A new identifier whose right side is the sender's domain, in A-labels (RFC 5322 §3.6.4).</summary>
    /// <param name="from">Whom the message is from.</param>
    /// <param name="random">Says what is left of the @; at least 12 octets of randomness or a hash.</param>
    public static string NewId(MailboxAddress from, ReadOnlySpan<byte> random)
    {
        var address = from.AsciiAddress;
        return $"{Convert.ToHexStringLower(random)}@{address[(address.LastIndexOf('@') + 1)..]}";
    }

    /// <summary>The message's octets, with CRLF line ends and lines of at most 998 octets, in ASCII unless <see cref="NeedsSmtpUtf8"/> or <paramref name="allow8Bit"/>.</summary>
    /// <param name="allow8Bit">Text may travel as it is, for a server with 8BITMIME (RFC 6152).</param>
    /// <exception cref="ArgumentException">An address is none, a field's or media type's name or an identifier holds what the grammar forbids, or one-click without an https URI; the message names it.</exception>
    public byte[] ToBytes(bool allow8Bit = false)
    {
        var into = new ArrayBufferWriter<byte>(4 * 1024);
        WriteTo(into, allow8Bit);
        return into.WrittenSpan.ToArray();
    }

    /// <summary>Writes what <see cref="ToBytes"/> gives.</summary>
    /// <param name="into">Takes the octets.</param>
    /// <param name="allow8Bit">Text may travel as it is.</param>
    /// <exception cref="ArgumentException">As for <see cref="ToBytes"/>.</exception>
    public void WriteTo(IBufferWriter<byte> into, bool allow8Bit = false)
    {
        ArgumentNullException.ThrowIfNull(into);
        var header = new MailHeader(into, NeedsSmtpUtf8);
        header.Structured("Date", MailDate.Format(Date));
        header.Addresses("From", [From]);
        header.Addresses("To", To);
        header.Addresses("Cc", Cc);
        header.Addresses("Reply-To", ReplyTo);
        header.Text("Subject", Subject);
        header.Whole("Message-ID", [Id(MessageId)]);
        Cited(header, "In-Reply-To", InReplyTo is { } parent ? [parent] : []);
        Cited(header, "References", MessageIds.Trim(References, MostReferences));

        header.Structured("Auto-Submitted", AutoSubmitted);
        Unsubscribe(header);
        foreach (var (name, value) in Fields)
        {
            header.Text(FieldName(name), value);
        }

        header.Structured("MIME-Version", "1.0");
        NewPart.Of(this).Write(into, header, allow8Bit || NeedsSmtpUtf8);
    }

    private void Unsubscribe(MailHeader header)
    {
        if (OneClick && !ListUnsubscribe.Any(uri => uri.Scheme == Uri.UriSchemeHttps))
        {
            throw new ArgumentException("OneClick needs an https URI in ListUnsubscribe (RFC 8058 §3.1).", nameof(header));
        }

        if (ListUnsubscribe.Count > 0)
        {
            header.Whole("List-Unsubscribe", ListUnsubscribe.Select((uri, i) => $"<{uri.AbsoluteUri}>{(i < ListUnsubscribe.Count - 1 ? "," : "")}"));
            header.Structured("List-Unsubscribe-Post", OneClick ? "List-Unsubscribe=One-Click" : null);
        }
    }

    /// <summary>Identifiers of others are written as they were read; one that cannot stand in a header is left out.</summary>
    private static void Cited(MailHeader header, string name, IEnumerable<string> ids)
    {
        var written = ids.Where(id => id.Length is > 0 and <= 900 && id.All(c => c is > ' ' and < (char)127 and not ('<' or '>'))).Select(id => $"<{id}>").ToList();
        if (written.Count > 0)
        {
            header.Whole(name, written);
        }
    }

    private static string Id(string id) => id.Length is > 0 and <= 250 && id.All(c => c is > ' ' and < (char)127 and not ('<' or '>' or '(' or ')'))
        ? $"<{id}>"
        : throw new ArgumentException($"“{string.Concat(id.Where(c => !char.IsControl(c)))}” is no message identifier: ASCII without spaces or angle brackets, 250 characters at most.", nameof(id));

    private static string FieldName(string name) => name.Length is > 0 and <= 70 && name.All(c => c is > ' ' and < (char)127 and not ':')
        ? name
        : throw new ArgumentException($"“{string.Concat(name.Where(c => !char.IsControl(c)))}” is no field name: ASCII without spaces or colons, 70 characters at most.", nameof(name));
}
