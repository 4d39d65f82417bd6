using System.Collections.Frozen;

namespace Overture.Audience.Cleaning;

/// <summary>
/// A country as ISO 3166-1 alpha-2: from either code, or from its name in twelve languages. What is not known is no country.
/// </summary>
internal static class CleanCountry
{
    private static readonly FrozenDictionary<string, string> Codes = Read().DistinctBy(pair => pair.Key).ToFrozenDictionary(pair => pair.Key, pair => pair.Value);
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ByKey = Codes.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string? Run(string cell)
    {
        Span<char> key = stackalloc char[Fold.Longest];
        return ByKey.TryGetValue(key[..Fold.Into(cell, key)], out var code) ? code : null;
    }

    /// <summary>Every spelling of the table, folded, with the country it stands for.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Read()
    {
        foreach (var (label, names) in WordTable.Lines(typeof(CleanCountry), "Countries.txt").Select(WordTable.Split))
        {
            var code = label[..2];
            foreach (var spelling in names.Prepend(label[3..]).Prepend(code))
            {
                yield return new(Fold.Key(spelling), code);
            }
        }
    }
}
