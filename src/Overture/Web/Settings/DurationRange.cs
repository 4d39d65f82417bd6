using System.Globalization;

namespace Overture.Web.Settings;

/// <summary>A duration, or one drawn between two: <c>2-3s</c>, <c>500ms</c>, <c>0s</c>, <c>1m</c>.</summary>
internal sealed record DurationRange(TimeSpan Least, TimeSpan Most)
{
    /// <returns>Null when the text is no such thing, or its minimum is above its maximum.</returns>
    public static DurationRange? Parse(string text)
    {
        var unit = text.EndsWith("ms", StringComparison.Ordinal) ? 1.0 : text.EndsWith('s') ? 1000.0 : text.EndsWith('m') ? 60_000.0 : 0;
        if (unit is 0)
        {
            return null;
        }

        var ends = text[..^(unit is 1.0 ? 2 : 1)].Split('-');
        if (ends.Length > 2 || !TryNumber(ends[0], out var least) || !TryNumber(ends[^1], out var most) || least > most)
        {
            return null;
        }

        return new(TimeSpan.FromMilliseconds(least * unit), TimeSpan.FromMilliseconds(most * unit));
    }

    /// <param name="draw">A uniform draw in [0, 1).</param>
    public TimeSpan At(double draw) => Least + ((Most - Least) * draw);

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && number <= 86_400_000;
}
