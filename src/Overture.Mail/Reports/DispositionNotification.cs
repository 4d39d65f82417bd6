using Overture.Mail.Mime;

namespace Overture.Mail.Reports;

/// <summary>A note that a message was displayed, deleted or otherwise dealt with (MDN, RFC 8098).</summary>
/// <param name="ReportingUa">The program that made it.</param>
/// <param name="FinalRecipient">Whose mailbox it was.</param>
/// <param name="OriginalRecipient">The address the sender gave.</param>
/// <param name="OriginalMessageId">The identifier of the message, without brackets.</param>
/// <param name="IsManual">A person allowed the note to be sent; else a program did (§3.2.6.1).</param>
/// <param name="Disposition">In lower case: <c>displayed</c>, <c>deleted</c>, <c>dispatched</c>, <c>processed</c>; empty where it does not say.</param>
/// <param name="Modifiers">As <c>error</c>.</param>
public sealed record DispositionNotification(
    string? ReportingUa,
    string? FinalRecipient,
    string? OriginalRecipient,
    string? OriginalMessageId,
    bool IsManual,
    string Disposition,
    IReadOnlyList<string> Modifiers)
{
    /// <summary>The note that a message is; null for any other message. Never fails.</summary>
    /// <param name="message">A message as it was received.</param>
    public static DispositionNotification? Read(MimeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var part = message.Body.SelfAndBelow().FirstOrDefault(part => part.ContentType is { Type: "message", Subtype: "disposition-notification" or "global-disposition-notification" });
        if (part is null || ReportFields.Blocks(part) is not [var fields, ..])
        {
            return null;
        }

        var disposition = (fields.Find("Disposition")?.Text ?? "").ToLowerInvariant().Split(';', 2);
        var kind = disposition[^1].Split('/', 2);
        return new(
            fields.Find("Reporting-UA")?.Text, ReportFields.Recipient(fields, "Final-Recipient"), ReportFields.Recipient(fields, "Original-Recipient"),
            MessageIds.Parse(fields.Find("Original-Message-ID")?.Value) is [var id, ..] ? id : null, disposition[0].Contains("mdn-sent-manually", StringComparison.Ordinal), kind[0].Trim(),
            kind.Length > 1 ? kind[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : []);
    }
}
