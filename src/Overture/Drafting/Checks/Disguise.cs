using System.Globalization;

namespace Overture.Drafting.Checks;

/// <summary>Text that is not what it seems: invisible characters, letters of two alphabets in one word, encoded or spelled-out text.</summary>
internal static class Disguise
{
    public static string? Find(Passage text) =>
        Invisible(text.Text) ?? MixedAlphabets(text) ?? Encoded(text.Text) ?? Spelled(text.Text);

    /// <summary>Characters that show nothing and carry something: zero width, bidirectional controls, tags (UTR 36 §3).</summary>
    public static bool IsInvisible(char c) => c switch
    {
        '\u00AD' or '\u180E' or '\uFEFF' or '\u034F' or '\u061C' => true,
        >= '\u200B' and <= '\u200F' => true,
        >= '\u202A' and <= '\u202E' => true,
        >= '\u2060' and <= '\u206F' => true,
        >= '\uFE00' and <= '\uFE0F' => true,
        _ => false,
    };

    private static string? Invisible(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 128 || (!IsInvisible(c) && !char.IsHighSurrogate(c)))
                continue;
            if (IsSmuggled(text, i))
                return $"It holds an invisible character (U+{char.ConvertToUtf32(char.IsHighSurrogate(c) ? text.Substring(i, 2) : $"{c}", 0):X4}). Use plain text only.";
        }
        return null;
    }

    private static bool IsSmuggled(string text, int at)
    {
        var c = text[at];
        if (char.IsHighSurrogate(c))
            return at + 1 < text.Length && char.IsSurrogatePair(c, text[at + 1]) && IsHiddenPlane(char.ConvertToUtf32(c, text[at + 1]));
        // Emoji sequences and the scripts that need joiners may have them (UAX 31 §2.3); plain words may not.
        if (c is '\u200C' or '\u200D' or >= '\uFE00' and <= '\uFE0F')
            return at == 0 || text[at - 1] < 0x250;
        return true;
    }

    // Tags, supplementary variation selectors, and the mathematical alphabets.
    private static bool IsHiddenPlane(int c) => c is >= 0xE0000 and <= 0xE0FFF or >= 0x1D400 and <= 0x1D7FF;

    private static string? MixedAlphabets(Passage text)
    {
        if (System.Text.Ascii.IsValid(text.Text))
            return null;
        for (var i = 0; i < text.Words.Count; i++)
        {
            if (Mixes(text[i]))
                return $"The word \"{text[i]}\" mixes letters of two alphabets. Write it in one.";
        }
        return null;
    }

    private static bool Mixes(ReadOnlySpan<char> word)
    {
        var (latin, lookAlike) = (false, false);
        foreach (var c in word)
        {
            latin |= char.IsAsciiLetter(c) || c is >= '\u00C0' and <= '\u024F';
            lookAlike |= c is >= '\u0370' and <= '\u052F';
        }
        return latin && lookAlike;
    }

    private static string? Encoded(string text)
    {
        if (text.Contains("%2F", StringComparison.OrdinalIgnoreCase) || text.Contains("%3A", StringComparison.OrdinalIgnoreCase) || text.Contains("\\u00", StringComparison.Ordinal) || text.Contains("\\x", StringComparison.Ordinal))
            return "It holds escaped text. Write plain words.";
        foreach (var token in text.AsSpan().SplitAny(" \n\t\"'()[]<>,;:!?“”„"))
        {
            if (token.End.Value - token.Start.Value >= 16 && IsCoded(text.AsSpan(token)))
                return $"\"{text.AsSpan(token)[..16]}…\" looks like encoded text. Write plain words.";
        }
        return null;
    }

    private static bool IsCoded(ReadOnlySpan<char> token)
    {
        var (digits, hex, rises) = (0, 0, 0);
        for (var i = 0; i < token.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(token[i]) && token[i] is not ('+' or '/' or '=' or '_' or '-' or '.'))
                return false;
            digits += char.IsAsciiDigit(token[i]) ? 1 : 0;
            hex += char.IsAsciiHexDigit(token[i]) ? 1 : 0;
            rises += i > 0 && char.IsAsciiLetterUpper(token[i]) && char.IsAsciiLetterLower(token[i - 1]) ? 1 : 0;
        }
        return (hex == token.Length && digits > 0) || token.EndsWith("=") || (rises >= 3 && digits > 0) || rises >= 5;
    }

    // "e v i l c o m", "e-v-i-l": six or more single letters in a row.
    private static string? Spelled(string text)
    {
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var alone = char.IsLetterOrDigit(text[i]) && text[i] < 0x2E80 && !Sticks(text, i - 1) && !Sticks(text, i + 1);
            run = alone ? run + 1 : char.IsLetterOrDigit(text[i]) || text[i] == '\n' ? 0 : run;
            if (run == 6)
                return "It spells something out letter by letter. Write plain words.";
        }
        return null;
    }

    private static bool Sticks(string text, int at) =>
        at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '\'' or '’' || CharUnicodeInfo.GetUnicodeCategory(text[at]) is UnicodeCategory.NonSpacingMark);
}
