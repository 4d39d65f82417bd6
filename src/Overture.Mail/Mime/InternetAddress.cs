namespace Overture.Mail.Mime;

/// <summary>One entry of an address field (RFC 5322 §3.4): a mailbox or a group.</summary>
/// <param name="Name">The display name, decoded; null where there is none.</param>
public abstract record InternetAddress(string? Name)
{
    /// <summary>Reads an address field's value: mailboxes, groups, comments, routes and the obsolete forms (RFC 5322 §4.4), and what programs get wrong. Never fails.</summary>
    /// <param name="value">The value unfolded, encoded words as they stand.</param>
    public static IReadOnlyList<InternetAddress> ParseList(string? value) => value is null ? [] : new AddressReader(value).Read();

    /// <summary>The mailboxes of a list, those of groups among them.</summary>
    public static IEnumerable<MailboxAddress> Mailboxes(IEnumerable<InternetAddress> list) =>
        list.SelectMany(entry => entry is AddressGroup group ? group.Members : entry is MailboxAddress mailbox ? [mailbox] : Array.Empty<MailboxAddress>());
}
