namespace Overture.Drafting.Checks;

/// <summary>
/// Words by the default rules of UAX 29 §4.1.1 (WB4 to WB13b): the segments that hold a letter, digit or ideograph. An address is two
/// words (name, host), "don't" and "3.14" are one, "full-time" two; each ideograph and Hiragana letter is one, a Katakana run is one.
/// Scripts that need a dictionary (Thai, Khmer) count a run as one word.
/// </summary>
internal static class Words
{
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var at = 0; Next(text, ref at) is { Length: > 0 };)
            count++;
        return count;
    }

    public static List<WordSpan> Split(string text)
    {
        var words = new List<WordSpan>(text.Length / 6 + 4);
        for (var at = 0; Next(text, ref at) is { Length: > 0 } word;)
            words.Add(word);
        return words;
    }

    /// <summary>The next word at or after <paramref name="at"/>, which moves behind it; empty at the end.</summary>
    private static WordSpan Next(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length)
        {
            var start = at;
            var kind = WordBreaks.Of(text, at, out var length);
            at += length;
            if (kind is WordBreak.Single)
            {
                at = SkipExtend(text, at);
                return new(start, at - start);
            }
            if (Joins(kind) && Run(text, ref at, kind))
                return new(start, at - start);
        }
        return default;
    }

    /// <summary>Reads on while the rules forbid a break. False when the run is joiners only ("___").</summary>
    private static bool Run(ReadOnlySpan<char> text, ref int at, WordBreak last)
    {
        var word = last is not WordBreak.ExtendNumLet;
        while (true)
        {
            at = SkipExtend(text, at);
            if (at >= text.Length)
                return word;
            var next = WordBreaks.Of(text, at, out var length);
            if (!Touches(last, next))
            {
                if (!Bridges(last, next, text, at + length, out var after, out length))
                    return word;
                at = length;
                last = after;
                continue;
            }
            at += length;
            last = next;
            word |= next is not WordBreak.ExtendNumLet;
        }
    }

    private static bool Joins(WordBreak kind) =>
        kind is WordBreak.Letter or WordBreak.Hebrew or WordBreak.Numeric or WordBreak.Katakana or WordBreak.ExtendNumLet;

    private static bool IsLetter(WordBreak kind) => kind is WordBreak.Letter or WordBreak.Hebrew;

    // WB5, WB8-WB10, WB13-WB13b.
    private static bool Touches(WordBreak last, WordBreak next)
    {
        if (last is WordBreak.ExtendNumLet || next is WordBreak.ExtendNumLet)
            return Joins(next);
        if (last is WordBreak.Katakana || next is WordBreak.Katakana)
            return last == next;
        return Joins(next);
    }

    // WB6-WB7c, WB11-WB12: one mark between two letters or two digits does not part them.
    private static bool Bridges(WordBreak last, WordBreak mark, ReadOnlySpan<char> text, int at, out WordBreak after, out int end)
    {
        (after, end) = (WordBreak.Other, at);
        var letters = IsLetter(last) && (mark is WordBreak.MidLetter or WordBreak.MidNumLet || (mark is WordBreak.DoubleQuote && last is WordBreak.Hebrew));
        var digits = last is WordBreak.Numeric && mark is WordBreak.MidNum or WordBreak.MidNumLet;
        if (!letters && !digits)
            return false;
        at = SkipExtend(text, at);
        if (at >= text.Length)
            return false;
        after = WordBreaks.Of(text, at, out var length);
        end = at + length;
        return letters ? IsLetter(after) : after is WordBreak.Numeric && last is WordBreak.Numeric;
    }

    // WB4.
    private static int SkipExtend(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && WordBreaks.Of(text, at, out var length) is WordBreak.Extend)
            at += length;
        return at;
    }
}
