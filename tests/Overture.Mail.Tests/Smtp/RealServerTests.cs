using System.Text;
using Overture.Mail.Smtp;
using Overture.Mail.Tests.World;
using Overture.Mail.Wire;
using static Overture.Mail.Tests.Smtp.Posts;

namespace Overture.Mail.Tests.Smtp;

/// <summary>Postfix and Exim as Debian has them.</summary>
public class RealServerTests(RealServers servers)
{
    private static readonly Credentials.Password Me = new("me@example.org", "secret");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("postfix", ConnectionSecurity.StartTls, false)]
    [InlineData("postfix", ConnectionSecurity.ImplicitTls, true)]
    [InlineData("exim", ConnectionSecurity.StartTls, false)]
    [InlineData("exim", ConnectionSecurity.StartTls, true)]
    public async Task What_is_handed_over_is_handed_on_equal(string which, ConnectionSecurity security, bool chunking)
    {
        var relay = await RelayAsync(which);
        await using var client = await SignInAsync(which, security, chunking);
        var word = $"word-{which}-{security}-{chunking}";
        var message = Mail(word, "..\r\n.\r\n.x\r\nGrüße\r\n" + string.Concat(Enumerable.Repeat("0123456789abcdef\r\n", 4000)));

        var accepted = Assert.IsType<SmtpResult.Accepted>(await client.SendAsync(new("me@example.org", "ann@sink.example", "bob@sink.example"), message));
        var mail = await relay.HandedOnAsync(word);

        Assert.NotNull(accepted.QueueId);
        Assert.EndsWith(message, Encoding.UTF8.GetString(mail.Octets.Span), StringComparison.Ordinal);
        Assert.Contains($"id {accepted.QueueId}", Encoding.UTF8.GetString(mail.Octets.Span), StringComparison.Ordinal);
        Assert.Equal(which == "postfix", mail.MailParameters.Contains("BODY=8BITMIME", StringComparison.Ordinal)); // Exim hands on without it
    }

    [Theory]
    [InlineData("postfix", "5.1.1", "4.2.0")]
    [InlineData("exim", "5.1.1", "4.2.0")]
    public async Task Who_is_unknown_or_deferred_is_told_apart_and_leaves_the_others(string which, string unknown, string deferred)
    {
        var relay = await RelayAsync(which);
        await using var client = await SignInAsync(which, ConnectionSecurity.StartTls, false);
        var word = "partial-" + which;

        var result = await client.SendAsync(new("me@example.org", "nobody@sink.example", "later@sink.example", "ann@sink.example"), Mail(word, "x\r\n"));
        var mail = await relay.HandedOnAsync(word);

        Assert.IsType<SmtpResult.Accepted>(result);
        Assert.Equal([(550, true, unknown), (which == "exim" ? 451 : 450, false, deferred)], result.RefusedRecipients.Select(r => (r.Reply.Code, r.Reply.IsPermanent, r.Reply.Enhanced.ToString())));
        Assert.Equal(["ann@sink.example"], mail.To);
    }

    [Theory]
    [InlineData("postfix")]
    [InlineData("exim")]
    public async Task A_message_too_large_is_refused_however_late(string which)
    {
        await using var client = await SignInAsync(which, ConnectionSecurity.StartTls, false);
        var large = Encoding.ASCII.GetBytes(Mail("large", string.Concat(Enumerable.Repeat("0123456789abcdef\r\n", 20_000))));

        var measured = await client.SendAsync(new("me@example.org", "ann@sink.example"), large, ct: Ct);
        var told = await client.SendAsync(new("me@example.org", "ann@sink.example") { Length = 150_000 }, new OneWay(large), ct: Ct);

        Assert.Equal(200_000, client.Extensions.Size);
        Assert.Equal(SmtpObstacle.TooLarge, Assert.IsType<SmtpResult.NotSent>(measured).Why);
        Assert.Equal((552, SmtpCommand.Message), told is SmtpResult.Refused r ? (r.Code, r.Command) : (0, default));
    }

    [Theory]
    [InlineData("postfix")]
    [InlineData("exim")]
    public async Task A_wrong_password_is_refused(string which)
    {
        var relay = await RelayAsync(which);

        var e = await Assert.ThrowsAsync<MailException>(() => SmtpClient.ConnectAsync(Secure(relay.Server.Ports[0], ConnectionSecurity.StartTls), new() { Credentials = Me with { Secret = "wrong" } }, Ct));

        Assert.Equal((MailFailure.Refused, 535), (e.Failure, e.SmtpReply?.Code));
    }

    [Fact]
    public async Task An_address_beyond_ascii_goes_on_by_smtputf8()
    {
        var relay = await servers.Postfix;
        await using var client = await SignInAsync("postfix", ConnectionSecurity.StartTls, false);

        var result = await client.SendAsync(new("me@example.org", "jürgen@sink.example"), Mail("utf8-word", "x\r\n"));
        var mail = await relay.HandedOnAsync("utf8-word");

        Assert.IsType<SmtpResult.Accepted>(result);
        Assert.Equal(["jürgen@sink.example"], mail.To);
        Assert.Contains("SMTPUTF8", mail.MailParameters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_messages_go_over_one_connection()
    {
        var relay = await servers.Postfix;
        await using var client = await SignInAsync("postfix", ConnectionSecurity.StartTls, false);

        for (var i = 0; i < 20; i++)
        {
            Assert.IsType<SmtpResult.Accepted>(await client.SendAsync(new("me@example.org", "ann@sink.example"), Mail($"many-{i}-", "x\r\n")));
        }

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => relay.HandedOnAsync($"many-{i}-")));
    }

    private static string Mail(string word, string body) =>
        $"From: me@example.org\r\nTo: ann@sink.example\r\nSubject: {word}\r\nDate: Mon, 23 Nov 2026 12:00:00 +0000\r\nMessage-ID: <{word}@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}";

    private Task<RelayServer> RelayAsync(string which) => which == "postfix" ? servers.Postfix : servers.Exim;

    private async Task<SmtpClient> SignInAsync(string which, ConnectionSecurity security, bool chunking)
    {
        var relay = await RelayAsync(which);
        var server = Secure(relay.Server.Ports[security is ConnectionSecurity.ImplicitTls ? 1 : 0], security);
        return await SmtpClient.ConnectAsync(server, new() { Credentials = which == "exim" ? new Credentials.Password("me", "secret") : Me, PrefersChunking = chunking }, Ct);
    }

    private sealed class OneWay(byte[] octets) : MemoryStream(octets)
    {
        public override bool CanSeek => false;
    }
}
