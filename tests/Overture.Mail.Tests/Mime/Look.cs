using Overture.Mail.Mime;

namespace Overture.Mail.Tests.Mime;

/// <summary>Looks at everything a message tells, as a reader and its user would between them.</summary>
internal static class Look
{
    public static int At(MimeMessage message)
    {
        var seen = message.Subject.Length + message.From.Count + message.To.Count + message.Cc.Count + message.ReplyTo.Count + message.Sender.Count + message.InReplyTo.Count
            + message.References.Count + (message.MessageId?.Length ?? 0) + (message.Date is null ? 0 : 1) + (message.TextBody?.Length ?? 0) + (message.HtmlBody?.Length ?? 0)
            + message.Attachments.Count + (message.ReportType?.Length ?? 0);
        foreach (var part in message.Body.SelfAndBelow())
        {
            seen += part.ContentType.ToString().Length + (part.FileName?.Length ?? 0) + (part.ContentId?.Length ?? 0) + part.ReadContent(100_000).Length + part.Headers.Sum(field => field.Text.Length);
            seen += part.Message is { } inner ? At(inner) : 0;
        }

        return seen;
    }
}
