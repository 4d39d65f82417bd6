using System.Buffers;
using System.Text;

namespace Overture.Mail.Mime;

/// <summary>
/// Writes the fields of a header (RFC 5322 §2.2): folded at 78 octets where they can be, never beyond 998, in ASCII by encoded words (RFC 2047) unless UTF-8 is
/// asked for (RFC 6532). No value brings a CR, LF or NUL into a header: controls become spaces.
/// </summary>
internal sealed class MailHeader(IBufferWriter<byte> into, bool utf8)
{
    private const int Fold = 78;
    private const int Longest = 998;

    /// <summary>Free text, as a subject: words that are ASCII stay, the others are encoded.</summary>
    public void Text(string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        var clean = Clean(value);
        Field(name, MustEncode(clean) ? EncodedWord.Words(clean, inPhrase: false) : Words(clean));
    }

    /// <summary>A value of a grammar of its own, in ASCII already: it is folded at its spaces.</summary>
    public void Structured(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Field(name, Words(Clean(value)));
        }
    }

    /// <summary>A value of words that stay whole: folding takes place between them.</summary>
    public void Whole(string name, IEnumerable<string> words) => Field(name, words.Select(Clean));

    /// <summary>Addresses with their names, one after another.</summary>
    /// <exception cref="ArgumentException">An address is none, or holds what would end it.</exception>
    public void Addresses(string name, IReadOnlyList<MailboxAddress> addresses)
    {
        if (addresses.Count > 0)
        {
            Field(name, addresses.SelectMany((address, i) => Mailbox(address, i < addresses.Count - 1)));
        }
    }

    /// <summary>The address as it goes into a header or an envelope.</summary>
    /// <exception cref="ArgumentException">It is none: a local part, an @ and a domain, without white space, controls, angle brackets or commas outside quotes.</exception>
    public static string Address(MailboxAddress address, bool utf8)
    {
        var text = utf8 ? address.Address : address.AsciiAddress;
        var quoted = address.LocalPart.StartsWith('"') && address.LocalPart.EndsWith('"') && address.LocalPart.Length > 2;
        var local = quoted ? address.LocalPart[1..^1] : address.LocalPart;
        var literal = address.Domain.StartsWith('[');
        var bad = text.Length > 320 || (literal && (!address.Domain.EndsWith(']') || address.Domain[1..^1].Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or ':' or '-')))) || text.Any(char.IsControl) || address.LocalPart.Length is 0 || address.Domain.Length is 0 || address.Domain.Any(c => char.IsWhiteSpace(c) || "<>()\"@,;:\\".Contains(c, StringComparison.Ordinal) && !literal)
            || (!quoted && local.Any(c => char.IsWhiteSpace(c) || "<>()\"@,;:\\".Contains(c, StringComparison.Ordinal))) || (quoted && local.Replace("\\\\", "", StringComparison.Ordinal).Replace("\\\"", "", StringComparison.Ordinal).IndexOfAny(['"', '\\']) >= 0);
        return bad ? throw new ArgumentException($"“{Clean(address.Address)}” is no address: write it as local@domain.", nameof(address)) : text;
    }

    private IEnumerable<string> Mailbox(MailboxAddress address, bool comma)
    {
        var end = comma ? "," : "";
        var text = Address(address, utf8);
        if (Clean(address.Name ?? "") is not { Length: > 0 } name)
        {
            return [text + end];
        }

        return [.. Phrase(name), $"<{text}>{end}"];
    }

    private IEnumerable<string> Phrase(string name)
    {
        if (MustEncode(name))
        {
            return EncodedWord.Words(name, inPhrase: true);
        }

        var isAtoms = name.All(c => char.IsLetterOrDigit(c) || " !#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal)) && !name.Contains("  ", StringComparison.Ordinal);
        return isAtoms ? Words(name) : Words($"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
    }

    /// <summary>What a reader would take for an encoded word, or what has no place to be folded at, is encoded too.</summary>
    private bool MustEncode(string text) => (!utf8 && !Ascii.IsValid(text)) || text.Contains("=?", StringComparison.Ordinal) || text.StartsWith(' ') || text.EndsWith(' ') || text.StartsWith('\'')
        || text.Contains("          ", StringComparison.Ordinal) || text.Split(' ').Any(word => Encoding.UTF8.GetByteCount(word) > Longest - 100);

    private static string[] Words(string text) => text.Split(' ');

    /// <summary>Line breaks and other controls become one space; the separators U+2028, U+2029 and lone surrogates do not leave either.</summary>
    private static string Clean(string value)
    {
        if (!value.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' || char.IsSurrogate(c)))
        {
            return value;
        }

        var result = new StringBuilder(value.Length);
        var wasControl = false;
        foreach (var rune in value.EnumerateRunes())
        {
            var isControl = Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029;
            _ = isControl && wasControl ? result : isControl ? result.Append(' ') : result.Append(rune);
            wasControl = isControl;
        }

        return result.ToString();
    }

    /// <summary>Words with a space before each; a new line begins where the next would not fit. Empty words are further spaces, which no line may consist of.</summary>
    private void Field(string name, IEnumerable<string> words)
    {
        var line = new StringBuilder(name).Append(':');
        var length = line.Length;
        foreach (var word in words)
        {
            var octets = Encoding.UTF8.GetByteCount(word);
            if (octets > Longest - 2 || (word.Length is 0 && length >= Longest - 100))
            {
                throw new ArgumentException($"{name} holds a word of more than {Longest - 2} octets or as many spaces, and no line may be longer (RFC 5322 §2.1.1): shorten “{word[..Math.Min(40, word.Length)]}…”.", nameof(words));
            }

            if (length + 1 + octets > Fold && word.Length > 0 && length > name.Length + 1 && !IsBlankLine(line))
            {
                line.Append("\r\n");
                length = 0;
            }

            line.Append(' ').Append(word);
            length += octets + 1;
        }

        line.Append("\r\n");
        Encoding.UTF8.GetBytes(line.ToString(), into);
    }

    /// <summary>The line so far is white space alone: folding after it would leave a line that looks like the header's end.</summary>
    private static bool IsBlankLine(StringBuilder line)
    {
        for (var i = line.Length - 1; i >= 0 && line[i] is not '\n'; i--)
        {
            if (line[i] is not ' ')
            {
                return false;
            }
        }

        return true;
    }
}
