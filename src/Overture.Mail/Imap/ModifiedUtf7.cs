using System.Buffers.Text;
using System.Text;

namespace Overture.Mail.Imap;

/// <summary>Folder names of servers without UTF-8 (RFC 3501 §5.1.3): ASCII as it is, <c>&amp;</c> as <c>&amp;-</c>, the rest as UTF-16 in a base64 of its own between <c>&amp;</c> and <c>-</c>.</summary>
internal static class ModifiedUtf7
{
    /// <summary>Any string, also one with half a surrogate pair, as octets that are printable ASCII.</summary>
    public static string Encode(string name)
    {
        var text = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length;)
        {
            var plain = i;
            while (plain < name.Length && IsPlain(name[plain]))
            {
                plain++;
            }

            text.Append(name.AsSpan(i, plain - i).ToString().Replace("&", "&-", StringComparison.Ordinal));
            i = plain;
            while (plain < name.Length && !IsPlain(name[plain]))
            {
                plain++;
            }

            if (plain > i)
            {
                text.Append('&').Append(Shift(name.AsSpan(i, plain - i))).Append('-');
            }

            i = plain;
        }

        return text.ToString();
    }

    /// <summary>The name; null where the octets are not what <see cref="Encode"/> makes of any name.</summary>
    public static string? Decode(string encoded)
    {
        var name = new StringBuilder(encoded.Length);
        for (var i = 0; i < encoded.Length;)
        {
            if (encoded[i] != '&')
            {
                name.Append(encoded[i++]);
                continue;
            }

            var end = encoded.IndexOf('-', i);
            if (end < 0 || (end > i + 1 && !Unshift(encoded.AsSpan(i + 1, end - i - 1), name)))
            {
                return null;
            }

            name.Append(end == i + 1 ? "&" : "");
            i = end + 1;
        }

        var decoded = name.ToString();
        return Encode(decoded) == encoded ? decoded : null;
    }

    private static bool IsPlain(char c) => c is >= ' ' and <= '~';

    private static string Shift(ReadOnlySpan<char> text)
    {
        var octets = new byte[text.Length * 2];
        for (var i = 0; i < text.Length; i++)
        {
            (octets[2 * i], octets[(2 * i) + 1]) = ((byte)(text[i] >> 8), (byte)text[i]);
        }

        return Convert.ToBase64String(octets).TrimEnd('=').Replace('/', ',');
    }

    private static bool Unshift(ReadOnlySpan<char> shifted, StringBuilder into)
    {
        var base64 = shifted.ToString().Replace(',', '/');
        base64 = base64.PadRight((base64.Length + 3) / 4 * 4, '=');
        if (!Base64.IsValid(base64))
        {
            return false;
        }

        var octets = Convert.FromBase64String(base64);
        for (var i = 0; i + 1 < octets.Length; i += 2)
        {
            into.Append((char)((octets[i] << 8) | octets[i + 1]));
        }

        return octets.Length % 2 == 0;
    }
}
