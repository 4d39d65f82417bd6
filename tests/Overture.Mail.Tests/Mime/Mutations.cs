using System.Globalization;
using System.Text;
using Overture.Mail.Mime;
using Overture.Mail.Reports;
using Overture.Mail.Tests.World;

namespace Overture.Mail.Tests.Mime;

/// <summary>Makes broken mails out of whole ones.</summary>
internal static class Mutations
{
    /// <summary>What a mail is made of, where it may break.</summary>
    public static byte[][] Pieces { get; } =
    [
        .. new[] { "\r\n", "\n", "\r", "\r\n\r\n", "--", "=?utf-8?q?", "?=", "=?utf-8?b?", "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n", "Content-Type: message/rfc822\r\n\r\n", ";", "\"", "(", "<", ":", "=", "%", "*0*=", "\0", "\u00ff",
            "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "=\r\n", "charset=utf-7", "charset=iso-2022-jp", "+AGE-", "begin 644 x\r\n", "format=flowed; delsp=yes", "Date: " }.Select(Encoding.Latin1.GetBytes),
    ];

    /// <summary>Where the randomness comes from: the same in ordinary runs, told in each run of the large counts.</summary>
    public static int Seed { get; } = Environment.GetEnvironmentVariable("OVERTURE_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : 1;

    /// <summary>Whole mails: our own, and the corpora where they are.</summary>
    public static IReadOnlyList<byte[]> Originals()
    {
        var text = new NewMessage
        {
            From = new("Ann Größe", "ann@example.org"),
            To = [new("Bob, Lee", "bob@example.com"), new(null, "c@d.example")],
            Subject = "Grüße aus München und anderswo, mit mehr als einer Zeile, ganz sicher, denn sie ist lang",
            Date = DateTimeOffset.UnixEpoch,
            MessageId = "1@example.org",
            References = ["a@b", "c@d"],
            Text = "Grüße\nund mehr Text in einer Zeile",
            Html = "<p>日本語</p>",
            Inline = [new("a.png", new byte[300], "image/png", "cid1")],
            Attachments = [new("größe.pdf", new byte[900])],
        };
        return [text.ToBytes(), (text with { Html = null, Inline = [], Attachments = [], Flowed = true }).ToBytes(), .. new[] { "mime", "bounce/flufl", "bounce/sisimai", "quote" }.SelectMany(Corpus.Files).Select(File.ReadAllBytes).Where(mail => mail.Length < 40_000)];
    }

    /// <summary>One of them with one to twenty changes.</summary>
    public static byte[] Next(IReadOnlyList<byte[]> originals, Random random)
    {
        var mail = new List<byte>(originals[random.Next(originals.Count)]);
        for (var changes = random.Next(1, 20); changes > 0; changes--)
        {
            var at = random.Next(mail.Count + 1);
            switch (random.Next(6))
            {
                case 0 when at < mail.Count:
                    mail[at] = (byte)random.Next(256);
                    break;
                case 1:
                    mail.RemoveRange(at, Math.Min(random.Next(1, 200), mail.Count - at));
                    break;
                case 2:
                    mail.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 3:
                    mail.InsertRange(at, mail.GetRange(at, Math.Min(random.Next(1, 2_000), mail.Count - at)));
                    break;
                case 4:
                    var other = originals[random.Next(originals.Count)];
                    var from = random.Next(other.Length + 1);
                    mail.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, 3_000)).ToArray());
                    break;
                default:
                    mail.InsertRange(at, Enumerable.Repeat(Pieces[random.Next(Pieces.Length)], random.Next(1, 60)).SelectMany(piece => piece));
                    break;
            }
        }

        return [.. mail];
    }

    /// <summary>Reads all that it tells.</summary>
    public static void Read(byte[] mail)
    {
        using var message = MimeMessage.Parse(mail);
        _ = Look.At(message);
        _ = DeliveryReport.Read(message);
        _ = FeedbackReport.Read(message);
        _ = DispositionNotification.Read(message);
        if (message.Body.End != mail.Length)
        {
            throw new InvalidOperationException($"{mail.Length - message.Body.End} octets are lost");
        }
    }
}
