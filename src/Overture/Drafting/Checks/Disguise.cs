namespace Overture.Drafting.Checks;

/// <summary>Text that is not what it seems: invisible characters, letters of two alphabets in one word, encoded or spelled-out text.</summary>
internal static class Disguise
{
    private const int LongestSpelling = 6;
    private const int ShortestCode = 16;

    public static string? Find(Passage text) =>
        Invisible(text.Text) ?? MixedAlphabets(text) ?? Encoded(text.Text) ?? Spelled(text);

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
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && IsCodeSign(text[i]))
                continue;
            if (i - start >= ShortestCode && IsCoded(text.AsSpan(start, i - start)))
                return $"\"{text.AsSpan(start, ShortestCode)}…\" looks like encoded text. Write plain words.";
            start = i + 1;
        }
        return null;
    }

    private static bool IsCodeSign(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=' or '_' or '-' or '.';

    private static bool IsCoded(ReadOnlySpan<char> token)
    {
        var (digits, hex, rises) = (0, 0, 0);
        for (var i = 0; i < token.Length; i++)
        {
            digits += char.IsAsciiDigit(token[i]) ? 1 : 0;
            hex += char.IsAsciiHexDigit(token[i]) ? 1 : 0;
            rises += i > 0 && char.IsAsciiLetterUpper(token[i]) && char.IsAsciiLetterLower(token[i - 1]) ? 1 : 0;
        }
        return (hex == token.Length && digits > 0) || token.EndsWith("=") || (rises >= 3 && digits > 0) || rises >= 5;
    }

    // "e v i l c o m", "e-v-i-l-c-o-m", "e.v.i.l.c.o.m": six or more single letters in a row on a line.
    private static string? Spelled(Passage text)
    {
        var run = 0;
        for (var i = 0; i < text.Words.Count; i++)
        {
            var word = text[i];
            run = word.Length == 1 && word[0] < 0x2E80 && (run == 0 || !text.Before(i).Contains('\n')) ? run + 1 : 0;
            if (run == LongestSpelling || IsDotted(word))
                return "It spells something out letter by letter. Write plain words.";
        }
        return null;
    }

    // One word by UAX 29 ("e.v.i.l.c.o"), since a full stop between letters does not part them.
    private static bool IsDotted(ReadOnlySpan<char> word)
    {
        if (word.Length < 2 * LongestSpelling - 1)
            return false;
        for (var i = 1; i < 2 * LongestSpelling - 1; i += 2)
        {
            if (word[i] != '.')
                return false;
        }
        return true;
    }
}
