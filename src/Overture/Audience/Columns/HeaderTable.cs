using System.Collections.Frozen;
using System.Globalization;
using Overture.Audience.Cleaning;

namespace Overture.Audience.Columns;

/// <summary>Reads headers by the table in <c>Headers.txt</c>: spellings of twelve fields in twelve languages. What is not in it means nothing.</summary>
internal static class HeaderTable
{
    private static readonly string[] Before;
    private static readonly FrozenDictionary<string, HeaderReading> Readings;

    static HeaderTable()
    {
        var lines = Lines();
        Before = [.. lines.Where(line => line.Label == "Before").SelectMany(line => line.Entries).Select(word => Fold.Key(word)).OrderByDescending(word => word.Length)];
        Readings = Spellings.GroupBy(entry => entry.Key, StringComparer.Ordinal)
            .ToFrozenDictionary(same => same.Key, same => same.MinBy(entry => entry.Reading.Rank).Reading, StringComparer.Ordinal);
    }

    /// <summary>Null for a header that the table does not know.</summary>
    public static HeaderReading? Read(string header)
    {
        if (header.Length is 0 or > Fold.Longest)
        {
            return null;
        }

        return Exact(header) ?? WithoutAside(header) ?? Parts(header) ?? Repeated(header);
    }

    /// <summary>Every spelling of the table, folded, with what it means.</summary>
    public static IEnumerable<(string Key, HeaderReading Reading)> Spellings => Lines().Where(line => line.Label != "Before")
        .SelectMany(line => line.Entries.Select(spelling => (Fold.Key(spelling), OfLabel(line.Label))));

    private static List<(string Label, string[] Entries)> Lines() => [.. WordTable.Lines(typeof(HeaderTable), "Headers.txt").Select(WordTable.Split)];

    // "FirstName~ en", "Name last"
    private static HeaderReading OfLabel(string label)
    {
        var words = label.Split(' ');
        var field = words[0].TrimEnd('~');
        return field != "Name" ? new HeaderReading(Enum.Parse<Field>(field), words[0].Length - field.Length)
            : new HeaderReading(words[1] switch { "first" => Field.FirstName, "last" => Field.LastName, _ => Field.FullName }, 0, IsBareName: true);
    }

    private static HeaderReading? Exact(string header)
    {
        var key = Fold.Key(header.EndsWith("__c", StringComparison.OrdinalIgnoreCase) ? header.AsSpan(0, header.Length - 3) : header);
        return OfKey(key) ?? (key.AsSpan().IndexOfAnyInRange('0', '9') >= 0 ? Numbered(key) : null);
    }

    private static HeaderReading? OfKey(string key)
    {
        if (Readings.GetValueOrDefault(key) is { } reading)
        {
            return reading;
        }

        var before = Array.Find(Before, word => key.Length > word.Length && key.StartsWith(word, StringComparison.Ordinal));
        return before is null ? null : Readings.GetValueOrDefault(key[before.Length..]) is { IsBareName: false } rest ? rest : null;
    }

    // "E-mail 1 - Value" is the address; "E-mail 2 - Value" is another.
    private static HeaderReading? Numbered(string key)
    {
        var digits = string.Concat(key.Where(char.IsAsciiDigit));
        var first = int.TryParse(digits, CultureInfo.InvariantCulture, out var number) && number <= 1;
        return OfKey(string.Concat(key.Where(c => !char.IsAsciiDigit(c))))?.Weaker(first ? 0 : 1);
    }

    // "Email (required)"
    private static HeaderReading? WithoutAside(string header)
    {
        var open = header.AsSpan().IndexOfAny("(（[");
        var close = header.AsSpan().LastIndexOfAny(")）]");
        return open > 0 && close > open ? Exact(string.Concat(header.AsSpan(0, open), header.AsSpan(close + 1)))?.Weaker(1) : null;
    }

    // "Stadt / Ort", "Firma | Company", "邮箱 Email": every part must say the same.
    private static HeaderReading? Parts(string header)
    {
        var readings = SplitParts(header).Select(Exact).ToList();
        return readings.Count > 1 && readings.TrueForAll(reading => reading is not null && reading.Field == readings[0]!.Field) ? readings.MaxBy(reading => reading!.Rank) : null;
    }

    // "First name First name": a header that stands in the file twice.
    private static HeaderReading? Repeated(string header)
    {
        var words = header.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var keys = words.Select(word => Fold.Key(word)).ToList();
        var length = Enumerable.Range(1, words.Length / 2).FirstOrDefault(part => words.Length % part == 0 && keys.Skip(part).SequenceEqual(keys.SkipLast(part), StringComparer.Ordinal));
        return length == 0 ? null : Exact(string.Join(' ', words.Take(length)));
    }

    private static string[] SplitParts(string header)
    {
        var parts = header.Split(['/', '|', '\n', ',', ';', '(', ')', '（', '）'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 ? parts : ByScript(header);
    }

    private static string[] ByScript(string header)
    {
        var latin = string.Concat(header.Where(c => c < '\u0370'));
        var other = string.Concat(header.Where(c => c >= '\u0370'));
        return latin.Any(char.IsLetter) && other.Length > 0 ? [latin, other] : [header];
    }
}
