using System.Buffers;
using System.Collections.Frozen;

namespace Overture.Audience.Cleaning;

/// <summary>
/// The capitals of a company's name. A name shouted or whispered from end to end is written as a title, but what is read letter by
/// letter stays in capitals: up to three letters alone, anything without a vowel, and the names on a list.
/// </summary>
internal static class CompanyCase
{
    private static readonly Dictionary<string, FrozenSet<string>> Words = WordTable.Lines(typeof(CompanyCase), "CompanyWords.txt").Select(WordTable.Split)
        .ToDictionary(line => line.Label, line => line.Entries.ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    // "3M", "AT&T", "A.B.C."
    private static readonly SearchValues<char> Signs = SearchValues.Create("0123456789&+./");

    public static string Run(string name)
    {
        if (TitleCase.IsShouted(name))
        {
            return EachWord(name, alone: name.IndexOf(' ', StringComparison.Ordinal) < 0);
        }

        return TitleCase.IsWhispered(name) ? EachWord(name, alone: false) : name;
    }

    private static string EachWord(string name, bool alone)
    {
        var words = name.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = i > 0 && Words["Small"].Contains(words[i]) ? words[i].ToLowerInvariant() : Word(words[i], alone);
        }

        return string.Join(' ', words);
    }

    private static string Word(string word, bool alone) => StaysInCapitals(word, alone) ? word : TitleCase.Word(word);

    private static bool StaysInCapitals(string word, bool alone) => TitleCase.IsShouted(word)
        && ((alone && word.Length <= 3) || !TitleCase.HasVowel(word) || word.AsSpan().ContainsAny(Signs) || Words["Letters"].Contains(word));
}
