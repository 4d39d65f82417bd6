using System.Buffers;

namespace Overture.Drafting.Checks;

/// <summary>
/// Was the text cut off? It ends with a comma, an open bracket or a word that cannot end a sentence, or runs on for eight words without
/// an end mark although it has one elsewhere.
/// </summary>
internal static class Ending
{
    private const int LongWithoutMark = 8;
    private static readonly SearchValues<char> s_marks = SearchValues.Create("?!.。！？");

    public static string? Find(Passage text, OutputRules rules)
    {
        var body = text.Body.TrimEnd();
        if (body.Length == 0 || text.BodyWords == 0 || rules.Signature)
            return null;
        var cut = body[^1] is ',' or ';' or '-' or '(' or '[' or '/' or '、' or '，' or '&' || (char.IsLetterOrDigit(body[^1]) && EndsShort(text));
        return cut ? $"The text breaks off at \"{Excerpt.Of(text.Cut(Math.Max(text.FirstBodyWord, text.Words.Count - 5), Math.Min(5, text.BodyWords)))}\". Write it to the end." : null;
    }

    private static bool EndsShort(Passage text)
    {
        var last = text.Words.Count - 1;
        if (Phrases.Dangling.At(text, last).Words > 0)
            return true;
        var first = Sentences.Of(text).LastOrDefault((text.FirstBodyWord, last)).Item1;
        return last + 1 - first >= LongWithoutMark && text.Body[..(text.Words[first].Start - text.BodyStart)].ContainsAny(s_marks);
    }
}
