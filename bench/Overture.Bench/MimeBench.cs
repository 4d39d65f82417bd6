using System.Diagnostics;
using System.Globalization;
using Overture.Mail.Mime;

namespace Overture.Bench;

/// <summary>Messages written and read by one core: how many, and how many octets, a second. The limit beside it is a copy of the same octets.</summary>
internal static class MimeBench
{
    public static void Run(int messages, int rounds)
    {
        var text = string.Join('\n', Enumerable.Repeat("I saw your shop and liked the way you show your products there.", 12)) + "\nGrüße, Ann";
        NewMessage Typical(int i) => new()
        {
            From = new("Ann Lee", "ann@example.org"),
            To = [new("Bob Größe", "bob@example.com")],
            Subject = $"A question about your shop {i}",
            Date = DateTimeOffset.UnixEpoch,
            MessageId = $"{i}@example.org",
            Text = text,
        };
        var small = Typical(0).ToBytes();
        var large = (Typical(1) with { Html = $"<p>{text}</p>", Attachments = [new("a.pdf", new byte[300_000], "application/pdf")] }).ToBytes();
        var (built, parsed, read, copied) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        Build(Typical, messages);
        for (var round = 0; round < rounds; round++)
        {
            built.Add(messages / Build(Typical, messages));
            copied.Add(Rate(small, octets => octets.ToArray().Length));
            parsed.Add(Rate(small, octets =>
            {
                using var message = MimeMessage.Parse(octets);
                return message.Headers.Count;
            }));
            read.Add(Rate(large, octets =>
            {
                using var message = MimeMessage.Parse(octets);
                return message.Subject.Length + message.From.Count + (message.TextBody?.Length ?? 0) + message.Attachments.Sum(part => part.ReadContent().Length);
            }));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mime: {small.Length} octets a message, messages built a second on one core: {Spread.Of(built, "0")}  (goal 50,000)"));
        Console.WriteLine($"mime: MB parsed a second on one core: {Spread.Of(parsed, "0")}  (goal 100); a bare copy of them {Spread.Of(copied, "0")}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mime: MB a second with everything decoded, {large.Length} octets a message: {Spread.Of(read, "0")}"));
    }

    private static double Build(Func<int, NewMessage> typical, int messages)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < messages; i++)
        {
            _ = typical(i).ToBytes();
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Rate(byte[] octets, Func<ReadOnlyMemory<byte>, int> work)
    {
        var (began, done) = (Stopwatch.GetTimestamp(), 0L);
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < 1.5)
        {
            _ = work(octets);
            done += octets.Length;
        }

        return done / 1e6 / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
