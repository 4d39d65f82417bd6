using System.Globalization;
using System.Text;

namespace Overture.Mail.Smtp;

/// <summary>An address on its way into a command. Nothing that could end the command or begin another gets through.</summary>
internal static class SmtpPath
{
    private const int LongestPath = 254; // RFC 5321 §4.5.3.1.3, less the angle brackets
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true }; // U+FF1E must not become a >

    /// <summary>The address as it is sent: a domain beyond ASCII as A-labels (RFC 5890), unless the local part needs SMTPUTF8 anyway.</summary>
    /// <exception cref="ArgumentException">The address holds what no address holds, or too much of it.</exception>
    public static string Of(string address)
    {
        if (address.Length == 0 || address.Any(c => c is ' ' or '<' or '>' || char.IsControl(c) || char.IsWhiteSpace(c)) || !IsUnicode(address))
        {
            throw new ArgumentException($"'{Shown(address)}' is no address: it is empty, or holds a space, a control character, < or >.", nameof(address));
        }

        var path = Encoded(address);
        return Encoding.UTF8.GetByteCount(path) <= LongestPath ? path
            : throw new ArgumentException($"'{Shown(address)}' is longer than the {LongestPath} octets of RFC 5321 §4.5.3.1.3.", nameof(address));
    }

    /// <summary>Octets beyond ASCII are left, so SMTPUTF8 is needed (RFC 6531 §3.4).</summary>
    public static bool NeedsUtf8(string path) => !Ascii.IsValid(path);

    /// <summary>RFC 3461 §4: whatever is not printable ASCII, and + and =, as +XX.</summary>
    public static string XText(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            _ = octet is > 32 and < 127 and not (byte)'+' and not (byte)'=' ? encoded.Append((char)octet) : encoded.Append(CultureInfo.InvariantCulture, $"+{octet:X2}");
        }

        return encoded.ToString();
    }

    /// <summary>RFC 6533 §3, utf-8-addr-xtext: whatever is not printable ASCII, and +, = and \, as \x{HEX}; so it can be said to servers without SMTPUTF8 too.</summary>
    public static string Utf8XText(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value is > 32 and < 127 and not '+' and not '=' and not '\\' ? encoded.Append((char)rune.Value) : encoded.Append(CultureInfo.InvariantCulture, $"\\x{{{rune.Value:X2}}}");
        }

        return encoded.ToString();
    }

    private static string Encoded(string address)
    {
        var at = address.LastIndexOf('@');
        if (Ascii.IsValid(address) || at < 0 || !Ascii.IsValid(address.AsSpan(0, at)))
        {
            return address;
        }

        try
        {
            return address[..(at + 1)] + Idn.GetAscii(address, at + 1);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"'{Shown(address)}' has a domain that no A-label stands for (RFC 5890): {e.Message}", nameof(address), e);
        }
    }

    private static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    private static string Shown(string address) => string.Concat(address.Take(80).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c));
}
