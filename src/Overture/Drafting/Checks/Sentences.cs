using System.Buffers;

namespace Overture.Drafting.Checks;

/// <summary>
/// Sentences of a body: they end with . ? ! … (or 。！？) before a space or the end, and with an empty line. Initials and abbreviations
/// before a full stop end none; a line of fewer than three words (a greeting) is none.
/// </summary>
internal static class Sentences
{
    private static readonly HashSet<ulong> s_abbreviations =
        [.. "mr mrs ms dr prof inc ltd co corp st vs e.g i.e etc no nr hr fr z.b bzw ca sr sra mme jr approx d.h u.a p.ej tel usw".Split(' ').Select(w => Passage.HashOf(w))];

    private static readonly SearchValues<char> s_ends = SearchValues.Create("?!…。！？");
    private static readonly SearchValues<char> s_beginnings = SearchValues.Create("\n:\"“");

    /// <summary>Word ranges, the end exclusive.</summary>
    public static IEnumerable<(int First, int Last)> Of(Passage text)
    {
        var first = text.FirstBodyWord;
        for (var i = first; i < text.Words.Count; i++)
        {
            if (!EndsAfter(text, i))
                continue;
            if (i + 1 - first >= 3 || !IsGreetingLine(text, i))
                yield return (first, i + 1);
            first = i + 1;
        }
    }

    public static int Count(Passage text) => Of(text).Count();

    /// <summary>Does a word begin a sentence or a line?</summary>
    public static bool BeginsAt(Passage text, int word) =>
        word == 0 || word == text.FirstBodyWord || EndsAfter(text, word - 1) || text.Before(word).ContainsAny(s_beginnings);

    private static bool IsGreetingLine(Passage text, int word) =>
        word + 1 < text.Words.Count && text.Before(word + 1).Contains('\n');

    private static bool EndsAfter(Passage text, int word)
    {
        if (word == text.Words.Count - 1)
            return true;
        var gap = text.Before(word + 1);
        if (gap.IndexOf("\n\n") >= 0 || gap.ContainsAny(s_ends))
            return true;
        var stop = gap.IndexOf('.');
        if (stop < 0 || stop + 1 == gap.Length)
            return false;
        return gap.Contains('\n') || !(text.Words[word].Length == 1 || s_abbreviations.Contains(text.Hashes[word]));
    }
}
