using System.Runtime.CompilerServices;

namespace Overture.Drafting.Checks;

/// <summary>
/// Does copy repeat the system text? Five words in a row, or eighteen letters in a row (twenty characters with their spaces) that
/// touch three words, however spaced, cased or spelled. What the system text puts between quotation marks is offered for use and may
/// be repeated; so may who writes ("You are an AI-automation specialist"), and what the row's own fields and page say.
/// </summary>
internal sealed class PromptLeak
{
    private const int WordRun = 5;
    private const int LetterRun = 18;
    private const int TouchedWords = 3;
    private const int LongestPersona = 80;
    private static readonly string[] s_personaEnds = [",", ".", ";", ":", " who ", " that ", " and "];
    private static readonly ConditionalWeakTable<string, PromptLeak> s_known = [];

    private readonly HashSet<ulong> _words = [];
    private readonly HashSet<ulong> _letters = [];

    private PromptLeak(string prompt)
    {
        foreach (var part in Secret(prompt))
        {
            AddWords(Passage.Of(part));
            AddLetters(part);
        }
    }

    public static string? Find(Passage text, CopyContext context)
    {
        if (context.SystemPrompt.Length == 0)
            return null;
        var known = s_known.GetValue(context.SystemPrompt, static prompt => new(prompt));
        var leak = known.WordsIn(text, context) ?? known.LettersIn(text, context);
        return leak is null ? null : $"It repeats the system text: \"{Excerpt.Of(leak)}\". Say it in other words.";
    }

    private void AddWords(Passage part)
    {
        for (var i = 0; i + WordRun <= part.Hashes.Length; i++)
            _words.Add(HashOf(part, i));
    }

    private void AddLetters(string part)
    {
        var letters = Letters(part, out var starts);
        var window = new Window();
        for (var i = 0; i < letters.Length; i++)
        {
            if (window.Slide(letters, i, out var hash) && starts.AsSpan(i - LetterRun + 2, LetterRun - 1).Count(true) >= TouchedWords - 1)
                _letters.Add(hash);
        }
    }

    private string? WordsIn(Passage text, CopyContext context)
    {
        for (var i = 0; i + WordRun <= text.Hashes.Length; i++)
        {
            if (_words.Contains(HashOf(text, i)) && text.Cut(i, WordRun) is var run && !IsOwn(run, context))
                return run;
        }
        return null;
    }

    private string? LettersIn(Passage text, CopyContext context)
    {
        var letters = Skeleton.LettersOf(text.Skeleton);
        var window = new Window();
        for (var i = 0; i < letters.Length; i++)
        {
            if (window.Slide(letters, i, out var hash) && _letters.Contains(hash) && letters.Substring(i - LetterRun + 1, LetterRun) is var run && !IsOwnLetters(run, context))
                return run;
        }
        return null;
    }

    private static ulong HashOf(Passage text, int word)
    {
        ulong hash = 0;
        foreach (var next in text.Hashes.AsSpan(word, WordRun))
            hash = Passage.Join(hash, next);
        return hash;
    }

    private static bool IsOwn(string run, CopyContext context) =>
        context.SiteText?.Contains(run, StringComparison.OrdinalIgnoreCase) == true
        || context.Fields.Values.Any(v => v.Contains(run, StringComparison.OrdinalIgnoreCase));

    private static bool IsOwnLetters(string run, CopyContext context) =>
        context.Fields.Values.Append(context.SiteText ?? "").Any(v => v.Length >= LetterRun && Skeleton.Letters(v).Contains(run, StringComparison.Ordinal));

    private static string Letters(string part, out bool[] starts)
    {
        var letters = new System.Text.StringBuilder();
        var begins = new List<bool>();
        foreach (var word in part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Skeleton.Letters(word);
            letters.Append(next);
            begins.AddRange(next.Select((_, i) => i == 0));
        }
        starts = [.. begins];
        return letters.ToString();
    }

    /// <summary>The parts that are no secret left out: quotations, which end with their line, and who the writer is.</summary>
    private static IEnumerable<string> Secret(string prompt)
    {
        foreach (var line in prompt.Split('\n').Select(WithoutPersona))
        {
            var parts = line.Split('"', '“', '”', '„', '«', '»');
            // An odd number of marks closes nothing: the whole line counts.
            if (parts.Length % 2 == 0)
                yield return line;
            else
                foreach (var part in parts.Where((_, i) => i % 2 == 0))
                    yield return part;
        }
    }

    private static string WithoutPersona(string line)
    {
        if (Phrases.Persona.At(Passage.Of(line), 0).Words == 0)
            return line;
        var end = s_personaEnds.Select(mark => line.IndexOf(mark, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(line.Length).Min();
        return line[Math.Min(end, Math.Min(line.Length, LongestPersona))..];
    }

    /// <summary>The hash of the last eighteen letters, rolled on by one (Rabin and Karp, 1987).</summary>
    private struct Window
    {
        private const ulong Base = 0x100000001B3;
        private static readonly ulong s_leaving = Enumerable.Repeat(Base, LetterRun).Aggregate(1UL, (power, next) => unchecked(power * next));
        private ulong _hash;

        public bool Slide(string letters, int at, out ulong hash)
        {
            _hash = _hash * Base + letters[at];
            if (at >= LetterRun)
                _hash -= letters[at - LetterRun] * s_leaving;
            hash = _hash;
            return at >= LetterRun - 1;
        }
    }
}
