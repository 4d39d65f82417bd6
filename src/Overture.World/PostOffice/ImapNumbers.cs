using System.Globalization;

namespace Overture.World.PostOffice;

/// <summary>Sequence sets, as a server reads and writes them.</summary>
internal static class ImapNumbers
{
    /// <summary>Those of the numbers that a set such as 1:3,7:* names. The star is the highest there is.</summary>
    public static List<uint> In(string set, IReadOnlyList<uint> numbers)
    {
        var highest = numbers.Count > 0 ? numbers.Max() : 0;
        uint Number(string text) => text == "*" ? highest : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var ranges = set.Split(',').Select(range => range.Split(':')).Select(ends => (First: Number(ends[0]), Last: Number(ends[^1]))).ToList();
        return [.. numbers.Where(number => ranges.Exists(range => number >= Math.Min(range.First, range.Last) && number <= Math.Max(range.First, range.Last)))];
    }

    public static string Set(IEnumerable<uint> numbers) => string.Join(',', numbers);
}
