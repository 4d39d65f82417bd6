using Overture.Mail.Mime;

namespace Overture.Mail.Reports;

/// <summary>What a report gives back of the message it is about: its header, sometimes only a part of it.</summary>
/// <param name="Headers">The fields that came back.</param>
public sealed record ReturnedMessage(HeaderList Headers)
{
    private const int MostOctets = 1024 * 1024;

    /// <summary>The identifier of the message, without brackets; null where it did not come back.</summary>
    public string? MessageId => Headers.Find("Message-ID") is { } header && MessageIds.Parse(header.Value) is [var id, ..] ? id : null;

    /// <summary>Its subject; empty where it did not come back.</summary>
    public string Subject => Headers.Find("Subject")?.Text ?? "";

    /// <summary>Whom it was for, as its own header says.</summary>
    public IEnumerable<MailboxAddress> To => InternetAddress.Mailboxes(Headers.All("To").SelectMany(header => InternetAddress.ParseList(header.Value)));

    /// <summary>The returned message of a report: a message, or its header alone (RFC 6522 §4), in whatever way it was put there. Null where none came back.</summary>
    internal static ReturnedMessage? Of(MimeMessage report)
    {
        foreach (var part in report.Body.SelfAndBelow().Skip(1).Reverse())
        {
            if (part.Message is { } whole && whole.Headers.Count > 0)
            {
                return new(whole.Headers);
            }

            if (part.ContentType is { Type: "text", Subtype: "rfc822-headers" or "rfc822" } or { Type: "message", Subtype: "rfc822" or "rfc822-headers" or "global" or "global-headers" or "partial" })
            {
                return Parse(part.ReadContent(MostOctets));
            }
        }

        return null;
    }

    /// <summary>The header that stands at the beginning of these octets; null where no field does.</summary>
    internal static ReturnedMessage? Parse(ReadOnlyMemory<byte> octets)
    {
        using var message = MimeMessage.Parse(octets);
        return message.Headers.Any(header => header.Name.Length > 0) ? new(message.Headers) : null;
    }
}
