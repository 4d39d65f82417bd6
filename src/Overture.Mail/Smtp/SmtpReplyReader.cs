using System.Text;
using Overture.Mail.Wire;

namespace Overture.Mail.Smtp;

/// <summary>Reads replies off a connection, and no more of one than a server has reason to say.</summary>
internal static class SmtpReplyReader
{
    private const int MostLines = 100;
    private const int MostOctets = 64 * 1024;

    /// <summary>The next reply, whole.</summary>
    /// <exception cref="MailException">Malformed: no reply, or more than 100 lines or 64 KB of one. Lost: the connection ended first.</exception>
    public static async Task<SmtpReply> ReadAsync(WireConnection wire, CancellationToken ct)
    {
        List<string>? before = null;
        var left = MostOctets;
        for (var code = 0; ;)
        {
            var line = await wire.ReadLineAsync(left, ct);
            left -= line.Length;
            var (said, isLast, text) = Line(line.Span, wire);
            if (code != 0 && said / 100 != code / 100)
            {
                throw Malformed("lines of one reply bear codes of two kinds");
            }

            code = said;
            if (isLast)
            {
                return new(code, before is null ? [text] : [.. before, text]);
            }

            (before ??= []).Add(text);
            if (before.Count == MostLines || left <= 0)
            {
                throw Malformed($"a reply has more than {MostLines} lines or {MostOctets} octets");
            }
        }
    }

    // RFC 5321 §4.2, but for the second digit: 571 has been seen. Then a hyphen, a space, or, from some, nothing
    private static (int Code, bool IsLast, string Text) Line(ReadOnlySpan<byte> line, WireConnection wire)
    {
        if (line is not [>= (byte)'2' and <= (byte)'5', >= (byte)'0' and <= (byte)'9', >= (byte)'0' and <= (byte)'9', ..] || line is [_, _, _, not ((byte)' ' or (byte)'-'), ..])
        {
            throw Malformed("a line is no reply");
        }

        var code = ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + line[2] - '0';
        return (code, line.Length == 3 || line[3] == (byte)' ', wire.Redacted(Text(line.Length > 4 ? line[4..] : [])));
    }

    private static string Text(ReadOnlySpan<byte> octets)
    {
        var text = Encoding.UTF8.GetString(octets);
        return text.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 && !text.Contains('\u007F', StringComparison.Ordinal) ? text
            : string.Create(text.Length, text, static (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = from[i] == '\t' ? ' ' : char.IsControl(from[i]) ? '\uFFFD' : from[i];
                }
            });
    }

    private static MailException Malformed(string what) => new(MailFailure.Malformed, $"The server does not speak SMTP: {what}.");
}
