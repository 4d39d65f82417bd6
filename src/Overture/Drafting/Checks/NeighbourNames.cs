using System.Collections.Frozen;

namespace Overture.Drafting.Checks;

/// <summary>
/// The names, addresses and companies of all rows of a job, built once, to see whether copy for one row names another. Values of up to three
/// letters, and what the row, its page or the prompt says too, give nobody away. A single word must be capitalised, and no ordinary
/// word, to count as a name. Holds hashes, no text: about 150 bytes a row. May grow while others look.
/// </summary>
internal sealed class NeighbourNames
{
    private const byte Person = 1;
    private const byte SingleWord = 2;
    private const byte Company = 4;
    private const byte OrdinaryCompany = 8;
    private const int ShortestName = 4;
    private static readonly (FrozenSet<ulong> Words, FrozenSet<ulong> World) s_ordinary = ReadOrdinary();
    private static readonly PhraseIndex s_legalForms = ReadLegalForms();

    private readonly Lock _gate = new();
    private readonly PhraseIndex _names = new();

    public static NeighbourNames None { get; } = new();

    public static NeighbourNames Of(IEnumerable<IReadOnlyDictionary<string, string>> rows)
    {
        var names = new NeighbourNames();
        foreach (var row in rows)
            names.Add(row);
        return names;
    }

    public void Add(IReadOnlyDictionary<string, string> row)
    {
        var (first, last) = (Value(row, "first_name"), Value(row, "last_name"));
        lock (_gate)
        {
            AddName(Value(row, "email"));
            AddName(Value(row, "full_name"));
            AddName(first);
            AddName(last);
            if (first.Length > 0 && last.Length > 0)
                AddName($"{first} {last}");
            AddCompany(Value(row, "company"));
        }
    }

    public static string? Find(Passage text, CopyContext context)
    {
        foreach (var (word, count, kind) in context.Others.Mentions(text))
        {
            if (GivesAway(text, word, count, kind) && text.Cut(word, count) is var name && !IsOwn(text, word, count, name, context))
                return $"It names somebody of another row: \"{Excerpt.Of(name)}\". Leave it out.";
        }
        return null;
    }

    private List<(int Word, int Count, byte Kind)> Mentions(Passage text)
    {
        var mentions = new List<(int, int, byte)>();
        lock (_gate)
        {
            for (var i = 0; i < text.Words.Count && _names.Count > 0; i++)
            {
                if (_names.At(text, i) is (> 0, _) found)
                    mentions.Add((i, found.Words, found.Kind));
            }
        }
        return mentions;
    }

    private void AddName(string value)
    {
        if (value.Length is < ShortestName or > 200)
            return;
        _names.Add(value, Words.Count(value) > 1 ? Person : SingleWord);
    }

    private void AddCompany(string value)
    {
        if (value.Length is < ShortestName or > 200)
            return;
        var words = Passage.Of(value);
        AddPhrase(value, words);
        var (first, last) = (0, words.Words.Count);
        while (last > 1 && s_legalForms.At(words, last - 1).Words == 1)
            last--;
        while (first < last - 1 && s_legalForms.At(words, first).Words == 1)
            first++;
        if (last - first is var count && count > 0 && count < words.Words.Count && words.Cut(first, count) is { Length: >= ShortestName } bare)
            AddPhrase(bare, Passage.Of(bare));
    }

    private void AddPhrase(string value, Passage words)
    {
        if (words.Words.Count == 0)
            return;
        var ordinary = words.Hashes.All(IsOrdinary);
        _names.Add(value, words.Words.Count == 1 ? SingleWord : ordinary ? OrdinaryCompany : Company);
    }

    private static bool IsOrdinary(ulong hash) =>
        s_ordinary.Words.Contains(hash) || s_ordinary.World.Contains(hash) || Language.IsStopWord(hash);

    private static bool GivesAway(Passage text, int word, int count, byte kind)
    {
        if ((kind & Person) != 0)
            return true;
        if (!IsCapital(text[word]) || !IsCapital(text[word + count - 1]))
            return false;
        if ((kind & Company) != 0)
            return true;
        return (kind & OrdinaryCompany) != 0 ? !Sentences.BeginsAt(text, word) : IsNameHere(text, word);
    }

