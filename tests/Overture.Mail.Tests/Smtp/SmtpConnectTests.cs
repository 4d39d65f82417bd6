using System.Collections.Concurrent;
using System.Text;
using Overture.Mail.Smtp;
using Overture.Mail.Wire;
using Overture.World.PostOffice;
using static Overture.Mail.Tests.Smtp.Posts;

namespace Overture.Mail.Tests.Smtp;

public class SmtpConnectTests
{
    private const string Secret = "hunter2-Ü";
    private static readonly Credentials.Password Me = new("me", Secret);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ConnectionSecurity.ImplicitTls, "PLAIN")]
    [InlineData(ConnectionSecurity.StartTls, "PLAIN")]
    [InlineData(ConnectionSecurity.StartTls, "LOGIN")]
    [InlineData(ConnectionSecurity.StartTls, "CRAM-MD5")]
    [InlineData(ConnectionSecurity.StartTls, "XOAUTH2")]
    [InlineData(ConnectionSecurity.StartTls, "OAUTHBEARER")]
    public async Task Who_signs_in_under_tls_sends(ConnectionSecurity security, string mechanism)
    {
        await using var post = Guarded(security, mechanism);
        await using var client = await SmtpClient.ConnectAsync(Secure(post.Port, security), new() { Credentials = Who(mechanism) }, Ct);

        var result = await client.SendAsync(ToAnn, Hello, ct: Ct);

        Assert.IsType<SmtpResult.Accepted>(result);
        Assert.Equal(("me", true, mechanism), (post.Mail[0].User, post.Mail[0].IsProtected, post.Heard.Single(l => l.StartsWith("AUTH", StringComparison.Ordinal)).Split(' ')[1]));
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("CRAM-MD5")]
    [InlineData("XOAUTH2")]
    [InlineData("OAUTHBEARER")]
    public async Task A_wrong_secret_is_refused_by_code_and_shown_nowhere(string mechanism)
    {
        var lines = new ConcurrentQueue<string>();
        await using var post = Guarded(ConnectionSecurity.StartTls, mechanism, new Dictionary<string, string>(StringComparer.Ordinal) { ["me"] = "another" });
        var server = Secure(post.Port, ConnectionSecurity.StartTls) with { Trace = line => lines.Enqueue(line.Text) };

        var e = await Assert.ThrowsAsync<MailException>(() => SmtpClient.ConnectAsync(server, new() { Credentials = Who(mechanism) }, Ct));

        Assert.Equal((MailFailure.Refused, SmtpCommand.Auth, 535, "5.7.8"), (e.Failure, e.SmtpCommand, e.SmtpReply?.Code, e.SmtpReply?.Enhanced.ToString()));
        Assert.Contains(lines, l => l.Contains("***", StringComparison.Ordinal));
        AssertHidden(e + string.Concat(lines));
    }

    [Fact]
    public async Task A_server_that_echoes_the_secret_does_not_make_it_known()
    {
        var lines = new ConcurrentQueue<string>();
        var echo = $"535 5.7.8 Bad password {Secret} {Base64(Secret)} {Base64("\0me\0" + Secret)}";
        await using var post = SmtpPost.Start(new() { Accounts = Accounts, Mechanisms = ["PLAIN"], Behaviour = Saying("AUTH", Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(echo))) });

        var e = await Assert.ThrowsAsync<MailException>(() => SmtpClient.ConnectAsync(post.Clear() with { Trace = line => lines.Enqueue(line.Text) }, new() { Credentials = Me }, Ct));

        Assert.Contains("Bad password *** *** ***", e.Message, StringComparison.Ordinal);
        AssertHidden(e + e.SmtpReply!.ToString() + string.Concat(lines));
    }

    [Fact]
    public async Task A_token_too_long_for_a_command_goes_after_it()
    {
        var token = new string('t', 3000);
        await using var post = SmtpPost.Start(new() { Accounts = new Dictionary<string, string>(StringComparer.Ordinal) { ["me"] = token } });

        await using var client = await post.ConnectAsync(new() { Credentials = new Credentials.AccessToken("me", token) });

        Assert.Contains("AUTH OAUTHBEARER", post.Heard);
    }

    [Fact]
    public async Task Credentials_never_go_in_the_clear_unasked()
    {
        await using var post = SmtpPost.Start(new() { Accounts = Accounts });

        var e = await Assert.ThrowsAsync<MailException>(() => SmtpClient.ConnectAsync(post.Clear() with { AllowsCredentialsInClear = false }, new() { Credentials = Me }, Ct));

        Assert.Equal(MailFailure.Unprotected, e.Failure);
        Assert.Equal(0, post.Connections);
    }

    [Fact]
    public async Task A_server_that_hides_starttls_is_left()
    {
        await using var post = SmtpPost.Start(new() { Accounts = Accounts, StartTls = false });

        var e = await Assert.ThrowsAsync<MailException>(() => SmtpClient.ConnectAsync(Secure(post.Port, ConnectionSecurity.StartTls), new() { Credentials = Me }, Ct));

        Assert.Equal(MailFailure.NotOffered, e.Failure);
        Assert.DoesNotContain(post.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_put_into_the_clear_before_tls_is_discarded()
    {
        await using var post = SmtpPost.Start(new() { Behaviour = Saying("STARTTLS", "220 go ahead\r\n250-evil.example\r\n250 AUTH PLAIN") });
        try
        {
            await using var client = await SmtpClient.ConnectAsync(Secure(post.Port, ConnectionSecurity.StartTls), null, Ct);
            Assert.Equal("localhost", client.Extensions.Domain);
        }
        catch (MailException e)
        {
            Assert.Equal(MailFailure.Tls, e.Failure); // where the two came in two packets
        }

        Assert.DoesNotContain("MAIL", string.Concat(post.Heard), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expired", ConnectionSecurity.StartTls)]
    [InlineData("elsewhere", ConnectionSecurity.ImplicitTls)]
    [InlineData("unknown", ConnectionSecurity.StartTls)]
    public async Task A_wrong_certificate_ends_it_before_a_secret_is_said(string which, ConnectionSecurity security)
    {
        var certificate = which == "expired" ? Certificates.Expired : which == "elsewhere" ? Certificates.WrongHost : Certificates.Good;
        await using var post = SmtpPost.Start(new() { Accounts = Accounts, Certificate = certificate, ImplicitTls = security is ConnectionSecurity.ImplicitTls });
        var server = Secure(post.Port, security);

        var e = await Assert.ThrowsAsync<MailException>(() => SmtpClient.ConnectAsync(which == "unknown" ? server with { CertificateCheck = null } : server, new() { Credentials = Me }, Ct));

        Assert.Equal(MailFailure.Tls, e.Failure);
        Assert.DoesNotContain(post.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SmtpPost.Connect, "554 5.7.1 Go away", SmtpCommand.Connect)]
    [InlineData(SmtpPost.Connect, "421 4.3.2 Too many", SmtpCommand.Connect)]
    [InlineData("EHLO", "421 4.3.2 Too many", SmtpCommand.Hello)]
    [InlineData("STARTTLS", "454 4.7.0 TLS not available", SmtpCommand.StartTls)]
    public async Task A_server_that_says_no_at_the_door_is_told_by_its_reply(string at, string reply, SmtpCommand command)
    {
        await using var post = SmtpPost.Start(new() { Behaviour = Saying(at, reply) });

        var e = await Assert.ThrowsAsync<MailException>(() => SmtpClient.ConnectAsync(Secure(post.Port, ConnectionSecurity.StartTls), null, Ct));

        Assert.Equal((MailFailure.Refused, command, reply), (e.Failure, e.SmtpCommand, e.SmtpReply?.ToString()));
    }

    [Theory]
    [InlineData("\0\u0001\u00ff\u00fe garbage")]
    [InlineData("")]
    [InlineData("+OK POP3 ready")]
    [InlineData("221 not ready")]
    [InlineData("999 no such code")]
    public async Task Who_does_not_speak_smtp_is_left(string greeting)
    {
        await using var post = SmtpPost.Start(new() { Behaviour = Saying(SmtpPost.Connect, greeting) });

        var e = await Assert.ThrowsAsync<MailException>(() => post.ConnectAsync());

        Assert.Equal(MailFailure.Malformed, e.Failure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_flood_of_a_reply_is_not_read_to_its_end(bool endless)
    {
        await using var post = SmtpPost.Start(new() { Behaviour = endless ? new() { EndlessAt = "EHLO" } : Saying("EHLO", "250 " + new string('x', 10_000_000)) });
        ClientStream? wire = null;
        var server = post.Clear() with { Connect = async (host, port, ct) => wire = await ClientStream.ConnectAsync(host, port, ct) };

        var e = await Assert.ThrowsAsync<MailException>(() => SmtpClient.ConnectAsync(server, null, Ct));

        Assert.Equal(MailFailure.Malformed, e.Failure);
        Assert.InRange(wire!.Heard, 1, 200_000);
    }

    [Fact]
    public async Task A_server_that_drips_gets_no_more_than_its_time()
    {
        await using var post = SmtpPost.Start(new() { Behaviour = new() { Fault = new(Drip: TimeSpan.FromMilliseconds(500)) } });
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();

        var e = await Assert.ThrowsAsync<MailException>(() => post.ConnectAsync(new() { GreetingTime = TimeSpan.FromSeconds(1) }));

        Assert.Equal(MailFailure.TimedOut, e.Failure);
        Assert.InRange(clock.GetElapsedTime(began).TotalSeconds, 0.9, 10);
    }

    [Theory]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task Silence_before_the_message_is_not_sent(string at)
    {
        await using var post = Start(new() { SilentAt = at });
        var soon = TimeSpan.FromMilliseconds(200);
        await using var client = await post.ConnectAsync(new() { MailTime = soon, RcptTime = soon, DataTime = soon });

        var result = await client.SendAsync(ToAnn, Hello, ct: Ct);

        Assert.Equal(SmtpObstacle.TimedOut, Assert.IsType<SmtpResult.NotSent>(result).Why);
    }

    [Fact]
    public async Task Silence_after_the_message_is_unknown()
    {
        await using var post = Start(new() { SilentAt = "." });
        await using var client = await post.ConnectAsync(new() { MessageTime = TimeSpan.FromMilliseconds(200) });

        var result = await client.SendAsync(ToAnn, Hello, ct: Ct);

        Assert.Equal(MailFailure.TimedOut, Assert.IsType<SmtpResult.Unknown>(result).Why);
    }

    [Fact]
    public async Task Nobody_at_a_port_is_unreachable()
    {
        int port;
        await using (var post = Start())
        {
            port = post.Port;
        }

        var e = await Assert.ThrowsAsync<MailException>(() => SmtpClient.ConnectAsync(At(port), null, Ct));

        Assert.Equal(MailFailure.Unreachable, e.Failure);
    }

    [Fact]
    public async Task A_line_in_the_local_name_is_refused()
    {
        await using var post = Start();

        await Assert.ThrowsAsync<ArgumentException>(() => post.ConnectAsync(new() { LocalName = "a\r\nQUIT" }));
    }

    private static Dictionary<string, string> Accounts => new(StringComparer.Ordinal) { ["me"] = Secret };

    private static SmtpPost Guarded(ConnectionSecurity security, string mechanism, Dictionary<string, string>? accounts = null) => SmtpPost.Start(new()
    {
        ImplicitTls = security is ConnectionSecurity.ImplicitTls,
        Accounts = accounts ?? Accounts,
        Mechanisms = [mechanism],
        RequiresAuth = true,
    });

    private static Credentials Who(string mechanism) => mechanism.Contains("OAUTH", StringComparison.Ordinal) ? new Credentials.AccessToken("me", Secret) : Me;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static void AssertHidden(string shown)
    {
        foreach (var secret in new[] { Secret, "hunter2", Base64(Secret), Base64("\0me\0" + Secret), Base64($"user=me\u0001auth=Bearer {Secret}\u0001\u0001") })
        {
            Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
        }
    }
}
