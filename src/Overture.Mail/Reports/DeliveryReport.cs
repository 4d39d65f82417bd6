using Overture.Mail.Mime;

namespace Overture.Mail.Reports;

/// <summary>A report on the delivery of a message (a delivery status notification, RFC 3464), or what a system that ignores the standard sends in its place.</summary>
/// <param name="ReportingMta">Who reports; null where it does not say.</param>
/// <param name="ArrivalDate">When the message came to it.</param>
/// <param name="OriginalEnvelopeId">The ENVID its sender gave (RFC 3461 §4.4).</param>
/// <param name="Recipients">One entry a recipient; none where the report names nobody.</param>
/// <param name="Original">What came back of the message.</param>
/// <param name="IsStandard">The report has the machine's part that RFC 3464 asks for; else it was read from its prose.</param>
public sealed record DeliveryReport(
    string? ReportingMta,
    DateTimeOffset? ArrivalDate,
    string? OriginalEnvelopeId,
    IReadOnlyList<DeliveryStatus> Recipients,
    ReturnedMessage? Original,
    bool IsStandard)
{
    /// <summary>The report that a message is; null for any other message. Never fails.</summary>
    /// <param name="message">A message as it was received.</param>
    public static DeliveryReport? Read(MimeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var parts = message.Body.SelfAndBelow().Where(part => part.ContentType is { Type: "message", Subtype: "delivery-status" or "global-delivery-status" }).ToList();
        var blocks = parts.SelectMany(ReportFields.Blocks).ToList();
        var recipients = blocks.Where(block => block.Find("Action") is not null || block.Find("Final-Recipient") is not null || block.Find("Original-Recipient") is not null || block.Find("Status") is not null)
            .Select(Recipient).ToList();
        if (recipients.Count is 0)
        {
            return ProseReport.Read(message);
        }

        var system = blocks[0];
        return new(ReportFields.Untyped(system, "Reporting-MTA"), MailDate.Parse(system.Find("Arrival-Date")?.Value), system.Find("Original-Envelope-Id")?.Text, recipients, ReturnedMessage.Of(message), true);
    }

    private static DeliveryStatus Recipient(HeaderList block)
    {
        var diagnostic = ReportFields.Untyped(block, "Diagnostic-Code");
        var status = EnhancedStatusCode.TryParse(block.Find("Status")?.Text ?? "", out var code) ? code : (EnhancedStatusCode?)null;
        var said = SmtpSaid.Find(diagnostic ?? "");
        return new(
            ReportFields.Recipient(block, "Final-Recipient"), ReportFields.Recipient(block, "Original-Recipient"), Action(block.Find("Action")?.Text),
            status is null or { Subject: 0, Detail: 0 } && said.Status is { } better ? said.Status : status, said.ReplyCode, diagnostic, ReportFields.Untyped(block, "Remote-MTA"),
            MailDate.Parse(block.Find("Last-Attempt-Date")?.Value), MailDate.Parse(block.Find("Will-Retry-Until")?.Value));
    }

    private static DeliveryAction Action(string? text) => text?.Split([' ', ';', '('], 2)[0].ToLowerInvariant() switch
    {
        "failed" or "failure" or "undeliverable" => DeliveryAction.Failed,
        "delayed" or "delay" => DeliveryAction.Delayed,
        "delivered" => DeliveryAction.Delivered,
        "relayed" => DeliveryAction.Relayed,
        "expanded" => DeliveryAction.Expanded,
        _ => DeliveryAction.Unknown,
    };
}