    private static bool IsNameHere(Passage text, int word)
    {
        var hash = text.Hashes[word];
        if (text.Words[word].Length < ShortestName)
            return false;
        if (IsGreeted(text, word))
            return true;
        if (s_ordinary.World.Contains(hash) || Language.IsStopWord(hash))
            return false;
        var begins = Sentences.BeginsAt(text, word);
        if (s_ordinary.Words.Contains(hash))
            return !begins && !IsTitleCase(text, word) && !CapitalisesNouns(text);
        return !begins || !LooksLikeVerb(text[word]);
    }

    /// <summary>"Hi Mark," or "Mark," at the beginning of the text.</summary>
    private static bool IsGreeted(Passage text, int word)
    {
        for (var first = text.FirstBodyWord; first < word && first < text.FirstBodyWord + 3; first++)
        {
            if (Phrases.Greeting.At(text, first).Words is > 0 and var count && word - first - count is 0 or 1 && !text.Text.AsSpan(text.Words[first].Start, text.Words[word].Start - text.Words[first].Start).ContainsAny(",.!?\n"))
                return true;
        }
        return word == text.FirstBodyWord && word + 1 < text.Words.Count && text.Before(word + 1)[0] == ',';
    }

    private static bool IsTitleCase(Passage text, int word) =>
        (word > 0 && IsCapital(text[word - 1]) && text.Before(word) is " ") || (word + 1 < text.Words.Count && IsCapital(text[word + 1]) && text.Before(word + 1) is " " or "-" or " & ");

    /// <summary>German does; so do headlines. Then a capital inside a sentence says nothing.</summary>
    private static bool CapitalisesNouns(Passage text)
    {
        var capitals = 0;
        for (var i = text.FirstBodyWord; i < text.Words.Count; i++)
            capitals += char.IsUpper(text[i][0]) && !Sentences.BeginsAt(text, i) && text[i].Length > 1 ? 1 : 0;
        return capitals >= 4 && capitals > 0.15 * text.BodyWords;
    }

    private static bool LooksLikeVerb(ReadOnlySpan<char> word) => word.EndsWith("ing") || word.EndsWith("ed") || word.EndsWith("ly");

    private static bool IsCapital(ReadOnlySpan<char> word) => !char.IsLower(word[0]);

    /// <summary>Every word of it is the row's own, or its page or the prompt says it.</summary>
    private static bool IsOwn(Passage text, int word, int count, string name, CopyContext context)
    {
        if (context.Fields.Values.Any(v => v.Equals(name, StringComparison.OrdinalIgnoreCase)) || context.Says(name))
            return true;
        var own = context.Fields.Values.Where(v => v.Length < CopyContext.Page).SelectMany(v => Passage.Of(v).Hashes).ToHashSet();
        for (var i = word; i < word + count; i++)
        {
            if (!own.Contains(text.Hashes[i]))
                return false;
        }
        return true;
    }

    private static string Value(IReadOnlyDictionary<string, string> row, string field) => row.TryGetValue(field, out var value) ? value.Trim() : "";

    private static (FrozenSet<ulong>, FrozenSet<ulong>) ReadOrdinary()
    {
        var (words, world) = (new HashSet<ulong>(), new HashSet<ulong>());
        var section = words;
        foreach (var line in DataFile.Lines(typeof(NeighbourNames), "ordinary.txt"))
        {
            if (line[0] == '[')
                section = line == "[world]" ? world : words;
            else
                section.UnionWith(line.Split(' ').Select(w => Passage.HashOf(w)));
        }
        return (words.ToFrozenSet(), world.ToFrozenSet());
    }

    private static PhraseIndex ReadLegalForms()
    {
        var forms = new PhraseIndex();
        foreach (var form in "inc llc ltd limited plc corp corporation co company gmbh ag kg ug ohg se sa sas sarl srl spa s.p.a s.r.l s.a bv b.v nv n.v oy ab as aps a.s sl s.l lda ltda kk pte pty ооо зао оао".Split(' '))
            forms.Add(form, 1);
        return forms;
    }
}
