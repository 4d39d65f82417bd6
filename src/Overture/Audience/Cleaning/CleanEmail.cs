using System.Globalization;
using System.Text;

namespace Overture.Audience.Cleaning;

/// <summary>
/// The address in a cell: unwrapped from what copying leaves around it ("mailto:", angle brackets, a display name, quotes), judged by
/// <see cref="EmailSyntax"/>. Of several addresses in one cell the first is taken, when all of them are usable.
/// </summary>
internal static class CleanEmail
{
    private const string Prefix = "cannot be mailed: ";

    public static readonly EmailVerdict.Unusable Empty = new(Prefix + "no address");
    public static readonly EmailVerdict.Unusable NoColumn = new(Prefix + "the file has no e-mail column");

    private static readonly EmailVerdict.Unusable MoreThanAddresses = new(Prefix + "the cell holds more than addresses");

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };
    private static readonly char[] Separators = [';', ',', '|', '\n'];

    public static EmailVerdict Run(string cell)
    {
        var text = Unwrap(Visible(cell).AsSpan());
        if (text.IsEmpty)
        {
            return Empty;
        }

        return text.IndexOfAny(Separators) < 0 ? One(text) : FirstOf(text);
    }

    private static EmailVerdict FirstOf(ReadOnlySpan<char> text)
    {
        var whole = One(text); // a separator within quotes, or a vertical bar, may be part of a local part
        EmailVerdict? first = whole as EmailVerdict.Usable;
        if (first is not null)
        {
            return first;
        }

        foreach (var range in text.SplitAny(Separators))
        {
            var part = Unwrap(text[range]);
            if (part.IsEmpty && first is not null)
            {
                continue;
            }

            if (One(part) is not EmailVerdict.Usable usable)
            {
                return first is null ? whole : MoreThanAddresses;
            }

            first ??= usable;
        }

        return first ?? whole;
    }

    private static EmailVerdict One(ReadOnlySpan<char> address)
    {
        var at = EmailSyntax.LastAt(address);
        if (at >= 0 && address[(at + 1)..].ContainsAnyExceptInRange('\0', '\x7f'))
        {
            if (ALabels(address[(at + 1)..]) is not { } domain)
            {
                return new EmailVerdict.Unusable(Prefix + "the domain holds a character that is not allowed");
            }

            return Judged(string.Concat(address[..(at + 1)], domain));
        }

        return Judged(address.ToString());
    }

    private static EmailVerdict Judged(string address)
    {
        if (EmailSyntax.Fault(address) is { } fault)
        {
            return new EmailVerdict.Unusable(Prefix + fault);
        }

        var identity = Lower(address);
        return new EmailVerdict.Usable(WithLowerDomain(address, identity), identity);
    }

    private static string Lower(string address) => address.AsSpan().ContainsAnyInRange('A', 'Z') ? address.ToLowerInvariant() : address;

    private static string WithLowerDomain(string address, string identity)
    {
        if (ReferenceEquals(address, identity))
        {
            return address;
        }

        var at = EmailSyntax.LastAt(address);
        return string.Concat(address.AsSpan(0, at), identity.AsSpan(at));
    }

    /// <summary>The domain as A-labels (RFC 5890), or null when it cannot be one.</summary>
    public static string? ALabels(ReadOnlySpan<char> domain)
    {
        try
        {
            return Idn.GetAscii(domain.ToString());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // "＠" and full-width letters are what a Japanese keyboard types.
    private static string Visible(string cell)
    {
        if (!cell.AsSpan().ContainsAnyExceptInRange('\0', '\x7f'))
        {
            return cell;
        }

        var seen = new StringBuilder(cell.Length);
        foreach (var c in cell)
        {
            if (!CleanText.IsInvisible(c))
            {
                seen.Append(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c is '\u00A0' or '\u3000' ? ' ' : c);
            }
        }

        return seen.ToString();
    }

    private static ReadOnlySpan<char> Unwrap(ReadOnlySpan<char> text)
    {
        text = Trim(text);
        var open = text.LastIndexOf('<');
        if (open >= 0 && text[^1] == '>')
        {
            text = Trim(text[(open + 1)..^1]); // RFC 5322 §3.4: Name <address>
        }

        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            text = text["mailto:".Length..];
            var query = text.IndexOf('?');
            text = query < 0 ? text : text[..query];
        }

        text = Trim(text.Trim(";,"));
        return text.Length > 2 && IsQuote(text[0]) && text[0] == text[^1] ? Trim(text[1..^1]) : text;
    }

    private static bool IsQuote(char c) => c is '"' or '\'' or '`';

    // Spreadsheets leave spaces around a cell and one line feed after it; any other line break is refused with the address.
    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        text = text.Trim(" \t");
        return text.Length > 0 && text[^1] == '\n' ? text[..^1].TrimEnd(" \t") : text;
    }
}
