using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Overture.Mail.Dkim;
using Overture.Mail.Imap;
using Overture.Mail.Mime;
using Overture.Mail.Smtp;
using Overture.Mail.Tests.Smtp;
using Overture.Mail.Tests.World;
using Overture.Mail.Wire;

namespace Overture.Mail.Tests;

/// <summary>The whole way of a message: written here, signed, taken by Postfix, delivered into Dovecot, found and read here.</summary>
public class PostTests(DovecotServer dovecot)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_written_here_is_delivered_by_postfix_into_dovecot_and_read_back_equal()
    {
        const string user = "ann@inbox.example";
        using var key = RSA.Create(2048);
        await using var postfix = await RelayServer.StartAsync("postfix.sh", 2, (await dovecot.LmtpPortAsync()).ToString(CultureInfo.InvariantCulture));
        var message = Message(user);
        var octets = message.ToBytes();
        byte[] signed = [.. new DkimSigner("example.org", "sel", key).Sign(octets, message.Date), .. octets];

        Assert.IsType<SmtpResult.Accepted>(await SendAsync(postfix, user, signed));
        await using var imap = await dovecot.SignInAsync(user);
        var received = await ReceivedAsync(imap, message.MessageId);
        using var read = MimeMessage.Parse(received);
        var verified = await new DkimVerifier((_, _) => Task.FromResult<IReadOnlyList<string>>([$"v=DKIM1; p={Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}"])).VerifyAsync(received, Ct);

        Assert.EndsWith(Encoding.UTF8.GetString(signed), Encoding.UTF8.GetString(received), StringComparison.Ordinal);
        Assert.Equal(DkimVerdict.Pass, Assert.Single(verified).Verdict);
        Assert.Equal((message.Subject, message.From, message.MessageId, message.Date), (read.Subject, Assert.Single(read.From), read.MessageId, read.Date));
        Assert.Equal((message.Text!.ReplaceLineEndings("\r\n"), message.Html), (read.TextBody, read.HtmlBody));
        Assert.Equal(message.Attachments[0].FileName, Assert.Single(read.Attachments).FileName);
        Assert.Equal(message.Attachments[0].Content.ToArray(), read.Attachments.Single().ReadContent());
        Assert.Empty((await imap.SearchAsync(ImapSearch.Seen, Ct)).Ids);
    }

    private static async Task<SmtpResult> SendAsync(RelayServer postfix, string user, byte[] signed)
    {
        var options = new SmtpOptions { Credentials = new Credentials.Password("me@example.org", "secret") };
        await using var client = await SmtpClient.ConnectAsync(Posts.Secure(postfix.Server.Ports[0], ConnectionSecurity.StartTls), options, Ct);
        var result = await client.SendAsync(new("me@example.org", user), signed, ct: Ct);
        await client.QuitAsync(Ct);
        return result;
    }

    /// <summary>Waits for it as a reader does.</summary>
    private static async Task<byte[]> ReceivedAsync(ImapClient imap, string id)
    {
        await imap.ExamineAsync("INBOX", Ct);
        for (var looks = 0; ; looks++)
        {
            Assert.True(looks < 600, "It was not delivered.");
            var found = await imap.SearchAsync(ImapSearch.Header("Message-ID", id), Ct);
            if (!found.Ids.IsEmpty)
            {
                using var into = new MemoryStream();
                await imap.FetchAsync(found.Ids.First(), ImapSection.Whole, into, Ct);
                return into.ToArray();
            }

            await Task.Delay(50, Ct);
            await imap.NoopAsync(Ct);
        }
    }

    private static NewMessage Message(string user) => new()
    {
        From = new("Ann Größe", "ann@example.org"),
        To = [new("Bob, Lee", user)],
        Subject = "Grüße aus München, und noch viel mehr Worte, damit die Zeile gefaltet werden muss 👋",
        Date = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1)),
        MessageId = NewMessage.NewId(new(null, "ann@example.org"), RandomNumberGenerator.GetBytes(16)),
        Text = "Hello\n.\n..two dots\nFrom here   \n日本語\n",
        Html = "<p>Hello 日本語</p>",
        Attachments = [new("größe €.pdf", RandomNumberGenerator.GetBytes(50_000), "application/pdf")],
        ListUnsubscribe = [new("https://example.org/u/abc")],
        OneClick = true,
    };
}
