using System.Buffers;

namespace Overture.Audience.Files;

/// <summary>What a cell looks like, as far as finding the dialect and the header needs to know.</summary>
internal enum CellType
{
    Empty,
    Number,
    Date,
    Email,
    Url,
    Phone,
    Text,
}

internal static class CellTypeRule
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.,'+-% \u00A0$€£¥eE");
    private static readonly SearchValues<char> DateCharacters = SearchValues.Create("0123456789/-.: TZ+");
    private static readonly SearchValues<char> PhoneCharacters = SearchValues.Create("0123456789 +-()./\u00A0");
    private static readonly SearchValues<char> DomainCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");

    public static CellType Of(string cell)
    {
        var text = cell.AsSpan().Trim();
        if (text.IsEmpty)
            return CellType.Empty;
        if (text.Length > 2_000)
            return CellType.Text;
        if (IsEmail(text))
            return CellType.Email;
        if (IsUrl(text))
            return CellType.Url;
        if (!text.ContainsAnyInRange('0', '9'))
            return CellType.Text;
        return IsDate(text) ? CellType.Date : IsNumber(text) ? CellType.Number : IsPhone(text) ? CellType.Phone : CellType.Text;
    }

    private static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        return at > 0 && !text.ContainsAny(" ,;\t") && text.Count('@') == 1 && IsDomain(text[(at + 1)..]);
    }

    private static bool IsUrl(ReadOnlySpan<char> text)
    {
        if (text.Contains(' '))
            return false;
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme is > 1 and < 10)
            return true;
        var end = text.IndexOfAny("/?#:");
        return IsDomain(end < 0 ? text : text[..end]);
    }

    private static bool IsDomain(ReadOnlySpan<char> text)
    {
        var dot = text.LastIndexOf('.');
        return dot > 0 && text.Length - dot > 2 && !text[(dot + 1)..].ContainsAnyInRange('0', '9')
            && !text.ContainsAnyExcept(DomainCharacters) && text.IndexOf("..", StringComparison.Ordinal) < 0;
    }

    private static bool IsNumber(ReadOnlySpan<char> text) =>
        !text.ContainsAnyExcept(NumberCharacters) && (text[0] is '+' or '-' or '.' || !char.IsAsciiLetter(text[0]))
        && text.Count(',') + text.Count('.') + text.Count('\'') <= text.Length / 2;

    private static bool IsDate(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(DateCharacters) || !char.IsAsciiDigit(text[0]) || text.Length is < 4 or > 35)
            return false;
        foreach (var separator in "/-.:")
        {
            if (text.Count(separator) == 2 && !text.ContainsAny(' ', '+') || text.Count(separator) == 2 && text.Contains(':'))
                return true;
        }
        return text.Count(':') == 1 && text.Length <= 5;
    }

    private static bool IsPhone(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(PhoneCharacters))
            return false;
        var digits = 0;
        foreach (var c in text)
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        return digits is >= 6 and <= 16;
    }
}
