namespace Overture.Drafting.Checks;

/// <summary>Words of the model about the text instead of the text: "Sure, here is your e-mail:", "Let me know if you'd like me to shorten it."</summary>
internal static class Preamble
{
    private const int ObjectWithin = 8;
    private const int LastWords = 25;

    public static string? Find(Passage text)
    {
        var first = text.FirstBodyWord;
        var said = Before(text, first) ?? Phrases.Afterword.FirstIn(text, Math.Max(first, text.Words.Count - LastWords), text.Words.Count);
        return said is null ? null : $"It speaks about the text (\"{Excerpt.Of(said)}\"). Give the text alone.";
    }

    private static string? Before(Passage text, int first)
    {
        if (first == text.Words.Count)
            return null;
        if (Phrases.Preamble.At(text, first).Words is > 0 and var count)
            return text.Cut(first, count);
        var leadIn = Phrases.LeadIn.At(text, first).Words;
        return leadIn == 0 ? null : WithObject(text, first, first + leadIn);
    }

    private static string? WithObject(Passage text, int first, int from)
    {
        for (var i = from; i < Math.Min(text.Words.Count, from + ObjectWithin) && (i == from || !EndsLine(text, i)); i++)
        {
            if (Phrases.Object.At(text, i).Words is > 0 and var count && (i + count == text.Words.Count || EndsLeadIn(text, i + count)))
                return text.Cut(first, i + count - first);
        }
        return null;
    }

    private static bool EndsLine(Passage text, int word) => text.Before(word).ContainsAny('\n', ':', '：');

    /// <summary>A colon or the end of the line comes within the next six words.</summary>
    private static bool EndsLeadIn(Passage text, int from)
    {
        for (var i = from; i < Math.Min(text.Words.Count, from + 6); i++)
        {
            if (EndsLine(text, i))
                return true;
        }
        return false;
    }
}
