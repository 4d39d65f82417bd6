using System.Collections.Frozen;
using Overture.Drafting.Checks;

namespace Overture.Drafting.Providers;

/// <summary>The phrases of samples.txt of one language, by place.</summary>
internal sealed class SamplePhrases
{
    private static readonly FrozenDictionary<string, SamplePhrases> s_languages = Read();
    private readonly Dictionary<string, SampleLine[]> _places = new(StringComparer.Ordinal);

    public SampleLine[] this[string place] => _places[place];

    /// <summary>English where the language is not among the samples.</summary>
    public static SamplePhrases Of(string? language) => s_languages.GetValueOrDefault(language ?? "en") ?? s_languages["en"];

    private static FrozenDictionary<string, SamplePhrases> Read()
    {
        var languages = new Dictionary<string, SamplePhrases>(StringComparer.Ordinal);
        var (phrases, place, lines) = (new SamplePhrases(), "", new List<SampleLine>());
        foreach (var line in DataFile.Lines(typeof(SamplePhrases), "samples.txt").Append("[en end]"))
        {
            if (line[0] != '[')
            {
                lines.Add(SampleLine.Parse(line));
                continue;
            }
            phrases._places[place] = [.. lines];
            lines.Clear();
            (var language, place) = (line[1..3], line[4..^1]);
            if (!languages.TryGetValue(language, out phrases!))
                languages[language] = phrases = new();
        }
        return languages.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
