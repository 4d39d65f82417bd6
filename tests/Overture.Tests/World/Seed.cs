using System.Globalization;

namespace Overture.Tests.World;

/// <summary>Where a test's randomness comes from: the same in every ordinary run, another in each run of the large counts, which prints it.</summary>
public static class Seed
{
    public static int Value { get; } = Environment.GetEnvironmentVariable("OVERTURE_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : 1;

    /// <summary>A generator for one use, apart from all others.</summary>
    /// <param name="purpose">What the numbers are for; the same purpose gives the same numbers.</param>
    public static Random For(string purpose) => new(purpose.Aggregate(Value, (hash, letter) => unchecked((hash * 31) + letter)));
}
