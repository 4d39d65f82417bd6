using System.Globalization;
using System.Text;

namespace Overture.Drafting.Checks;

/// <summary>The Word_Break property of UAX 29 §4.1, as far as it decides what a word is. Derived from general categories and ranges.</summary>
internal enum WordBreak : byte
{
    Other,
    Letter,
    Hebrew,
    Numeric,
    Katakana,
    /// <summary>Ideographs and Hiragana: each is a word of its own.</summary>
    Single,
    ExtendNumLet,
    MidLetter,
    MidNum,
    MidNumLet,
    DoubleQuote,
    Extend,
}

internal static class WordBreaks
{
    private static readonly WordBreak[] s_plane = [.. Enumerable.Range(0, 0x10000).Select(c => Find(c, CharUnicodeInfo.GetUnicodeCategory((char)c)))];

    public static WordBreak Of(ReadOnlySpan<char> text, int at, out int length)
    {
        var c = text[at];
        length = 1;
        if (!char.IsHighSurrogate(c) || Rune.DecodeFromUtf16(text[at..], out var rune, out length) != System.Buffers.OperationStatus.Done)
            return s_plane[c];
        return Find(rune.Value, Rune.GetUnicodeCategory(rune));
    }

    private static WordBreak Find(int c, UnicodeCategory category) => c switch
    {
        ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2027 or 0xFE13 or 0xFE55 or 0xFF1A => WordBreak.MidLetter,
        ',' or ';' or 0x37E or 0x589 or 0x60C or 0x60D or 0x66C or 0x7F8 or 0x2044 or 0xFE10 or 0xFE14 or 0xFE50 or 0xFE54 or 0xFF0C or 0xFF1B => WordBreak.MidNum,
        '.' or '\'' or 0x2018 or 0x2019 or 0x2024 or 0xFE52 or 0xFF07 or 0xFF0E => WordBreak.MidNumLet,
        '"' => WordBreak.DoubleQuote,
        0x202F => WordBreak.ExtendNumLet,
        0x200B => WordBreak.Other,
        (>= 0x3031 and <= 0x3035) or 0x309B or 0x309C or (>= 0x30A0 and <= 0x30FA) or (>= 0x30FC and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0xFF66 and <= 0xFF9D) => WordBreak.Katakana,
        (>= 0x3041 and <= 0x3096) or (>= 0x309D and <= 0x309F) => WordBreak.Single,
        0x3006 or 0x3007 or (>= 0x3021 and <= 0x3029) or (>= 0x3038 and <= 0x303A) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF) => WordBreak.Single,
        0xFF9E or 0xFF9F => WordBreak.Extend,
        _ => OfCategory(c, category),
    };

    private static WordBreak OfCategory(int c, UnicodeCategory category) => category switch
    {
        UnicodeCategory.OtherLetter when c is >= 0x5D0 and <= 0x5F2 or >= 0xFB1D and <= 0xFB4F => WordBreak.Hebrew,
        <= UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => WordBreak.Letter,
        UnicodeCategory.DecimalDigitNumber => WordBreak.Numeric,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => WordBreak.Extend,
        UnicodeCategory.ConnectorPunctuation => WordBreak.ExtendNumLet,
        _ => WordBreak.Other,
    };
}
