using System.Globalization;
using System.Text;

namespace Overture.Mail.Mime;

/// <summary>A value with parameters, as Content-Type and Content-Disposition have them (RFC 2045 §5.1, RFC 2183), with RFC 2231's charsets and continuations.</summary>
internal sealed record ParameterList(string First, IReadOnlyDictionary<string, string> Values)
{
    private const int Most = 200;

    public static ParameterList Parse(string value)
    {
        var at = 0;
        var first = Token(value, ref at, ";", decode: false).Trim();
        var pieces = new List<Piece>();
        while (at < value.Length && pieces.Count < Most)
        {
            at++;
            var name = Token(value, ref at, "=;", decode: false).Trim();
            var text = "";
            if (at < value.Length && value[at] is '=')
            {
                at++;
                text = Token(value, ref at, ";", decode: true);
            }

            if (name.Length > 0)
            {
                pieces.Add(Piece.Of(name, text));
            }
        }

        return new(first, Join(pieces));
    }

    /// <summary>As <c>; name=value</c> for each: a token, quoted, or encoded in pieces (RFC 2231) where it is not ASCII or long.</summary>
    public static string Format(IEnumerable<KeyValuePair<string, string>> values)
    {
        var result = new StringBuilder();
        foreach (var (name, value) in values)
        {
            foreach (var piece in Pieces(name, value))
            {
                result.Append("; ").Append(piece);
            }
        }

        return result.ToString();
    }

    private static IEnumerable<string> Pieces(string name, string value)
    {
        value = string.Concat(value.EnumerateRunes().Where(rune => !Rune.IsControl(rune)));
        if (value.StartsWith(' ') || value.EndsWith(' ') || value.Contains("=?", StringComparison.Ordinal))
        {
            return Encoded(name, value);
        }

        if (value.All(c => c is > ' ' and < (char)127) && value.Length is > 0 and <= 60)
        {
            return [value.All(c => char.IsAsciiLetterOrDigit(c) || "!#$&+-.^_`{}|~".Contains(c, StringComparison.Ordinal)) ? $"{name}={value}" : $"{name}=\"{Quoted(value)}\""];
        }

        return value.All(c => c is >= ' ' and < (char)127) && value.Length <= 60 ? [$"{name}=\"{Quoted(value)}\""] : Encoded(name, value);
    }

    private static string Quoted(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    /// <summary>RFC 2231 §3 and §4: in pieces, none of which splits a character.</summary>
    private static IEnumerable<string> Encoded(string name, string value)
    {
        var pieces = new List<string> { "utf-8''" };
        foreach (var rune in value.EnumerateRunes())
        {
            var text = Percent(rune);
            if (pieces[^1].Length + text.Length > 60)
            {
                pieces.Add("");
            }

            pieces[^1] += text;
        }

        return pieces.Count is 1 ? [$"{name}*={pieces[0]}"] : pieces.Select((piece, i) => $"{name}*{i}*={piece}");
    }

    private static string Percent(Rune rune)
    {
        if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '-' or '.' or '_' or '~'))
        {
            return rune.ToString();
        }

        Span<byte> octets = stackalloc byte[4];
        var length = rune.EncodeToUtf8(octets);
        return string.Concat(octets[..length].ToArray().Select(octet => $"%{octet:X2}"));
    }

    /// <summary>Up to one of the stops, outside quotes and comments; quotes go and escapes are undone.</summary>
    private static string Token(string value, ref int at, string stops, bool decode)
    {
        var text = new StringBuilder();
        var (depth, lastClose) = (0, value.LastIndexOf(')'));
        for (; at < value.Length; at++)
        {
            var c = value[at];
            if (depth > 0)
            {
                depth += c is '(' ? 1 : c is ')' ? -1 : 0;
            }
            else if (c is '"')
            {
                at = QuotedString(value, at, text);
            }
            else if (c is '(' && at < lastClose && (text.Length is 0 || text[^1] is ' '))
            {
                depth = 1;
            }
            else if (stops.Contains(c, StringComparison.Ordinal))
            {
                break;
            }
            else if (c is not ('\r' or '\n' or '\t') && !(c is ' ' && text.Length is 0))
            {
                text.Append(c);
            }
        }

        var whole = text.ToString().TrimEnd();
        return decode ? EncodedWord.Decode(whole) : whole;
    }

    /// <summary>Gives the place of the closing quote, or the last place.</summary>
    private static int QuotedString(string value, int at, StringBuilder text)
    {
        for (at++; at < value.Length && value[at] is not '"'; at++)
        {
            // A backslash that escapes nothing is one: Windows paths stand in file names.
            at += value[at] is '\\' && at + 1 < value.Length && value[at + 1] is '"' or '\\' ? 1 : 0;
            text.Append(value[at]);
        }

        return at;
    }

    private static Dictionary<string, string> Join(List<Piece> pieces)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var group in pieces.GroupBy(piece => piece.Name, StringComparer.OrdinalIgnoreCase))
        {
            var numbered = group.Where(piece => piece.Section is not null).OrderBy(piece => piece.Section).ToList();
            var whole = group.FirstOrDefault(piece => piece is { Section: null, Encoded: true }) ?? group.FirstOrDefault(piece => piece.Section is null);
            values[group.Key] = whole is { Encoded: true } || numbered.Count is 0 ? Decode(whole!) : Decode(numbered);
        }

        return values;
    }

    private static string Decode(Piece piece) => piece.Encoded ? Decode([piece]) : piece.Text;

    private static string Decode(List<Piece> pieces)
    {
        var octets = new List<byte>();
        string? charset = null;
        for (var i = 0; i < pieces.Count; i++)
        {
            var text = pieces[i].Text;
            if (i is 0 && pieces[i].Encoded && text.Split('\'', 3) is [var named, _, var rest])
            {
                (charset, text) = (named, rest);
            }

            Add(octets, text, pieces[i].Encoded);
        }

        return Charset.Decode(octets.ToArray(), charset);
    }

    private static void Add(List<byte> octets, string text, bool encoded)
    {
        var raw = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < raw.Length; i++)
        {
            if (encoded && raw[i] is (byte)'%' && i + 2 < raw.Length && byte.TryParse(raw.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                octets.Add(octet);
                i += 2;
            }
            else
            {
                octets.Add(raw[i]);
            }
        }
    }

    /// <param name="Section">Its number among the pieces of one value (RFC 2231 §3).</param>
    /// <param name="Encoded">Its value is percent-encoded (RFC 2231 §4).</param>
    private sealed record Piece(string Name, int? Section, bool Encoded, string Text)
    {
        public static Piece Of(string name, string text)
        {
            var parts = name.Split('*');
            var encoded = parts.Length > 1 && parts[^1].Length is 0;
            var section = parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
            return new(parts[0], section, encoded, text);
        }
    }
}
