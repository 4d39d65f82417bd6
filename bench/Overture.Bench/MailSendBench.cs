using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Overture.Mail.Smtp;
using Overture.Mail.Wire;

namespace Overture.Bench;

/// <summary>Messages to Postfix's smtp-sink over 20 connections, and as many of the same length by its own smtp-source.</summary>
internal static class MailSendBench
{
    private const int Connections = 20;

    public static async Task Run(int messages, int rounds)
    {
        var octets = Message();
        var port = FreePort();
        using var sink = Child.Start("smtp-sink", new Dictionary<string, string>(StringComparer.Ordinal), Environment.UserName == "root" ? ["-u", "postfix", $"127.0.0.1:{port}", "1000"] : [$"127.0.0.1:{port}", "1000"]);
        var server = new MailServer("127.0.0.1", port, ConnectionSecurity.None);
        await Ready(server);
        await Ours(server, octets, messages); // the first time through, code is still being compiled
        var (ours, source) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            source.Add(messages / await Theirs(port, octets.Length, messages));
            ours.Add(messages / await Ours(server, octets, messages));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {ours[^1]:0} messages/s; smtp-source {source[^1]:0}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mail-send: {messages:N0} messages of {octets.Length} octets, {Connections} connections, of smtp-source's messages/s: {Spread.Of(ours.Zip(source, (o, s) => o / s))}  (goal 0.5)"));
    }

    private static async Task<double> Ours(MailServer server, byte[] octets, int messages)
    {
        var (left, began) = (messages, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            await using var client = await SmtpClient.ConnectAsync(server);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var result = await client.SendAsync(new("me@example.org", "ann@example.org"), octets);
                Trace.Assert(result is SmtpResult.Accepted, result.ToString());
            }

            await client.QuitAsync();
        }));
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<double> Theirs(int port, int length, int messages)
    {
        var began = Stopwatch.GetTimestamp();
        using var source = Process.Start("smtp-source", ["-d", "-s", $"{Connections}", "-m", $"{messages}", "-l", $"{length}", $"127.0.0.1:{port}"]);
        await source.WaitForExitAsync();
        Trace.Assert(source.ExitCode is 0, "smtp-source failed.");
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task Ready(MailServer server)
    {
        for (var tries = 100; ; tries--)
        {
            try
            {
                await using var client = await SmtpClient.ConnectAsync(server);
                return;
            }
            catch (MailException) when (tries > 0)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    private static byte[] Message()
    {
        var text = new StringBuilder("From: me@example.org\r\nTo: ann@example.org\r\nSubject: A word\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n");
        text.Insert(text.Length, "Some words of a message that fill the line nearly to its end, and more.\r\n", 20);
        text.Append("--b\r\nContent-Type: text/html\r\n\r\n");
        text.Insert(text.Length, "<p>Some words of a message that fill the line nearly to its end.</p>\r\n", 30);
        return Encoding.ASCII.GetBytes(text.Append("--b--\r\n").ToString());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
