using Overture.Mail.Mime;

namespace Overture.Mail.Imap;

/// <summary>An address of an envelope, or a named group of them (RFC 9051 §7.5.2).</summary>
/// <param name="Name">The name of the person or group, as written; null where there is none.</param>
/// <param name="Mailbox">What stands before the @; null in a group.</param>
/// <param name="Host">What stands after the @; null in a group, and where the header has no @.</param>
public sealed record ImapAddress(ImapText? Name, ImapText? Mailbox, ImapText? Host)
{
    /// <summary>Who is in the group; null where this is an address.</summary>
    public IReadOnlyList<ImapAddress>? Members { get; init; }

    /// <summary>The address as <c>mailbox@host</c>; null in a group.</summary>
    public string? Address => Mailbox is null ? null : Host is { Octets.IsEmpty: false } host ? $"{Mailbox}@{host}" : Mailbox.ToString();

    /// <summary>The address with its name decoded; null for a group.</summary>
    public MailboxAddress? ToMailbox() => Address is { } address ? new(Name?.Text, address) : null;
}
