using System.Text;
using Overture.Mail.Mime;
using Overture.Mail.Reports;
using Overture.Mail.Tests.World;

namespace Overture.Mail.Tests.Reports;

public class ReportTests
{
    [Fact]
    public void A_standard_report_tells_each_recipient()
    {
        using var message = Mail("""
            From: MAILER-DAEMON@mx.example.org
            Subject: Undelivered Mail Returned to Sender
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b

            Sorry.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org
            Original-Envelope-Id: E-7
            Arrival-Date: Mon, 23 Nov 2026 09:00:00 +0100

            Final-Recipient: rfc822; gone@example.com
            Original-Recipient: rfc822;Gone@Example.com
            Action: failed
            Status: 5.0.0
            Remote-MTA: dns; mail.example.com
            Diagnostic-Code: smtp; 550-5.1.1 <gone@example.com>: no such user here;
             ask somebody else

            Final-Recipient: rfc822; slow@example.net
            Action: delayed (so far)
            Status: 4.4.1 (no answer)
            Will-Retry-Until: Sat, 28 Nov 2026 09:00:00 +0100
            --b
            Content-Type: text/rfc822-headers

            Message-ID: <m1@example.org>
            Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
            To: gone@example.com
            --b--
            """);

        var report = DeliveryReport.Read(message)!;

        Assert.Equal(("mx.example.org", "E-7", true), (report.ReportingMta, report.OriginalEnvelopeId, report.IsStandard));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1)), report.ArrivalDate);
        Assert.Equal(("gone@example.com", "Gone@Example.com", DeliveryAction.Failed, new EnhancedStatusCode(5, 1, 1), 550, "mail.example.com"), report.Recipients[0] is var r
            ? (r.FinalRecipient, r.OriginalRecipient, r.Action, r.Status, r.ReplyCode, r.RemoteMta) : default);
        Assert.Equal(("slow@example.net", DeliveryAction.Delayed, new EnhancedStatusCode(4, 4, 1), new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(1))), report.Recipients[1] is var s
            ? (s.FinalRecipient, s.Action, s.Status, s.WillRetryUntil) : default);
        Assert.Equal(("m1@example.org", "Grüße", "gone@example.com"), (report.Original!.MessageId, report.Original.Subject, report.Original.To.Single().Address));
    }

    [Fact]
    public void A_code_without_its_type_and_a_recipient_with_its_name_are_read()
    {
        using var message = Mail("""
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org

            Final-Recipient: rfc822; John <gone@example.com>
            Action: failed
            Status: 5.0.0
            Diagnostic-Code: 550 5.1.1 user unknown; see https://example.org
            """);

        var one = Assert.Single(DeliveryReport.Read(message)!.Recipients);

        Assert.Equal(("gone@example.com", 550, new EnhancedStatusCode(5, 1, 1)), (one.FinalRecipient, one.ReplyCode, one.Status));
    }

    [Fact]
    public void Qmails_report_is_read_from_its_prose()
    {
        using var message = Mail("""
            From: MAILER-DAEMON@example.org
            To: ann@example.org
            Subject: failure notice

            Hi. This is the qmail-send program at example.org.
            I'm afraid I wasn't able to deliver your message to the following addresses.

            <gone@example.com>:
            192.0.2.1 does not like recipient.
            Remote host said: 550 5.1.1 no such user
            Giving up on 192.0.2.1.

            --- Below this line is a copy of the message.

            Return-Path: <ann@example.org>
            Message-ID: <m1@example.org>
            To: gone@example.com
            Cc: other@example.com

            Hi
            """);

        var report = DeliveryReport.Read(message)!;

        var one = Assert.Single(report.Recipients);
        Assert.Equal(("gone@example.com", DeliveryAction.Failed, new EnhancedStatusCode(5, 1, 1), 550, "m1@example.org", false), (one.FinalRecipient, one.Action, one.Status, one.ReplyCode, report.Original!.MessageId, report.IsStandard));
    }

    [Fact]
    public void Exims_report_names_whom_it_failed_for_in_a_field()
    {
        using var message = Mail("""
            From: Mail Delivery System <Mailer-Daemon@mx.example.org>
            X-Failed-Recipients: gone@example.com
            Auto-Submitted: auto-replied
            Subject: Mail delivery failed: returning message to sender

            A message that you sent to you@example.org and others could not be delivered:

              gone@example.com
                host mail.example.com [192.0.2.1]
                SMTP error from remote mail server after RCPT TO:<gone@example.com>:
                552 5.2.2 mailbox full
            """);

        var one = Assert.Single(DeliveryReport.Read(message)!.Recipients);

        Assert.Equal(("gone@example.com", new EnhancedStatusCode(5, 2, 2), 552), (one.FinalRecipient, one.Status, one.ReplyCode));
    }

    [Fact]
    public void A_warning_is_a_delay()
    {
        using var message = Mail("""
            From: Mail Delivery Subsystem <MAILER-DAEMON@example.org>
            Subject: Warning: could not send message for past 4 hours

            THIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.
            <slow@example.com>... Deferred: Connection timed out
            """);

        Assert.Equal(DeliveryAction.Delayed, Assert.Single(DeliveryReport.Read(message)!.Recipients).Action);
    }

    [Fact]
    public void A_person_who_speaks_of_a_failure_sends_no_report()
    {
        using var message = Mail("""
            From: Ann <ann@example.org>
            Subject: Re: delivery failure

            My mail to bob@example.com came back with 550 5.1.1.
            """);

        Assert.Null(DeliveryReport.Read(message));
    }

    [Fact]
    public void A_complaint_is_read()
    {
        using var message = Mail("""
            From: <fbl@provider.example>
            Subject: FW: Earn money
            Content-Type: multipart/report; report-type=feedback-report; boundary=b

            --b

            This is an abuse report.
            --b
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            User-Agent: SomeGenerator/1.0
            Version: 1
            Original-Mail-From: <ann@example.org>
            Original-Rcpt-To: <bob@provider.example>
            Arrival-Date: Mon, 23 Nov 2026 09:00:00 +0000
            Source-IP: 192.0.2.1
            Reported-Domain: example.org
            --b
            Content-Type: message/rfc822

            Message-ID: <m1@example.org>

            Hi
            --b--
            """);

        var report = FeedbackReport.Read(message)!;

        Assert.Equal(("abuse", "ann@example.org", "bob@provider.example", "192.0.2.1", "example.org", "m1@example.org"), (report.FeedbackType, report.OriginalMailFrom, report.OriginalRecipients.Single(), report.SourceIp!.ToString(), report.ReportedDomains.Single(), report.Original!.MessageId));
    }

    [Fact]
    public void A_read_receipt_is_read()
    {
        using var message = Mail("""
            Content-Type: multipart/report; report-type=disposition-notification; boundary=b

            --b

            Read.
            --b
            Content-Type: message/disposition-notification

            Reporting-UA: pc.example.com; Mailer 1
            Final-Recipient: rfc822;bob@example.com
            Original-Message-ID: <m1@example.org>
            Disposition: manual-action/MDN-sent-manually; displayed/error,warning
            --b--
            """);

        var note = DispositionNotification.Read(message)!;

        Assert.Equal(("bob@example.com", "m1@example.org", true, "displayed"), (note.FinalRecipient, note.OriginalMessageId, note.IsManual, note.Disposition));
        Assert.Equal(["error", "warning"], note.Modifiers);
    }

    [Fact]
    public async Task Most_real_reports_name_who_failed()
    {
        if (Corpus.File("bounce/labels_flufl.tsv") is not { } labels)
        {
            return;
        }

        var lines = (await File.ReadAllLinesAsync(labels, TestContext.Current.CancellationToken))[1..];
        var good = 0;
        foreach (var parts in lines.Select(line => line.Split('\t')))
        {
            using var message = MimeMessage.Parse(await File.ReadAllBytesAsync(Corpus.File("bounce/flufl/" + parts[0])!, TestContext.Current.CancellationToken));
            var named = DeliveryReport.Read(message)?.Recipients.SelectMany(one => new[] { one.FinalRecipient, one.OriginalRecipient }).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
            good += parts[2].Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries).All(named.Contains) ? 1 : 0;
        }

        Corpus.Tell("bounce/flufl, recipients", good, lines.Length);
        Assert.InRange(good, lines.Length * 9 / 10, lines.Length);
    }

    private static MimeMessage Mail(string text) => MimeMessage.Parse(Encoding.UTF8.GetBytes(text));
}
