using System.Buffers;
using System.Globalization;
using System.Text;

namespace Overture.Mail.Mime;

/// <summary>Encoded words (RFC 2047): text of any language in a header of ASCII.</summary>
public static class EncodedWord
{
    /// <summary>The longest an encoded word may be, in octets (RFC 2047 §2).</summary>
    internal const int LongestWord = 75;

    private const string Prefix = "=?utf-8?";

    /// <summary>
    /// The text with every encoded word decoded, and the white space between two of them dropped (RFC 2047 §6.2). Liberal in what it takes: encoded words inside
    /// quotes or glued to other text, lower-case or spaced ones, a character torn between two of them, missing padding. What cannot be decoded stays as it is.
    /// </summary>
    /// <param name="text">A header's value, unfolded.</param>
    public static string Decode(string text)
    {
        if (!text.Contains("=?", StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var run = new Run(result);
        var from = 0;
        for (var at = text.IndexOf("=?", StringComparison.Ordinal); at >= 0; at = text.IndexOf("=?", at, StringComparison.Ordinal))
        {
            if (Word.Find(text, at) is not { } word)
            {
                at += 2;
                continue;
            }

            var between = text.AsSpan(from, at - from);
            if (!(run.IsOpen && between.IsWhiteSpace()))
            {
                run.End();
                result.Append(between);
            }

            run.Add(word);
            from = at = word.End;
        }

        run.End();
        return result.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>
    /// Encoded words in UTF-8 for a text, parted by one space, each of at most 75 octets and none of them splitting a character (RFC 2047 §5). Base64 or Q, whichever is shorter.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="inPhrase">True: for a display name, where Q leaves fewer characters as they are (RFC 2047 §5, rule 3).</param>
    public static string Encode(string text, bool inPhrase = false) => string.Join(' ', Words(text, inPhrase));

    internal static IEnumerable<string> Words(string text, bool inPhrase)
    {
        var asQ = text.EnumerateRunes().Sum(rune => QLength(rune, inPhrase));
        var q = asQ <= (Encoding.UTF8.GetByteCount(text) * 4 / 3) + 2;
        var room = LongestWord - Prefix.Length - "Q??=".Length;
        if (!q)
        {
            room = room / 4 * 3;
        }

        var piece = new StringBuilder();
        var used = 0;
        foreach (var element in Graphemes(text, room, q, inPhrase))
        {
            var length = element.EnumerateRunes().Sum(rune => q ? QLength(rune, inPhrase) : rune.Utf8SequenceLength);
            if (used + length > room && used > 0)
            {
                yield return Written(piece.ToString(), q, inPhrase);
                piece.Clear();
                used = 0;
            }

            piece.Append(element);
            used += length;
        }

        if (used > 0)
        {
            yield return Written(piece.ToString(), q, inPhrase);
        }
    }

    /// <summary>What a reader sees as one character is kept together, unless it is longer than a word.</summary>
    private static IEnumerable<string> Graphemes(string text, int room, bool q, bool inPhrase)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            var element = elements.GetTextElement();
            if (element.EnumerateRunes().Sum(rune => q ? QLength(rune, inPhrase) : rune.Utf8SequenceLength) <= room)
            {
                yield return element;
                continue;
            }

            foreach (var rune in element.EnumerateRunes())
            {
                yield return rune.ToString();
            }
        }
    }

    private static string Written(string piece, bool q, bool inPhrase)
    {
        var octets = Encoding.UTF8.GetBytes(piece);
        return q
            ? Prefix + "Q?" + string.Concat(octets.Select(octet => IsPlain(octet, inPhrase) ? ((char)octet).ToString() : octet is (byte)' ' ? "_" : $"={octet:X2}")) + "?="
            : Prefix + "B?" + Convert.ToBase64String(octets) + "?=";
    }

    private static int QLength(Rune rune, bool inPhrase) => rune.Value is ' ' || (rune.IsAscii && IsPlain((byte)rune.Value, inPhrase)) ? 1 : rune.Utf8SequenceLength * 3;

    private static bool IsPlain(byte octet, bool inPhrase) => char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'!' or (byte)'*' or (byte)'+' or (byte)'-' or (byte)'/'
        || (!inPhrase && octet is > 32 and < 127 and not ((byte)'=' or (byte)'?' or (byte)'_'));

    /// <summary>Adjacent words of one charset: decoded together, for some programs tear a character apart.</summary>
    private sealed class Run(StringBuilder result)
    {
        private readonly ArrayBufferWriter<byte> octets = new();
        private string? charset;

        public bool IsOpen => charset is not null;

        public void Add(Word word)
        {
            if (charset is not null && !charset.Equals(word.Charset, StringComparison.OrdinalIgnoreCase))
            {
                End();
            }

            charset = word.Charset;
            octets.Write(word.Octets);
        }

        public void End()
        {
            if (charset is not null)
            {
                result.Append(Charset.Decode(octets.WrittenSpan, charset));
                octets.Clear();
                charset = null;
            }
        }
    }

    private sealed record Word(string Charset, byte[] Octets, int End)
    {
        private const int LongestSearch = 4096;

        /// <summary>The encoded word that begins at a place, or null.</summary>
        public static Word? Find(string text, int at)
        {
            var most = Math.Min(text.Length, at + LongestSearch);
            var charsetEnd = text.IndexOf('?', at + 2, most - at - 2);
            if (charsetEnd <= at + 2 || charsetEnd - at > 60 || charsetEnd + 3 > most || text[charsetEnd + 2] is not '?')
            {
                return null;
            }

            var begin = charsetEnd + 3;
            var end = text.IndexOf("?=", begin, most - begin, StringComparison.Ordinal);
            var charset = text[(at + 2)..charsetEnd];
            charset = charset.IndexOf('*', StringComparison.Ordinal) is > 0 and var star ? charset[..star] : charset; // RFC 2231 §5: a language may follow
            if (end < 0 || charset.Any(c => c <= ' ') || (Mime.Charset.Find(charset) is null && !charset.Contains("utf", StringComparison.OrdinalIgnoreCase)))
            {
                return null;
            }

            var body = text.AsSpan(begin, end - begin);
            var decoded = text[charsetEnd + 1] switch
            {
                'q' or 'Q' => FromQ(body),
                'b' or 'B' => FromBase64(body),
                _ => null,
            };
            return decoded is null ? null : new(charset, decoded, end + 2);
        }

        private static byte[] FromQ(ReadOnlySpan<char> body)
        {
            var octets = new List<byte>(body.Length);
            for (var i = 0; i < body.Length; i++)
            {
                if (body[i] is '=' && i + 2 < body.Length && byte.TryParse(body.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
                {
                    octets.Add(octet);
                    i += 2;
                }
                else if (body[i] is '_')
                {
                    octets.Add((byte)' ');
                }
                else if (body[i] < 0x80)
                {
                    octets.Add((byte)body[i]);
                }
                else
                {
                    octets.AddRange(Encoding.UTF8.GetBytes(body.Slice(i, 1).ToString()));
                }
            }

            return [.. octets];
        }

        private static byte[]? FromBase64(ReadOnlySpan<char> body)
        {
            var clean = new byte[body.Length];
            var length = 0;
            foreach (var c in body)
            {
                if (char.IsAsciiLetterOrDigit(c) || c is '+' or '/')
                {
                    clean[length++] = (byte)c;
                }
            }

            return Base64Lines.DecodeClean(clean.AsSpan(0, length));
        }
    }
}
