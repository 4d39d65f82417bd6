namespace Overture.Mail.Mime;

/// <summary>A named group of mailboxes (RFC 5322 §3.4), as <c>undisclosed-recipients:;</c>.</summary>
/// <param name="Name">The group's name, decoded.</param>
/// <param name="Members">Its mailboxes; often none.</param>
public sealed record AddressGroup(string? Name, IReadOnlyList<MailboxAddress> Members) : InternetAddress(Name)
{
    /// <summary>As a header shows it, for a reader: <c>Friends: ann@example.org, bob@example.org;</c>.</summary>
    public override string ToString() => $"{Name}: {string.Join(", ", Members)};";
}
