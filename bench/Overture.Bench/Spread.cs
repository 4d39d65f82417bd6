using System.Globalization;

namespace Overture.Bench;

/// <summary>The median of a few measurements and how far they lay apart.</summary>
internal static class Spread
{
    public static string Of(IEnumerable<double> values, string format = "0.000")
    {
        var sorted = values.Order().ToList();
        string Show(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Show(sorted[sorted.Count / 2])} [{Show(sorted[0])} to {Show(sorted[^1])}]";
    }
}
