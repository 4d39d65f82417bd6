using System.Globalization;

namespace Overture.Drafting.Writing;

/// <summary>
/// How much of a prompt a model takes that refused it as too long, by the numbers in its refusal: "maximum context length is 8192 tokens … resulted in
/// 9000 tokens", "210000 tokens > 200000 maximum", "Limit 30000, Requested 45000". The smaller is the limit.
/// </summary>
internal static class FitRule
{
    private const int SmallestLimit = 256;

    /// <summary>Room for what no count foresees.</summary>
    private const double Snug = 0.95;

    /// <summary>The same where only our own estimate says how long the prompt is, and for the answer, which many models count in.</summary>
    private const double Wide = 0.7;

    private static readonly char[] Between = [' ', '\t', '\r', '\n', '(', ')', ':', ';', '='];

    /// <param name="estimate">Our own count of the prompt's tokens.</param>
    /// <returns>The part that may stay, between 0 and 1; null when the words tell nothing.</returns>
    public static double? Keep(string refusal, int estimate) => Numbers(refusal).Where(number => number >= SmallestLimit).Take(2).ToList() switch
    {
        [var one, var other] when one != other => Math.Min(one, other) * Snug / Math.Max(one, other),
        [var limit, ..] when limit < estimate => limit * Wide / estimate,
        _ => null,
    };

    private static IEnumerable<double> Numbers(string text) =>
        from word in text.Split(Between, StringSplitOptions.RemoveEmptyEntries)
        let digits = word.Trim('.', ',').Replace(",", "", StringComparison.Ordinal)
        where int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        select double.Parse(digits, CultureInfo.InvariantCulture);
}
