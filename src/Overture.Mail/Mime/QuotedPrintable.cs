using System.Buffers;

namespace Overture.Mail.Mime;

/// <summary>Quoted-printable (RFC 2045 §6.7): written by the rules, read as it comes.</summary>
internal sealed class QuotedPrintable : IContentDecoder
{
    private const int LongestLine = 76;

    private readonly byte[] held = new byte[1024];
    private int count;

    public void Decode(ReadOnlySpan<byte> encoded, IBufferWriter<byte> into)
    {
        while (!encoded.IsEmpty)
        {
            if (count > 0)
            {
                var octet = encoded[0];
                encoded = encoded[1..];
                Follow(octet, into);
                continue;
            }

            var plain = encoded.IndexOfAny("= \t"u8);
            if (plain < 0)
            {
                into.Write(encoded);
                return;
            }

            into.Write(encoded[..plain]);
            held[count++] = encoded[plain];
            encoded = encoded[(plain + 1)..];
        }
    }

    public void End(IBufferWriter<byte> into)
    {
        if (count > 0 && held[0] is (byte)'=')
        {
            into.Write(held.AsSpan(1, count - 1));
        }

        count = 0; // white space at the very end was added on the way (RFC 2045 §6.7, rule 3)
    }

    /// <summary>
    /// With CRLF kept as line ends, other octets that are not printable ASCII as =XX, and lines of at most 76. What a mail server might change on its way is
    /// encoded too: white space at a line's end, "From " and a lone dot at its beginning.
    /// </summary>
    /// <param name="octets">Text whose line ends are CRLF; a bare CR or LF is encoded.</param>
    public static void Encode(ReadOnlySpan<byte> octets, IBufferWriter<byte> into)
    {
        var column = 0;
        for (var i = 0; i < octets.Length; i++)
        {
            var octet = octets[i];
            if (octet is (byte)'\r' && i + 1 < octets.Length && octets[i + 1] is (byte)'\n')
            {
                into.Write("\r\n"u8);
                column = 0;
                i++;
                continue;
            }

            var atEnd = i + 1 == octets.Length || (octets[i + 1] is (byte)'\r' && i + 2 < octets.Length && octets[i + 2] is (byte)'\n');
            var plain = octet switch
            {
                (byte)'=' => false,
                (byte)' ' or (byte)'\t' => !atEnd,
                (byte)'.' => column > 0,
                (byte)'F' => column > 0 || !octets[i..].StartsWith("From "u8),
                _ => octet is > 32 and < 127,
            };
            var width = plain ? 1 : 3;
            if (column + width > (atEnd ? LongestLine : LongestLine - 1))
            {
                into.Write("=\r\n"u8);
                column = 0;
                plain = plain && octet is not ((byte)'.' or (byte)'F');
                width = plain ? 1 : 3;
            }

            if (plain)
            {
                into.GetSpan(1)[0] = octet;
                into.Advance(1);
            }
            else
            {
                var room = into.GetSpan(3);
                (room[0], room[1], room[2]) = ((byte)'=', Hex(octet >> 4), Hex(octet & 15));
                into.Advance(3);
            }

            column += width;
        }
    }

    private static byte Hex(int digit) => (byte)"0123456789ABCDEF"[digit];

    private static int Digit(byte octet) => octet switch
    {
        >= (byte)'0' and <= (byte)'9' => octet - '0',
        >= (byte)'A' and <= (byte)'F' => octet - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => octet - 'a' + 10,
        _ => -1,
    };

    /// <summary>What is held is "=" and what came after it, or white space that may be a line's end.</summary>
    private void Follow(byte octet, IBufferWriter<byte> into)
    {
        if (held[0] is (byte)'=')
        {
            Escape(octet, into);
        }
        else if (octet is (byte)' ' or (byte)'\t' && count < held.Length)
        {
            held[count++] = octet;
        }
        else
        {
            if (octet is not ((byte)'\r' or (byte)'\n'))
            {
                into.Write(held.AsSpan(0, count));
            }

            count = 0;
            Decode([octet], into);
        }
    }

    private void Escape(byte octet, IBufferWriter<byte> into)
    {
        var next = count > 1 ? held[1] : (byte)0;
        switch (octet)
        {
            case (byte)'\n' when Digit(next) < 0: // a soft line break
                count = 0;
                break;
            case (byte)'\r' when next is 0 or (byte)' ' or (byte)'\t':
                (held[1], count) = (octet, 2);
                break;
            case (byte)' ' or (byte)'\t' when next is 0 or (byte)' ' or (byte)'\t' && count < held.Length:
                held[count++] = octet;
                break;
            case var _ when next is 0 && Digit(octet) >= 0:
                held[count++] = octet;
                break;
            case var _ when Digit(next) >= 0 && Digit(octet) >= 0:
                into.Write([(byte)((Digit(next) << 4) | Digit(octet))]);
                count = 0;
                break;
            default: // "=" and a bare CR break the line softly too; anything else stands for itself
                var literal = held.AsSpan(0, next is (byte)'\r' ? 0 : count).ToArray();
                count = 0;
                into.Write(literal);
                Decode([octet], into);
                break;
        }
    }
}
