using System.Globalization;
using System.Text;

namespace Overture.Audience.Cleaning;

/// <summary>
/// What is left of a text when only its letters and digits count: lower case, without diacritics (NFKD, UAX 15), spaces and
/// punctuation. Two spellings of one thing fold to one key.
/// </summary>
internal static class Fold
{
    /// <summary>Longer texts are no header, country or legal form; they fold to nothing.</summary>
    public const int Longest = 160;

    public static string Key(ReadOnlySpan<char> text)
    {
        Span<char> key = stackalloc char[Longest];
        return key[..Into(text, key)].ToString();
    }

    /// <summary>Writes the key into <paramref name="key"/> (of <see cref="Longest"/> chars) and returns its length; 0 when it does not fit.</summary>
    public static int Into(ReadOnlySpan<char> text, Span<char> key)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsAscii(c))
            {
                return AnyScript(text, key);
            }

            if (char.IsAsciiLetterOrDigit(c))
            {
                if (length == key.Length)
                {
                    return 0;
                }

                key[length++] = char.ToLowerInvariant(c);
            }
        }

        return length;
    }

    private static int AnyScript(ReadOnlySpan<char> text, Span<char> key)
    {
        if (text.Length > Longest)
        {
            return 0;
        }

        var length = 0;
        foreach (var rune in CleanText.Whole(text.ToString()).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            var written = Letters(rune, key[length..]);
            if (written < 0)
            {
                return 0;
            }

            length += written;
        }

        return length;
    }

    private static int Letters(Rune rune, Span<char> key)
    {
        if (!Rune.IsLetterOrDigit(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.SpacingCombiningMark)
        {
            return 0;
        }

        var lower = Rune.ToLowerInvariant(rune);
        if (Spelled(lower.Value) is { } spelled)
        {
            return spelled.TryCopyTo(key) ? spelled.Length : -1;
        }

        return lower.TryEncodeToUtf16(key, out var written) ? written : -1;
    }

    // Letters that NFKD leaves whole though people write them without their mark.
    private static string? Spelled(int letter) => letter switch
    {
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'æ' => "ae",
        'œ' => "oe",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => null,
    };
}
