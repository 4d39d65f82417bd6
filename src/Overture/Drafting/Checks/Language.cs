using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;

namespace Overture.Drafting.Checks;

/// <summary>
/// Is a text in the language it was asked for? By script, then by stop words, each weighing less the more languages share it. Made for the
/// 50 to 70 words of an e-mail; a line too short to tell is given the benefit of the doubt.
/// </summary>
internal static class Language
{
    private const double EnoughPerWord = 0.08;
    private const int ShortText = 15;
    private static readonly string[] s_codes = [.. Lines().Select(l => l.Code)];
    private static readonly FrozenDictionary<ulong, ushort> s_stopWords = ReadStopWords();

    /// <summary>ISO 639-1 codes that can be told.</summary>
    public static IReadOnlyList<string> Known => s_codes;

    public static bool IsStopWord(ulong hash) => s_stopWords.ContainsKey(hash);

    public static string NameOf(string code) => CultureInfo.GetCultureInfo(code).EnglishName;

    /// <summary>What speaks against the language, or null.</summary>
    public static string? Find(Passage text, string language)
    {
        var wanted = Array.IndexOf(s_codes, language);
        if (wanted < 0 || text.BodyWords == 0)
            return null;
        var script = Script.Of(text.Body);
        if (!script.Fits(language))
            return $"The text is not in {NameOf(language)} letters. Write it in {NameOf(language)}.";
        return language is "zh" or "ja" ? null : ByStopWords(text, wanted, script);
    }

    private static string? ByStopWords(Passage text, int wanted, Script script)
    {
        Span<double> scores = stackalloc double[s_codes.Length];
        var words = Score(text, text.FirstBodyWord, text.Words.Count, scores);
        if (IsOther(scores, wanted, words))
            return $"The text is not in {NameOf(s_codes[wanted])}{Instead(scores, wanted)}. Write all of it in {NameOf(s_codes[wanted])}.";
        if (s_codes[wanted] == "ru" && script.Ukrainian)
            return "The text is not in Russian. Write all of it in Russian.";
        foreach (var (first, last) in Sentences.Of(text))
        {
            var count = Score(text, first, last, scores);
            var best = Best(scores, wanted);
            if (count >= 6 && scores[best] >= 1.5 && scores[wanted] < 0.35 * scores[best])
                return $"A part of the text is in {NameOf(s_codes[best])}: \"{Excerpt.Of(text.Cut(first, last - first))}\". Write all of it in {NameOf(s_codes[wanted])}.";
        }
        return null;
    }

    private static bool IsOther(ReadOnlySpan<double> scores, int wanted, int words)
    {
        var best = scores[Best(scores, wanted)];
        if (words < ShortText)
            return best >= 1.5 && scores[wanted] < 0.35 * best;
        return scores[wanted] < 0.85 * best || scores[wanted] < EnoughPerWord * words;
    }

    private static string Instead(ReadOnlySpan<double> scores, int wanted) =>
        scores[Best(scores, wanted)] > Math.Max(1, scores[wanted]) ? $" but in {NameOf(s_codes[Best(scores, wanted)])}" : "";

    private static int Best(ReadOnlySpan<double> scores, int but)
    {
        var best = but == 0 ? 1 : 0;
        for (var i = 0; i < scores.Length; i++)
            best = i != but && scores[i] > scores[best] ? i : best;
        return best;
    }

    private static int Score(Passage text, int first, int last, Span<double> scores)
    {
        scores.Clear();
        for (var i = first; i < last; i++)
        {
            if (!s_stopWords.TryGetValue(text.Hashes[i], out var languages))
                continue;
            var weight = 1.0 / BitOperations.PopCount(languages);
            for (var rest = (uint)languages; rest != 0; rest &= rest - 1)
                scores[BitOperations.TrailingZeroCount(rest)] += weight;
        }
        return last - first;
    }

    private static FrozenDictionary<ulong, ushort> ReadStopWords()
    {
        var all = new Dictionary<ulong, ushort>();
        foreach (var (index, (_, words)) in Lines().Index())
        {
            foreach (var word in words.Where(w => Words.Count(w) == 1))
            {
                var hash = Passage.HashOf(word);
                all[hash] = (ushort)(all.GetValueOrDefault(hash) | (1 << index));
            }
        }
        return all.ToFrozenDictionary();
    }

    private static IEnumerable<(string Code, string[] Words)> Lines() =>
        from line in DataFile.Lines(typeof(Language), "stopwords.txt")
        let parts = line.Split(':')
        select (parts[0], parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
