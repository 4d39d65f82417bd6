namespace Overture.Mail.Reports;

/// <summary>What became of one message for one recipient (RFC 3464 §2.3).</summary>
/// <param name="FinalRecipient">The address the system tried; null where the report names none.</param>
/// <param name="OriginalRecipient">The address the sender gave; null where the report does not say.</param>
/// <param name="Action">What was done.</param>
/// <param name="Status">As 5.1.1 (RFC 3463), from the field of that name, else from the diagnostic text; null where neither tells one.</param>
/// <param name="ReplyCode">The SMTP reply's code, as 550; null where the report quotes none.</param>
/// <param name="Diagnostic">What the other side said; null where the report does not quote it.</param>
/// <param name="RemoteMta">Who said it.</param>
/// <param name="LastAttempt">When it was last tried.</param>
/// <param name="WillRetryUntil">Of a delay: when the system gives up.</param>
public sealed record DeliveryStatus(
    string? FinalRecipient,
    string? OriginalRecipient,
    DeliveryAction Action,
    EnhancedStatusCode? Status,
    int? ReplyCode,
    string? Diagnostic,
    string? RemoteMta,
    DateTimeOffset? LastAttempt,
    DateTimeOffset? WillRetryUntil);
