using System.Globalization;
using System.Text;

namespace Overture.Mail.Imap;

/// <summary>Reads the items of FETCH (RFC 9051 §7.5.2).</summary>
internal static class MessageReading
{
    public static ImapMessage Read(uint sequence, List<ImapValue> items)
    {
        var message = new ImapMessage(sequence);
        var contents = new List<ImapContent>();
        var others = new List<KeyValuePair<string, string>>();
        for (var i = 0; i + 1 < items.Count; i += 2)
        {
            message = Item(message, items[i], items[i + 1], contents, others);
        }

        return contents.Count + others.Count == 0 ? message : message with { Contents = contents, Others = others };
    }

    /// <summary>A folder's or label's name as sent: modified UTF-7 where it is that, else as it is.</summary>
    public static string Name(ImapValue value) => Ascii.IsValid(value.Octets.Span) ? ModifiedUtf7.Decode(value.AsString()) ?? value.AsString() : value.AsString();

    private static ImapMessage Item(ImapMessage message, ImapValue item, ImapValue value, List<ImapContent> contents, List<KeyValuePair<string, string>> others)
    {
        var name = item.AsString().ToUpperInvariant();
        switch (name)
        {
            case "UID":
                return message with { Uid = value.AsUint() };
            case "FLAGS":
                return message with { Flags = value.AsStrings() };
            case "INTERNALDATE":
                return message with { InternalDate = Date(value) };
            case "SAVEDATE":
                return message with { SaveDate = Date(value) };
            case "RFC822.SIZE":
                return message with { Size = value.AsLong() };
            case "MODSEQ":
                return message with { ModSeq = value.AsLoneNumber() };
            case "ENVELOPE":
                return message with { Envelope = EnvelopeReading.Read(value) };
            case "BODYSTRUCTURE" or "BODY":
                return message with { Structure = BodyPartReading.Read(value) };
            case "X-GM-MSGID":
                return message with { GmailMessageId = value.AsNumber() };
            case "X-GM-THRID":
                return message with { GmailThreadId = value.AsNumber() };
            case "X-GM-LABELS":
                return message with { GmailLabels = value.Items is { } labels ? [.. labels.Select(Name)] : [] };
            case "EMAILID":
                return message with { EmailId = value.AsLoneText() };
            case "THREADID":
                return message with { ThreadId = value.AsLoneText() };
        }

        if (Content(name, value) is { } content)
        {
            contents.Add(content);
        }
        else
        {
            others.Add(new(name, value.ToString()));
        }

        return message;
    }

    private static ImapContent? Content(string name, ImapValue value)
    {
        var octets = value.IsNil ? default : value.Octets;
        var length = value.IsNil ? 0 : value.Length;
        switch (name)
        {
            case "RFC822":
                return new("", null, octets, length);
            case "RFC822.HEADER":
                return new("HEADER", null, octets, length);
            case "RFC822.TEXT":
                return new("TEXT", null, octets, length);
        }

        var (open, close) = (name.IndexOf('[', StringComparison.Ordinal), name.LastIndexOf(']'));
        if (open is not (4 or 6) || close < open || !(name.StartsWith("BODY[", StringComparison.Ordinal) || name.StartsWith("BINARY[", StringComparison.Ordinal)))
        {
            return null;
        }

        long? offset = long.TryParse(name.AsSpan(close + 1).Trim("<>"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : null;
        return new(name[(open + 1)..close].Replace("\"", "", StringComparison.Ordinal), offset, octets, length);
    }

    /// <summary><c>" 2-Oct-2016 17:28:25 -0400"</c>; null where it is anything else.</summary>
    private static DateTimeOffset? Date(ImapValue value) =>
        DateTimeOffset.TryParseExact(value.AsString().Trim(), "d-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var date) ? date :
        DateTimeOffset.TryParseExact(Zoned(value.AsString().Trim()), "d-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out date) ? date : null;

    private static string Zoned(string text) => text.Length > 5 && text[^5] is '+' or '-' ? text.Insert(text.Length - 2, ":") : text;
}
