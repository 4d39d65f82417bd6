using System.Text;
using Overture.Mail.Smtp;
using Overture.Mail.Tests.World;

namespace Overture.Mail.Tests.Smtp;

/// <summary>What real servers said, read to the last octet.</summary>
public class SmtpCorpusTests
{
    [Fact]
    public async Task Every_recorded_reply_is_read_whole()
    {
        List<string> wrong = [];
        foreach (var file in Corpus.Files("smtp"))
        {
            var octets = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            var replies = await ReadAsync(octets);
            var said = Encoding.UTF8.GetString(octets).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(l => l[4..]);
            if (!replies.SelectMany(r => r.Lines).SequenceEqual(said, StringComparer.Ordinal))
            {
                wrong.Add(Path.GetFileName(file));
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("auth-failed", "535 - - P")]
    [InlineData("auth-required", "530 5.7.0 - P")]
    [InlineData("auth-successful", "235 - - ok")]
    [InlineData("auth-too-weak", "534 - - P")]
    [InlineData("bad-command-sequence", "503 - - P")]
    [InlineData("comcast-auth-login-username", "334 - - more")]
    [InlineData("comcast-auth-plain", "235 2.7.0 - ok")]
    [InlineData("comcast-data-done", "250 2.0.0 1Yat1n00V1sBWGw3SYaubg ok")]
    [InlineData("comcast-data", "354 - - more")]
    [InlineData("comcast-greeting", "220 - - ok")]
    [InlineData("comcast-mail-from", "250 2.1.0 - ok")]
    [InlineData("comcast-quit", "221 2.0.0 - ok")]
    [InlineData("comcast-rcpt-to", "250 2.1.5 - ok")]
    [InlineData("ehlo-failed", "504 - - P")]
    [InlineData("greeting-not-ready", "221 - - ok")]
    [InlineData("mailbox-unavailable", "550 5.1.0 - P")]
    [InlineData("pipelined-mail-from-rcpt-to", "250 2.1.0 - ok, 250 2.1.5 - ok")]
    [InlineData("pipelined-mailbox-unavailable", "250 2.1.0 - ok, 550 5.1.0 - P")]
    [InlineData("rfc0821-vrfy", "250 - - ok")]
    public async Task A_recorded_reply_says(string name, string expected)
    {
        if (Corpus.File($"smtp/{name}.txt") is not { } path)
        {
            return;
        }

        var replies = await ReadAsync(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));

        Assert.Equal(expected, string.Join(", ", replies.Select(r =>
            $"{r.Code} {r.Enhanced?.ToString() ?? "-"} {QueueId.Find(r.Text) ?? "-"} {(r.IsPermanent ? "P" : r.IsTransient ? "T" : r.IsIntermediate ? "more" : "ok")}")));
    }

    [Theory]
    [InlineData("comcast-ehlo", "LOGIN PLAIN", "8BITMIME AUTH ENHANCEDSTATUSCODES HELP SIZE STARTTLS")]
    [InlineData("comcast-ehlo+binarymime", "LOGIN PLAIN", "8BITMIME AUTH BINARYMIME CHUNKING ENHANCEDSTATUSCODES HELP SIZE STARTTLS")]
    [InlineData("comcast-ehlo+digest-md5", "LOGIN PLAIN DIGEST-MD5", "8BITMIME AUTH ENHANCEDSTATUSCODES HELP SIZE STARTTLS")]
    [InlineData("comcast-ehlo+dsn", "LOGIN PLAIN", "8BITMIME AUTH DSN ENHANCEDSTATUSCODES HELP PIPELINING SIZE STARTTLS")]
    [InlineData("comcast-ehlo+pipelining", "LOGIN PLAIN", "8BITMIME AUTH ENHANCEDSTATUSCODES HELP PIPELINING SIZE STARTTLS")]
    [InlineData("comcast-ehlo+requiretls", "LOGIN PLAIN", "8BITMIME AUTH ENHANCEDSTATUSCODES HELP REQUIRETLS SIZE STARTTLS")]
    [InlineData("comcast-ehlo+smtputf8", "LOGIN PLAIN", "8BITMIME AUTH ENHANCEDSTATUSCODES HELP SIZE SMTPUTF8 STARTTLS")]
    [InlineData("comcast-ehlo+x-exps", "", "8BITMIME ENHANCEDSTATUSCODES HELP SIZE STARTTLS X-EXPS")]
    public async Task A_recorded_server_offers(string name, string auth, string keywords)
    {
        if (Corpus.File($"smtp/{name}.txt") is not { } path)
        {
            return;
        }

        var offered = SmtpExtensions.Read(Assert.Single(await ReadAsync(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken))));

        Assert.Equal((auth, keywords), (string.Join(' ', offered.Auth), string.Join(' ', offered.Keywords.Order(StringComparer.Ordinal))));
        Assert.Equal(("omta06.westchester.pa.mail.comcast.net", 36_700_160L, true), (offered.Domain, offered.Size, offered.StartTls));
    }

    private static Task<List<SmtpReply>> ReadAsync(byte[] octets) => SmtpReplyTests.ReadAsync(octets);
}
