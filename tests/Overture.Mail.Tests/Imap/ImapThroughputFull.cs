using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Overture.Mail.Imap;
using Overture.Mail.Tests.World;
using Overture.Mail.Wire;

namespace Overture.Mail.Tests.Imap;

/// <summary>The headers of 10,000 messages, beside a raw socket that says the same and reads the same octets.</summary>
[Trait("size", "full")]
public class ImapThroughputFull(DovecotServer dovecot)
{
    private const int Messages = 10_000;
    private const int Rounds = 7;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Headers_come_nearly_as_fast_as_from_a_raw_socket()
    {
        var server = await dovecot.ServerAsync(ConnectionSecurity.None) with { AllowsCredentialsInClear = true };
        using var raw = new TcpClient();
        await raw.ConnectAsync(IPAddress.Loopback, server.Port, Ct);
        await SayAsync(raw, "a LOGIN many@localhost secret\r\n", "a OK");
        await SayAsync(raw, Appends(), $"b{Messages} OK");
        await SayAsync(raw, "c EXAMINE INBOX\r\n", "c OK");
        await using var client = await ImapClient.ConnectAsync(server, null, Ct);
        await client.SignInAsync(new Credentials.Password("many@localhost", "secret"), Ct);
        await client.ExamineAsync("INBOX", Ct);
        var (times, rawTimes) = (new List<double>(), new List<double>());

        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await SayAsync(raw, "d UID FETCH 1:* (UID BODY.PEEK[HEADER])\r\n", "d OK");
            rawTimes.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            began = Stopwatch.GetTimestamp();
            var (count, octets) = (0, 0L);
            await foreach (var message in client.FetchAsync(ImapIdSet.All, new(ImapItems.None, ImapSection.Header), Ct))
            {
                (count, octets) = (count + 1, octets + message.Contents[0].Octets.Length);
            }

            times.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            Assert.True(count == Messages && octets > 300 * Messages);
        }

        var ratio = rawTimes.Min() / times.Min();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"headers of {Messages} messages: {times.Min():0.000} s, raw socket {rawTimes.Min():0.000} s, {ratio:0.00} of it"));
        Assert.True(ratio >= 0.6, $"{ratio:0.00} of a raw socket"); // tests are built for debugging; built for release it is 0.9
    }

    private static string Appends()
    {
        var message = $"From: Ann <ann@example.org>\r\nTo: Bob <bob@example.com>\r\nSubject: Hello\r\nDate: Mon, 2 Nov 2026 10:00:00 +0100\r\nReceived: from a.example by b.example with ESMTPS id {new string('x', 200)}; Mon, 2 Nov 2026 10:00:00 +0100\r\nMessage-ID: <1@example.org>\r\n\r\nbody\r\n";
        return string.Concat(Enumerable.Range(1, Messages).Select(i => $"b{i} APPEND INBOX {{{message.Length}+}}\r\n{message}\r\n"));
    }

    /// <summary>Says something and reads until the line that begins with these words.</summary>
    private static async Task SayAsync(TcpClient client, string text, string end)
    {
        var stream = client.GetStream();
        var saying = stream.WriteAsync(Encoding.ASCII.GetBytes(text), Ct).AsTask();
        var (buffer, last, mark) = (new byte[32 * 1024], new byte[1000], Encoding.ASCII.GetBytes("\r\n" + end));
        var kept = 2;
        (last[0], last[1]) = ((byte)'\r', (byte)'\n');
        while (true)
        {
            var read = await stream.ReadAsync(buffer, Ct);
            Assert.True(read > 0);
            byte[] tail = [.. last.AsSpan(0, kept), .. buffer.AsSpan(Math.Max(0, read - 1000), Math.Min(read, 1000))];
            if (tail.AsSpan().IndexOf(mark) >= 0)
            {
                break;
            }

            kept = Math.Min(tail.Length, 1000);
            tail.AsSpan(tail.Length - kept).CopyTo(last);
        }

        await saying;
    }
}
