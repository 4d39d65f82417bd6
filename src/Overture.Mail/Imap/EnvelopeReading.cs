namespace Overture.Mail.Imap;

/// <summary>Reads ENVELOPE (RFC 9051 §7.5.2), and what servers make of it: too short, an address that is no list, an empty list.</summary>
internal static class EnvelopeReading
{
    public static ImapEnvelope? Read(ImapValue value) => value.Items is not { } items ? null : new()
    {
        Date = Text(items, 0),
        Subject = Text(items, 1),
        From = Addresses(items, 2),
        Sender = Addresses(items, 3),
        ReplyTo = Addresses(items, 4),
        To = Addresses(items, 5),
        Cc = Addresses(items, 6),
        Bcc = Addresses(items, 7),
        InReplyTo = Text(items, 8),
        MessageId = Text(items, 9),
    };

    private static ImapText? Text(List<ImapValue> items, int at) => at < items.Count ? items[at].AsText() : null;

    private static List<ImapAddress> Addresses(List<ImapValue> items, int at)
    {
        if (at >= items.Count || items[at].Items is not { Count: > 0 } list)
        {
            return [];
        }

        var sent = (list[0].Items is null && list.Count >= 4 ? [items[at]] : list).ConvertAll(one => (Name: Part(one, 0), Mailbox: Part(one, 2), Host: Part(one, 3)));
        var (addresses, members) = (new List<ImapAddress>(), (List<ImapAddress>?)null);
        for (var i = 0; i < sent.Count; i++)
        {
            var (name, mailbox, host) = sent[i];
            switch (mailbox, host)
            {
                case (null, null): // the end of a group; alone, an address that could not be read
                    members = null;
                    break;
                case (not null, null) when name is null && IsGroup(sent, i): // named where a mailbox would be
                    addresses.Add(new(mailbox, null, null) { Members = members = [] });
                    break;
                default:
                    (members ?? addresses).Add(new(name, mailbox ?? default(ImapText), host));
                    break;
            }
        }

        return addresses;
    }

    /// <summary>A group has an end. Without one it is an address that has no host, as <c>To: abel, bianchi</c>.</summary>
    private static bool IsGroup(List<(ImapText? Name, ImapText? Mailbox, ImapText? Host)> sent, int at)
    {
        var next = sent.FindIndex(at + 1, one => one.Host is null);
        return next > 0 && sent[next].Mailbox is null;
    }

    private static ImapText? Part(ImapValue address, int at) => address.Items is { } items && at < items.Count ? items[at].AsText() : null;
}
