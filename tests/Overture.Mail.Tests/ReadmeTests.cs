using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Overture.Mail.Dkim;
using Overture.Mail.Imap;
using Overture.Mail.Mime;
using Overture.Mail.Reports;
using Overture.Mail.Smtp;
using Overture.Mail.Tests.World;
using Overture.Mail.Wire;
using Overture.World.PostOffice;

namespace Overture.Mail.Tests;

#pragma warning disable MA0040 // as a reader of the README would write them

/// <summary>The examples of the library's README, run as they stand there.</summary>
public class ReadmeTests
{
    [Fact]
    public async Task Every_example_stands_in_this_file()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "src", "Overture.Mail", "README.md"), TestContext.Current.CancellationToken);
        var here = Bare(await File.ReadAllTextAsync(Here(), TestContext.Current.CancellationToken));
        var examples = readme.Split("```csharp\n").Skip(1).Select(part => Bare(part[..part.IndexOf("```", StringComparison.Ordinal)])).ToList();

        Assert.Equal(10, examples.Count);
        Assert.All(examples, example => Assert.Contains(example, here, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_examples_run()
    {
        const string password = "secret";
        using var key = RSA.Create(2048);
        await using var post = SmtpPost.Start(new() { Certificate = Certificates.Good, Accounts = new Dictionary<string, string>(StringComparer.Ordinal) { ["ann@example.org"] = password } });
        var store = new MailStore().AddAccount("bob", password);
        await using var imapPost = ImapPost.Start(store, new() { Certificate = Certificates.Good, ImplicitTls = true });
        var server = new MailServer("localhost", post.Port, ConnectionSecurity.StartTls) { CertificateCheck = Trust.Root };
        var imapServer = new MailServer("localhost", imapPost.Port, ConnectionSecurity.ImplicitTls) { CertificateCheck = Trust.Root };
        var pdf = new byte[2_000];
        string[] recipients = ["bob@example.com", "eve@example.net"];
        var lines = new List<string>();

        var message = new NewMessage
        {
            From = new("Ann Größe", "ann@example.org"),
            To = [new("Bob", "bob@example.com")],
            Subject = "Grüße aus München",
            Date = TimeProvider.System.GetUtcNow(),
            MessageId = NewMessage.NewId(new(null, "ann@example.org"), RandomNumberGenerator.GetBytes(16)),
            Text = "Hello Bob,\n\nhow are you?",
            Html = "<p>Hello Bob,</p><p>how are you?</p>",
            Attachments = [new("Prices 2026.pdf", pdf, "application/pdf")],
        };
        var octets = message.ToBytes();

        var signer = new DkimSigner("example.org", "mail2026", key);
        byte[] signed = [.. signer.Sign(octets, TimeProvider.System.GetUtcNow()), .. octets];

        await using var smtp = await SmtpClient.ConnectAsync(server, new() { Credentials = new Credentials.Password("ann@example.org", password) });
        var result = await smtp.SendAsync(new("ann@example.org", "bob@example.com"), signed);
        var told = result switch
        {
            SmtpResult.Accepted accepted => $"accepted as {accepted.QueueId}",
            SmtpResult.Refused refused => $"refused {(refused.IsPermanent ? "for good" : "for now")} at {refused.Command}: {refused.Code} {refused.Text}",
            SmtpResult.NotSent notSent => $"not sent, safe to try again: {notSent.Text}",
            SmtpResult.Unknown unknown => $"nobody knows: {unknown.Text}",
            _ => throw new UnreachableException(),
        };

        var stopped = await smtp.SendAsync(new("ann@example.org", "bob@example.com"), signed, beforeData: async ct => await MayStillGoAsync(ct));

        await using var pool = new SmtpPool(server, new() { MostConnections = 3, MostMessages = 50, Smtp = new() { Credentials = new Credentials.Password("ann@example.org", password) } });
        var results = await Task.WhenAll(recipients.Select(to => pool.SendAsync(new("ann@example.org", to), signed)));

        using var stream = new MemoryStream(post.Mail[0].Octets.ToArray());
        using var read = await MimeMessage.LoadAsync(stream);
        var summary = $"{read.Subject} from {read.From[0]} on {read.Date:d}: {read.TextBody}";
        foreach (var file in read.Attachments)
        {
            await using var content = file.OpenContent();
            await content.CopyToAsync(Stream.Null);
        }

        var bounced = Encoding.ASCII.GetBytes("From: MAILER-DAEMON@example.org\nSubject: failure notice\n\n<gone@example.com>:\n550 5.1.1 no such user\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <m1@example.org>\n");
        using var bounce = MimeMessage.Parse(bounced);
        if (DeliveryReport.Read(bounce) is { } report)
        {
            var failed = report.Recipients.Where(one => one is { Action: DeliveryAction.Failed, Status.IsPermanent: true }).Select(one => $"{one.FinalRecipient}: {one.Status} {one.Status?.Meaning}");
            lines.AddRange(failed.Append($"about {report.Original?.MessageId}"));
        }

        store.Deliver("bob", post.Mail[0].Octets);
        await using var imap = await ImapClient.ConnectAsync(imapServer);
        await imap.SignInAsync(new Credentials.Password("bob", password));
        var inbox = await imap.ExamineAsync("INBOX");
        var found = await imap.SearchAsync(ImapSearch.Since(new(2026, 11, 1)).And(ImapSearch.Subject("Grüße")));
        await foreach (var one in imap.FetchAsync(found.Ids, new(ImapItems.Flags | ImapItems.Envelope, ImapSection.Fields("References"))))
        {
            lines.Add($"{inbox.UidValidity}/{one.Uid} {one.Envelope!.Subject?.Text}");
        }

        using var canceling = new CancellationTokenSource();
        var until = canceling.Token;
        var delivering = DeliverWhileIdleAsync(store, imapPost, post.Mail[0].Octets, canceling);
        await foreach (var news in imap.IdleAsync(until))
        {
            if (news is ImapUntagged.Exists exists)
            {
                lines.Add($"now {exists.Count} messages");
            }
        }

        await delivering;
        var sent = (await imap.ListAsync("*")).First(folder => folder.SpecialUse is ImapSpecialUse.Sent);
        var appended = await imap.AppendAsync(sent.Name, signed, [ImapFlag.Seen]);
        await imap.SelectAsync("INBOX");
        await imap.MoveAsync(found.Ids, "Archive");

        Assert.StartsWith("accepted as ", told, StringComparison.Ordinal);
        Assert.Equal(SmtpObstacle.Stopped, Assert.IsType<SmtpResult.NotSent>(stopped).Why);
        Assert.All(results, one => Assert.IsType<SmtpResult.Accepted>(one));
        Assert.StartsWith("Grüße aus München from Ann Größe <ann@example.org> on ", summary, StringComparison.Ordinal);
        Assert.EndsWith("how are you?", summary, StringComparison.Ordinal);
        Assert.Equal(["gone@example.com: 5.1.1 Bad destination mailbox address", "about m1@example.org", $"{inbox.UidValidity}/1 Grüße aus München", "now 2 messages"], lines);
        Assert.NotNull(appended);
        Assert.Equal(3, post.Mail.Count);
    }

    private static ValueTask<bool> MayStillGoAsync(CancellationToken ct) => new(ct.IsCancellationRequested);

    private static async Task DeliverWhileIdleAsync(MailStore store, ImapPost post, ReadOnlyMemory<byte> octets, CancellationTokenSource canceling)
    {
        while (!post.Commands.Any(command => command.Contains("IDLE", StringComparison.Ordinal)))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        store.Deliver("bob", octets);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await canceling.CancelAsync();
    }

    /// <summary>The lines without what stands before and after them.</summary>
    private static string Bare(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim())).Trim('\n');

    private static string Here([CallerFilePath] string path = "") => path;
}
