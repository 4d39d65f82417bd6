using System.Text;

namespace Overture.Mail.Mime;

/// <summary>UTF-7 (RFC 2152), for reading only: nobody should write it.</summary>
internal static class Utf7
{
    public static string Decode(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder(octets.Length);
        for (var i = 0; i < octets.Length; i++)
        {
            if (octets[i] is not (byte)'+')
            {
                text.Append(octets[i] < 0x80 ? (char)octets[i] : '\uFFFD');
            }
            else if (i + 1 < octets.Length && octets[i + 1] is (byte)'-')
            {
                text.Append('+');
                i++;
            }
            else
            {
                i = Shifted(octets, i + 1, text);
            }
        }

        return text.ToString();
    }

    /// <summary>The base64 of UTF-16 until something else; a closing hyphen belongs to it. Gives the place of its last octet.</summary>
    private static int Shifted(ReadOnlySpan<byte> octets, int from, StringBuilder text)
    {
        var (bits, held, i) = (0, 0, from);
        for (; i < octets.Length && Value(octets[i]) is >= 0 and var value; i++)
        {
            held = (held << 6) | value;
            bits += 6;
            if (bits >= 16)
            {
                bits -= 16;
                text.Append((char)((held >> bits) & 0xFFFF));
                held &= (1 << bits) - 1;
            }
        }

        return i < octets.Length && octets[i] is (byte)'-' ? i : i - 1;
    }

    private static int Value(byte octet) => octet switch
    {
        >= (byte)'A' and <= (byte)'Z' => octet - 'A',
        >= (byte)'a' and <= (byte)'z' => octet - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => octet - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
