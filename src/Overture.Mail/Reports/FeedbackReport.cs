using System.Net;
using Overture.Mail.Mime;

namespace Overture.Mail.Reports;

/// <summary>A report of a mailbox provider that a recipient complained, or of another abuse (ARF, RFC 5965).</summary>
/// <param name="FeedbackType">In lower case: <c>abuse</c>, <c>fraud</c>, <c>virus</c>, <c>not-spam</c>, <c>auth-failure</c> (RFC 6591), <c>other</c>.</param>
/// <param name="UserAgent">The program that made the report.</param>
/// <param name="OriginalMailFrom">The envelope's sender.</param>
/// <param name="OriginalRecipients">Whom the message was for; often nobody is told.</param>
/// <param name="ArrivalDate">When the provider got the message.</param>
/// <param name="SourceIp">Where it came from.</param>
/// <param name="ReportedDomains">The domains the report is about.</param>
/// <param name="Original">What came back of the message.</param>
public sealed record FeedbackReport(
    string FeedbackType,
    string? UserAgent,
    string? OriginalMailFrom,
    IReadOnlyList<string> OriginalRecipients,
    DateTimeOffset? ArrivalDate,
    IPAddress? SourceIp,
    IReadOnlyList<string> ReportedDomains,
    ReturnedMessage? Original)
{
    /// <summary>The report that a message is; null for any other message. Never fails.</summary>
    /// <param name="message">A message as it was received.</param>
    public static FeedbackReport? Read(MimeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var part = message.Body.SelfAndBelow().FirstOrDefault(part => part.ContentType is { Type: "message", Subtype: "feedback-report" });
        if (part is null || ReportFields.Blocks(part) is not [var fields, ..])
        {
            return null;
        }

        return new(
            fields.Find("Feedback-Type")?.Text.ToLowerInvariant() is { Length: > 0 } type ? type : "other", fields.Find("User-Agent")?.Text, fields.Find("Original-Mail-From")?.Text.Trim('<', '>', ' '),
            [.. fields.All("Original-Rcpt-To").Select(header => header.Text.Trim('<', '>', ' ')).Where(address => address.Length > 0)],
            MailDate.Parse((fields.Find("Arrival-Date") ?? fields.Find("Received-Date"))?.Value), IPAddress.TryParse(fields.Find("Source-IP")?.Text, out var ip) ? ip : null,
            [.. fields.All("Reported-Domain").Select(header => header.Text)], ReturnedMessage.Of(message));
    }
}
