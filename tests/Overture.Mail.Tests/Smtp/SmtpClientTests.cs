using System.Net;
using System.Net.Sockets;
using System.Text;
using Overture.Mail.Reports;
using Overture.Mail.Smtp;
using Overture.Mail.Wire;
using Overture.World.PostOffice;
using static Overture.Mail.Tests.Smtp.Posts;

namespace Overture.Mail.Tests.Smtp;

public class SmtpClientTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_taken_as_it_was_given()
    {
        await using var post = Start();
        await using var client = await post.ConnectAsync();

        var result = await client.SendAsync(new("me@example.org", "ann@example.org", "bob@example.org"), Hello, ct: Ct);

        var accepted = Assert.IsType<SmtpResult.Accepted>(result);
        var mail = Assert.Single(post.Mail);
        Assert.Equal((250, "2.0.0", mail.QueueId), (accepted.Code, accepted.Enhanced.ToString(), accepted.QueueId));
        Assert.Equal(("me@example.org", "ann@example.org bob@example.org", "SIZE=26"), (mail.From, string.Join(' ', mail.To), mail.MailParameters));
        Assert.Equal(Hello.ToArray(), mail.Octets.ToArray());
    }

    [Theory]
    [InlineData(".\r\n..\r\n...x\r\n.", ".\r\n..\r\n...x\r\n.\r\n")]
    [InlineData("a\n.\nb\r.\rc\r\n.\r\nd", "a\r\n.\r\nb\r\n.\r\nc\r\n.\r\nd\r\n")]
    [InlineData("a\r\r\n.\n\r.\r\n", "a\r\n\r\n.\r\n\r\n.\r\n")]
    [InlineData("", "")]
    public async Task No_line_of_a_message_ends_it_and_bare_ends_become_whole(string given, string taken)
    {
        foreach (var chunking in new[] { false, true })
        {
            await using var post = Start();
            await using var client = await post.ConnectAsync(new() { PrefersChunking = chunking });

            var results = new[] { await client.SendAsync(ToAnn, given), await client.SendAsync(ToAnn, given) };

            Assert.All(results, result => Assert.IsType<SmtpResult.Accepted>(result));
            Assert.Equal([taken, taken], post.Mail.Select(m => Encoding.UTF8.GetString(m.Octets.Span)));
            Assert.All(post.Mail, m => Assert.Equal(chunking, m.IsChunked));
        }
    }

    [Fact]
    public async Task A_large_message_arrives_equal_in_blocks_and_chunks()
    {
        var message = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{(i % 3 == 0 ? "." : "")}line {i} with ü\r\n")));
        foreach (var chunking in new[] { false, true })
        {
            await using var post = Start();
            await using var client = await post.ConnectAsync(new() { PrefersChunking = chunking });

            var result = await client.SendAsync(ToAnn, new OneWay(message), ct: Ct);

            Assert.IsType<SmtpResult.Accepted>(result);
            Assert.True(message.AsSpan().SequenceEqual(Assert.Single(post.Mail).Octets.Span));
        }
    }

    [Fact]
    public async Task A_refused_recipient_leaves_the_others()
    {
        await using var post = Start(Saying("RCPT TO:<bob@", "550-5.1.1 No\r\n550 5.1.1 such user"));
        await using var client = await post.ConnectAsync();

        var result = await client.SendAsync(new("me@example.org", "ann@example.org", "bob@example.org"), Hello, ct: Ct);

        var refused = Assert.Single(Assert.IsType<SmtpResult.Accepted>(result).RefusedRecipients);
        Assert.Equal(("bob@example.org", "5.1.1 No\n5.1.1 such user", new EnhancedStatusCode(5, 1, 1)), (refused.Recipient.Address, refused.Reply.Text, refused.Reply.Enhanced));
        Assert.Equal(["ann@example.org"], Assert.Single(post.Mail).To);
    }

    [Fact]
    public async Task All_recipients_refused_is_refused_for_now_if_one_may_pass_later()
    {
        await using var post = Start(new()
        {
            Replies = new Dictionary<string, string>(StringComparer.Ordinal) { ["RCPT TO:<ann@"] = "550 5.1.1 No", ["RCPT TO:<bob@"] = "450 4.2.0 Later" },
        });
        await using var client = await post.ConnectAsync();

        var result = Assert.IsType<SmtpResult.Refused>(await client.SendAsync(new("me@example.org", "ann@example.org", "bob@example.org"), Hello, ct: Ct));

        Assert.Equal((SmtpCommand.Rcpt, 450, false, 2), (result.Command, result.Code, result.IsPermanent, result.RefusedRecipients.Count));
        Assert.Contains("RSET", post.Heard);
        Assert.IsType<SmtpResult.Accepted>(await client.SendAsync(new("me@example.org", "eve@example.org"), Hello, ct: Ct));
    }

    [Theory]
    [InlineData("MAIL", "451 4.3.0 Later", SmtpCommand.Mail, false)]
    [InlineData("MAIL", "550 5.7.1 Never", SmtpCommand.Mail, true)]
    [InlineData("DATA", "554 5.5.1 No", SmtpCommand.Data, true)]
    [InlineData(".", "452 4.3.1 Full", SmtpCommand.Message, false)]
    [InlineData(".", "554 5.7.1 Spam", SmtpCommand.Message, true)]
    [InlineData("MAIL", "421 4.3.2 Bye", SmtpCommand.Mail, false)]
    [InlineData("RCPT", "421 4.3.2 Bye", SmtpCommand.Rcpt, false)]
    [InlineData("DATA", "421 4.3.2 Bye", SmtpCommand.Data, false)]
    [InlineData(".", "421 4.3.2 Bye", SmtpCommand.Message, false)]
    public async Task A_refusal_tells_where_and_for_how_long_and_only_421_ends_the_connection(string at, string reply, SmtpCommand command, bool isPermanent)
    {
        await using var post = Start(Saying(at, reply));
        await using var client = await post.ConnectAsync();

        var result = Assert.IsType<SmtpResult.Refused>(await client.SendAsync(ToAnn, Hello, ct: Ct));

        Assert.Equal((command, isPermanent, reply), (result.Command, result.IsPermanent, result.Reply.ToString()));
        Assert.Equal(result.Code != 421, client.IsUsable);
        Assert.Empty(post.Mail);
        post.Behaviour = new();
        var next = await client.SendAsync(ToAnn, Hello, ct: Ct);
        Assert.Equal(result.Code != 421, next is SmtpResult.Accepted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_hook_stands_between_the_last_recipient_and_the_message(bool chunking)
    {
        await using var post = Start();
        await using var client = await post.ConnectAsync(new() { PrefersChunking = chunking });
        string[] heard = [];

        var result = await client.SendAsync(ToAnn, Hello, _ =>
        {
            heard = [.. post.Heard];
            return new(false);
        }, Ct);

        Assert.Equal(SmtpObstacle.Stopped, Assert.IsType<SmtpResult.NotSent>(result).Why);
        Assert.StartsWith("RCPT", heard[^1], StringComparison.Ordinal);
        Assert.Equal("RSET", post.Heard[^1]);
        Assert.IsType<SmtpResult.Accepted>(await client.SendAsync(ToAnn, Hello, _ => new(true), Ct));
    }

    [Fact]
    public async Task What_the_hook_throws_goes_through_and_ends_the_connection()
    {
        await using var post = Start();
        await using var client = await post.ConnectAsync();

        await Assert.ThrowsAsync<MailException>(() => client.SendAsync(ToAnn, Hello, _ => throw new MailException(MailFailure.Lost, "the caller's own"), Ct));

        Assert.False(client.IsUsable);
        Assert.Empty(post.Mail);
    }

    [Fact]
    public async Task Canceled_before_the_end_it_is_certain_that_nothing_went()
    {
        await using var post = Start();
        await using var client = await post.ConnectAsync();
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(ToAnn, Hello, async _ =>
        {
            await cancel.CancelAsync();
            return true;
        }, cancel.Token));

        Assert.False(client.IsUsable);
        Assert.DoesNotContain("DATA", post.Heard);
    }

    [Fact]
    public async Task Canceled_after_the_end_the_reply_is_still_awaited()
    {
        await using var post = Start();
        await using var client = await post.ConnectAsync();
        using var cancel = new CancellationTokenSource();
        post.Took = _ => cancel.Cancel();

        var result = await client.SendAsync(ToAnn, Hello, null, cancel.Token);

        Assert.True(cancel.IsCancellationRequested);
        Assert.IsType<SmtpResult.Accepted>(result);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_falls_silent_after_the_end_leaves_nobody_the_wiser(bool stores)
    {
        await using var post = Start(new() { DropsAt = ".", StoresBeforeDrop = stores });
        await using var client = await post.ConnectAsync();

        var result = await client.SendAsync(ToAnn, Hello, ct: Ct);

        Assert.Equal(MailFailure.Lost, Assert.IsType<SmtpResult.Unknown>(result).Why);
        Assert.Equal(stores ? 1 : 0, post.Mail.Count);
    }

    [Theory]
    [InlineData("gibberish", MailFailure.Malformed)]
    [InlineData("350 and?", MailFailure.Malformed)]
    [InlineData("221 closing, not taken", MailFailure.Malformed)]
    [InlineData("220 mx.example.org ESMTP", MailFailure.Malformed)]
    [InlineData("250 of something else\r\n550 no", MailFailure.Malformed)]
    [InlineData("250-yes\r\n550 no", MailFailure.Malformed)]
    [InlineData("\0\0\0\u00ff", MailFailure.Malformed)]
    public async Task A_reply_to_the_message_that_cannot_be_read_is_unknown(string reply, MailFailure why)
    {
        await using var post = Start(Saying(".", reply));
        await using var client = await post.ConnectAsync();

        var result = await client.SendAsync(ToAnn, Hello, ct: Ct);

        Assert.Equal(why, Assert.IsType<SmtpResult.Unknown>(result).Why);
        Assert.False(client.IsUsable);
    }

    [Fact]
    public async Task A_server_that_goes_away_after_it_took_a_message_has_it()
    {
        await using var post = Start(Saying(".", "250 2.0.0 Ok: queued as ABC\r\n421 4.7.0 enough for today"));
        await using var client = await post.ConnectAsync();

        var result = await client.SendAsync(ToAnn, Hello, ct: Ct);

        Assert.Equal("ABC", Assert.IsType<SmtpResult.Accepted>(result).QueueId);
        Assert.False(client.IsUsable);
    }

    [Theory]
    [InlineData("DATA", "354 go\r\n250 2.0.0 Ok: queued as FAKE")]
    [InlineData("RCPT", "250 ok\r\n250 ok")]
    [InlineData("RCPT", "350 what")]
    [InlineData("DATA", "250 ok")]
    [InlineData("MAIL", "not a reply")]
    public async Task What_is_said_before_it_is_asked_is_no_answer(string at, string reply)
    {
        await using var post = Start(Saying(at, reply));
        await using var client = await post.ConnectAsync();

        var result = await client.SendAsync(ToAnn, Hello, ct: Ct);

        Assert.Equal(SmtpObstacle.Malformed, Assert.IsType<SmtpResult.NotSent>(result).Why);
        Assert.Empty(post.Mail);
    }

    [Theory]
    [InlineData("a@b>\r\nRCPT TO:<x@y")]
    [InlineData("a@b\nX")]
    [InlineData("a b@c")]
    [InlineData("a\0@c")]
    [InlineData("<a@c>")]
    [InlineData("a@c\u2028d")]
    [InlineData("a@b\uff1e.example")]
    [InlineData("")]
    public async Task An_address_that_could_be_a_command_never_goes_out(string address)
    {
        await using var post = Start();
        await using var client = await post.ConnectAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync(new("me@example.org", address), Hello, ct: Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync(new(address + "\r", "ann@example.org"), Hello, ct: Ct));

        Assert.Equal(["EHLO [127.0.0.1]"], post.Heard);
        Assert.True(client.IsUsable);
    }

    [Fact]
    public async Task Half_a_character_is_no_part_of_an_address()
    {
        await using var post = Start();
        await using var client = await post.ConnectAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync(new("me@example.org", "a\ud800@example.org"), Hello, ct: Ct));
    }

    [Fact]
    public async Task Utf8_is_asked_for_only_where_an_address_needs_it()
    {
        await using var post = Start();
        await using var client = await post.ConnectAsync();

        await client.SendAsync(new("me@example.org", "ann@bücher.example"), "Subject: x\r\n\r\nü\r\n");
        await client.SendAsync(new("me@example.org", "jürgen@bücher.example"), "Subject: x\r\n\r\nx\r\n");

        Assert.Equal(["SIZE=18 BODY=8BITMIME", "SIZE=17 SMTPUTF8"], post.Mail.Select(m => m.MailParameters));
        Assert.Equal(["ann@xn--bcher-kva.example", "jürgen@bücher.example"], post.Mail.SelectMany(m => m.To));
    }

    [Theory]
    [InlineData("SMTPUTF8", "jürgen@example.org", "x", SmtpObstacle.Utf8NotOffered)]
    [InlineData("8BITMIME", "ann@example.org", "ü", SmtpObstacle.EightBitNotOffered)]
    [InlineData("SIZE", "ann@example.org", "more than ten octets", SmtpObstacle.TooLarge)]
    public async Task What_a_server_cannot_take_is_not_tried(string lacking, string to, string message, SmtpObstacle why)
    {
        await using var post = Start(null, [.. new[] { "SMTPUTF8", "8BITMIME" }.Where(e => e != lacking), lacking == "SIZE" ? "SIZE 10" : "SIZE 0"]);
        await using var client = await post.ConnectAsync();

        var result = await client.SendAsync(new("me@example.org", to), message);

        Assert.Equal((why, true), result is SmtpResult.NotSent n ? (n.Why, n.IsPermanent) : default);
        Assert.Single(post.Heard);
        Assert.True(client.IsUsable);
    }

    [Fact]
    public async Task Reports_are_asked_for_where_the_server_knows_them()
    {
        var envelope = new SmtpEnvelope("", [new SmtpRecipient("ann@example.org") { Notify = DsnNotify.Success | DsnNotify.Failure, OriginalRecipient = "a+nn@example.org" }, new SmtpRecipient("bob@example.org") { Notify = DsnNotify.Never, OriginalRecipient = "jü+\r\n@example.org" }])
        {
            Return = DsnReturn.Headers,
            EnvelopeId = "job 7=a",
        };
        await using var knowing = Start();
        await using var plain = Start(null, "8BITMIME");
        foreach (var post in new[] { knowing, plain })
        {
            await using var client = await post.ConnectAsync();
            Assert.IsType<SmtpResult.Accepted>(await client.SendAsync(envelope, Hello, ct: Ct));
        }

        Assert.Equal("SIZE=26 RET=HDRS ENVID=job+207+3Da", knowing.Mail[0].MailParameters);
        Assert.Equal(["NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;a+2Bnn@example.org", @"NOTIFY=NEVER ORCPT=utf-8;j\x{FC}\x{2B}\x{0D}\x{0A}@example.org"], knowing.Mail[0].RcptParameters);
        Assert.Equal(("", ""), (plain.Mail[0].From, plain.Mail[0].MailParameters + string.Concat(plain.Mail[0].RcptParameters)));
    }

    [Fact]
    public async Task Many_recipients_go_in_groups_and_each_has_its_reply()
    {
        await using var post = Start(Saying("RCPT TO:<r77@", "550 no"));
        await using var client = await post.ConnectAsync();

        var result = await client.SendAsync(new("me@example.org", Enumerable.Range(0, 500).Select(i => $"r{i}@example.org")), Hello, ct: Ct);

        Assert.Equal("r77@example.org", Assert.Single(result.RefusedRecipients).Recipient.Address);
        Assert.Equal(499, Assert.Single(post.Mail).To.Count);
    }

    [Fact]
    public async Task A_server_that_knows_only_helo_is_spoken_to()
    {
        await using var post = Start(Saying("EHLO", "502 what?"));
        await using var client = await post.ConnectAsync();

        Assert.Empty(client.Extensions.Keywords);
        Assert.IsType<SmtpResult.Accepted>(await client.SendAsync(ToAnn, Hello, ct: Ct));
    }

    [Fact]
    public async Task A_greylisted_message_goes_when_its_time_has_come()
    {
        await using var post = Start(new() { Greylist = TimeSpan.FromMinutes(5) });
        await using var client = await post.ConnectAsync();

        var first = await client.SendAsync(ToAnn, Hello, ct: Ct);
        post.Behaviour = new() { Greylist = TimeSpan.Zero };
        var second = await client.SendAsync(ToAnn, Hello, ct: Ct);

        Assert.Equal((450, false), first is SmtpResult.Refused r ? (r.Code, r.IsPermanent) : default);
        Assert.IsType<SmtpResult.Accepted>(second);
    }

    [Fact]
    public async Task Whatever_a_server_says_there_is_a_result_and_it_is_true()
    {
        var random = new Random(7);
        string[] said = ["250 ok", "354 go", "421 bye", "550 5.1.1 no", "250-", "\0", "\u00ff\u00fe", "25", "\r\n", "220 hello", "334 ", "250 STARTTLS", "999 x"];
        string[] commands = [SmtpPost.Connect, "EHLO", "HELO", "MAIL", "RCPT", "DATA", ".", "RSET", "QUIT"];
        for (var i = 0; i < 400; i++)
        {
            var replies = commands.Where(_ => random.Next(4) == 0).ToDictionary(c => c, _ => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => said[random.Next(said.Length)] + (random.Next(2) == 0 ? "\r\n" : ""))), StringComparer.Ordinal);
            await using var post = Start(new() { Replies = replies });
            var soon = TimeSpan.FromMilliseconds(50);
            var result = await ResultAsync(post, new() { GreetingTime = soon, CommandTime = soon, MailTime = soon, RcptTime = soon, DataTime = soon, MessageTime = soon, AsideTime = soon });

            Assert.True(result is SmtpResult.Unknown || result is SmtpResult.Accepted == post.Mail.Count > 0, $"{result} of {string.Join(", ", replies)}");
        }
    }

    private static async Task<SmtpResult?> ResultAsync(SmtpPost post, SmtpOptions options)
    {
        try
        {
            await using var client = await post.ConnectAsync(options);
            return await client.SendAsync(ToAnn, Hello, ct: Ct);
        }
        catch (MailException)
        {
            return null;
        }
    }

    [Theory]
    [InlineData("552 5.3.4 Too big", 552)]
    [InlineData("421 4.3.2 Going down", 421)]
    public async Task What_a_server_says_as_it_goes_away_in_the_middle_is_a_refusal(string last, int code)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = GoAwayAsync(listener, last);
        await using var client = await SmtpClient.ConnectAsync(At(((IPEndPoint)listener.LocalEndpoint).Port), null, Ct);

        var result = await client.SendAsync(ToAnn, new byte[50_000_000], ct: Ct);
        await serving;

        Assert.Equal((SmtpCommand.Message, code), result is SmtpResult.Refused r ? (r.Command, r.Code) : (0, 0));
        Assert.False(client.IsUsable);
    }

    [Fact]
    public async Task Canceled_in_the_middle_of_a_message_nothing_went()
    {
        await using var post = Start();
        await using var client = await post.ConnectAsync();
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(ToAnn, new Canceling(cancel), null, cancel.Token));
        await post.QuietAsync();

        Assert.Contains("DATA", post.Heard);
        Assert.Empty(post.Mail);
    }

    private static async Task GoAwayAsync(TcpListener listener, string last)
    {
        using var socket = await listener.AcceptSocketAsync(Ct);
        await socket.SendAsync("220 x\r\n"u8.ToArray(), Ct);
        var buffer = new byte[1000];
        foreach (var reply in new[] { "250 x", "250 x", "250 x", "354 go", last })
        {
            _ = await socket.ReceiveAsync(buffer, Ct);
            await socket.SendAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), Ct);
        }
    }

    /// <summary>A message without end whose reader loses patience.</summary>
    private sealed class Canceling(CancellationTokenSource cancel) : MemoryStream(new byte[1])
    {
        private int reads;

        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (++reads == 10)
            {
                await cancel.CancelAsync();
            }

            buffer.Span.Fill((byte)'x');
            return buffer.Length;
        }
    }

    /// <summary>A stream that cannot seek and gives a few octets at a time.</summary>
    private sealed class OneWay(byte[] octets) : MemoryStream(octets)
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(buffer.Length, 4099)], cancellationToken);
    }
}
