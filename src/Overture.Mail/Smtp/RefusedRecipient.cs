namespace Overture.Mail.Smtp;

/// <summary>A recipient that the server refused while the message was on its way.</summary>
/// <param name="Recipient">As in the envelope.</param>
/// <param name="Reply">The reply to its RCPT, 4xx or 5xx.</param>
public sealed record RefusedRecipient(SmtpRecipient Recipient, SmtpReply Reply);
