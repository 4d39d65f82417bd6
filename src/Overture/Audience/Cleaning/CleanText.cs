using System.Globalization;
using System.Text;

namespace Overture.Audience.Cleaning;

/// <summary>A cell as one tidy line: nothing invisible, no control characters, single spaces, no broken surrogates.</summary>
internal static class CleanText
{
    public static string Line(string cell)
    {
        for (var i = 0; i < cell.Length; i++)
        {
            var c = cell[i];
            var stray = c == ' ' ? i == 0 || i == cell.Length - 1 || cell[i - 1] == ' ' : c is < ' ' or '\x7f' || (c > '\x7e' && !char.IsLetter(c));
            if (stray)
            {
                return Rebuilt(cell);
            }
        }

        return cell;
    }

    /// <summary>The same text with every lone surrogate, and U+FFFE, replaced by U+FFFD, so that it can be normalised and stored.</summary>
    public static string Whole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\uFFFE')
            {
                return Mended(text);
            }

            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return Mended(text);
                }

                i++;
            }
        }

        return text;
    }

    private static string Mended(string text)
    {
        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            mended.Append(rune.Value == 0xFFFE ? "\uFFFD" : rune.ToString());
        }

        return mended.ToString();
    }

    private static string Rebuilt(string cell)
    {
        var line = new StringBuilder(cell.Length);
        var space = false;
        foreach (var rune in cell.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                space = line.Length > 0;
            }
            else if (!IsInvisible(rune.Value))
            {
                if (space)
                {
                    line.Append(' ');
                    space = false;
                }

                line.Append(rune.ToString());
            }
        }

        return line.ToString();
    }

    /// <summary>
    /// Marks that show nothing and are left by copying: soft hyphen, zero-width space, word joiner, byte order mark, bidi
    /// controls, tags. The joiners U+200C and U+200D stay: Persian and Indic words need them.
    /// </summary>
    public static bool IsInvisible(int c) =>
        c is 0xAD or 0x200B or 0x200E or 0x200F or 0x2060 or 0xFEFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or (>= 0xE0000 and <= 0xE007F);

    /// <summary>Has the text a letter of any script?</summary>
    public static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Is a mark that belongs to the letter before it?</summary>
    public static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
