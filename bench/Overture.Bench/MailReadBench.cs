using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Overture.Mail.Imap;
using Overture.Mail.Tests.World;
using Overture.Mail.Wire;

namespace Overture.Bench;

/// <summary>The headers of 10,000 messages from Dovecot, and the same octets by a raw socket that sends the same command.</summary>
internal static class MailReadBench
{
    private const int Passes = 10;

    public static async Task Run(int messages, int rounds)
    {
        await using var dovecot = await ServerScript.StartAsync("dovecot.sh", 3);
        var server = new MailServer("localhost", dovecot.Ports[0], ConnectionSecurity.None) { AllowsCredentialsInClear = true };
        using var raw = new TcpClient();
        await raw.ConnectAsync(IPAddress.Loopback, server.Port);
        await Say(raw, "a LOGIN many@localhost secret\r\n", "a OK");
        await Say(raw, Appends(messages), $"b{messages} OK");
        await Say(raw, "c EXAMINE INBOX\r\n", "c OK");
        await using var client = await ImapClient.ConnectAsync(server);
        await client.SignInAsync(new Credentials.Password("many@localhost", "secret"));
        await client.ExamineAsync("INBOX");
        await Times(() => Read(client)); // the first times through, code is still being compiled
        var ratios = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var theirs = await Times(() => Say(raw, "d UID FETCH 1:* (UID BODY.PEEK[HEADER])\r\n", "d OK"));
            var ours = await Times(() => Read(client));
            ratios.Add(theirs / ours);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Passes * messages / ours:0} headers/s; raw socket {Passes * messages / theirs:0}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mail-read: headers of {messages:N0} messages, of a raw socket's: {Spread.Of(ratios)}  (goal 0.8)"));
    }

    /// <summary>One pass takes a tenth of a second: several are measured as one.</summary>
    private static async Task<double> Times(Func<Task> pass)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Passes; i++)
        {
            await pass();
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task Read(ImapClient client)
    {
        var octets = 0L;
        await foreach (var message in client.FetchAsync(ImapIdSet.All, new(ImapItems.None, ImapSection.Header)))
        {
            octets += message.Contents[0].Octets.Length;
        }

        Trace.Assert(octets > 0, "No header came.");
    }

    private static string Appends(int messages)
    {
        var message = $"From: Ann <ann@example.org>\r\nTo: Bob <bob@example.com>\r\nSubject: Hello\r\nDate: Mon, 2 Nov 2026 10:00:00 +0100\r\nReceived: from a.example by b.example with ESMTPS id {new string('x', 200)}; Mon, 2 Nov 2026 10:00:00 +0100\r\nMessage-ID: <1@example.org>\r\n\r\nbody\r\n";
        return string.Concat(Enumerable.Range(1, messages).Select(i => $"b{i} APPEND INBOX {{{message.Length}+}}\r\n{message}\r\n"));
    }

    /// <summary>Says something and reads until the line that begins with these words.</summary>
    private static async Task Say(TcpClient client, string text, string end)
    {
        var stream = client.GetStream();
        var saying = stream.WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();
        var mark = Encoding.ASCII.GetBytes("\r\n" + end);
        var (buffer, kept) = (new byte[64 * 1024], 2);
        "\r\n"u8.CopyTo(buffer);
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(kept));
            Trace.Assert(read > 0, "Dovecot closed the connection.");
            if (buffer.AsSpan(0, kept + read).IndexOf(mark) >= 0)
            {
                break;
            }

            // What may be the beginning of the mark stays.
            var tail = Math.Min(kept + read, mark.Length - 1);
            buffer.AsSpan(kept + read - tail, tail).CopyTo(buffer);
            kept = tail;
        }

        await saying;
    }
}
