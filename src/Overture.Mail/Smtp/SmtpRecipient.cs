namespace Overture.Mail.Smtp;

/// <summary>One recipient of an envelope.</summary>
/// <param name="Address">A mailbox without angle brackets, as <c>ann@example.org</c>, or <c>postmaster</c>.</param>
public sealed record SmtpRecipient(string Address)
{
    /// <summary>When to report on the delivery (RFC 3461 §4.1); null leaves it to the servers. Left out where DSN is not offered.</summary>
    public DsnNotify? Notify { get; init; }

    /// <summary>The address as the sender first wrote it, for reports (ORCPT, RFC 3461 §4.2); null tells none. Left out where DSN is not offered.</summary>
    public string? OriginalRecipient { get; init; }
}
