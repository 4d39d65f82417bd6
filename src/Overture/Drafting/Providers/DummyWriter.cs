using System.Text;
using Overture.Drafting.Checks;
using Overture.Drafting.Prompts;

namespace Overture.Drafting.Providers;

/// <summary>
/// Writes sample copy without a model: put together from phrases by a seed, within the prompt's own rules, the same for the same seed. In English, German,
/// French or Spanish. It names only what the row says, and of the reader's page its heading,
/// where it was given one.
/// </summary>
internal ref struct DummyWriter
{
    /// <summary>Whole texts, where the sentences drawn do not come to the words wanted.</summary>
    private const int Attempts = 30;
    private const int Tries = 16;
    private static readonly string[] s_letter = ["ask", "pitch", "observe", "proof"];
    private static readonly string[] s_opener = ["opener", "wonder"];
    private static readonly string[] s_page = ["page", "wonder"];

    private readonly SamplePhrases _phrases;
    private readonly SampleRow _row;
    private readonly (int Min, int Max, int Sentences) _wanted;
    private readonly List<(string Place, string Text)> _sentences = [];
    private readonly HashSet<SampleLine> _used = [];
    private readonly StringBuilder _line = new(160);
    private Draw _draw;
    private string? _theme;
    private int _words;

    private DummyWriter(OutputRules rules, SampleRow row, ulong seed)
    {
        _phrases = SamplePhrases.Of(rules.Language);
        (_row, _draw) = (row, new Draw(seed));
        _wanted = Wanted(rules);
    }

    public static Copy Write(PromptRecipe recipe, IReadOnlyDictionary<string, string> fields, ulong seed)
    {
        var (row, draw) = (new SampleRow(fields), new Draw(seed));
        for (var attempt = 1; ; attempt++)
        {
            var writer = new DummyWriter(recipe.Rules, row, draw.Next());
            var copy = IsOpener(recipe.Rules) ? new(null, writer.Opener()) : writer.Letter(recipe.Rules.Subject);
            if (writer._words >= writer._wanted.Min || attempt == Attempts)
                return copy;
        }
    }

    private static bool IsOpener(OutputRules rules) => !rules.Subject && (rules.MaxSentences <= 3 || rules.MaxWords <= 25);

    /// <summary>As told; a range of a third, or 50 to 70 words, where nothing is.</summary>
    private static (int Min, int Max, int Sentences) Wanted(OutputRules rules)
    {
        var opener = IsOpener(rules);
        var max = rules.MaxWords ?? Math.Max(opener ? 45 : 70, (rules.MinWords ?? 0) * 4 / 3 + 5);
        return (rules.MinWords ?? Math.Min(opener ? 10 : 50, max * 2 / 3), max, rules.MaxSentences ?? int.MaxValue);
    }

    private string Opener()
    {
        foreach (var place in _row.Page is null ? s_opener : s_page)
            Add(place);
        Fill();
        return Join(_sentences.OrderBy(s => s.Place == "wonder" ? 1 : 0).Select(s => s.Text));
    }

    private Copy Letter(bool wantsSubject)
    {
        _theme = Pick("chore").Pieces[0];
        var subject = wantsSubject ? Compose(Pick("subject")) : null;
        var greeting = _wanted.Max >= 12 ? Compose(Pick("greeting")) : "";
        _words = Words.Count(greeting);
        foreach (var place in s_letter)
            Add(place);
        Fill();
        return new(subject, Letter(greeting));
    }

    private readonly string Letter(string greeting)
    {
        var first = Join(_sentences.Where(s => s.Place is "observe" or "pitch").OrderBy(s => s.Place == "observe" ? 0 : 1).Select(s => s.Text));
        var second = Join(_sentences.Where(s => s.Place is "proof" or "extra").Concat(_sentences.Where(s => s.Place == "ask")).Select(s => s.Text));
        // After a colon or comma the letter goes on in small letters, elsewhere not.
        first = greeting.Length == 0 ? Capital(first) : first;
        return string.Join("\n\n", ((string[])[greeting, first, second]).Where(p => p.Length > 0));
    }

    private static string Join(IEnumerable<string> sentences) => string.Join(' ', sentences);

    private static string Capital(string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    /// <summary>More sentences until there are words enough; the last one is chosen to fit.</summary>
    private void Fill()
    {
        _theme = null;
        var place = _sentences.Exists(s => s.Place is "opener" or "page") ? "wonder" : "extra";
        while (_words < _wanted.Min && _sentences.Count < _wanted.Sentences && Add(place))
        {
        }
    }

    /// <summary>A sentence of a place that leaves room for what must follow; false when none of several fits.</summary>
    private bool Add(string place)
    {
        if (_sentences.Count >= _wanted.Sentences)
            return false;
        for (var i = 0; i < Tries; i++)
        {
            var line = Pick(place);
            var text = Compose(line);
            var words = _words + Words.Count(text);
            // A long text uses a line again, about another chore, before it stays too short.
            if (words > _wanted.Max || (_used.Contains(line) && (i < Tries / 2 || line.Slots.Length == 0)))
                continue;
            _used.Add(line);
            _words = words;
            _sentences.Add((place, text));
            return true;
        }
        return false;
    }

    private SampleLine Pick(string place)
    {
        var lines = _phrases[place];
        SampleLine line;
        do
            line = lines[_draw.Below(lines.Length)];
        while ((line.Needs & ~_row.Has) != 0);
        return line;
    }

    /// <summary>A letter has one theme from its subject on; its later sentences, and an opener, look around.</summary>
    private string Chore() => _theme ?? Pick("chore").Pieces[0];

    private string Compose(SampleLine line)
    {
        _line.Clear().Append(line.Pieces[0]);
        for (var i = 0; i < line.Slots.Length; i++)
        {
            var value = Value(line.Slots[i]);
            // "between sorting mail and sorting mail" says nothing.
            for (var again = 0; again < Tries && i > 0 && line.Slots[i] == line.Slots[i - 1] && _line.ToString().Contains(value, StringComparison.Ordinal); again++)
                value = Value(line.Slots[i]);
            _line.Append(value).Append(line.Pieces[i + 1]);
        }
        return _line.ToString();
    }

    private string Value(SampleSlot slot) => slot switch
    {
        SampleSlot.First => _row.First!,
        SampleSlot.Company => _row.Company!,
        SampleSlot.Title => _row.Title!,
        SampleSlot.City => _row.City!,
        SampleSlot.Page => _row.Page!,
        SampleSlot.Chore => Chore(),
        SampleSlot.Time => Pick("time").Pieces[0],
        SampleSlot.Who => Pick("who").Pieces[0],
        _ => "",
    };
}
