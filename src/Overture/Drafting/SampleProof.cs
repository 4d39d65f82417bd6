namespace Overture.Drafting;

/// <summary>
/// What reading some texts at random proves of all of them: the exact upper bound of Clopper and Pearson (Biometrika 26, 1934), one-sided at 95 %.
/// </summary>
internal static class SampleProof
{
    private const double Doubt = 0.05;

    /// <returns>The share that is bad at most, with 95 % certainty: 0.095 for 0 of 30.</returns>
    public static double MostBad(int bad, int read)
    {
        if (bad >= read)
        {
            return 1;
        }

        var (low, high) = ((double)bad / read, 1.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = AtMost(bad, read, middle) > Doubt ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>"0 of 30 bad: at most 10 % are."</summary>
    public static string InWords(int bad, int read) => $"{bad} of {read} bad: at most {Math.Ceiling(100 * MostBad(bad, read)):0} % are, with 95 % certainty.";

    /// <summary>The chance of at most this many bad ones among those read when a share <paramref name="p"/> of all is bad.</summary>
    private static double AtMost(int bad, int read, double p)
    {
        var (sum, term) = (0.0, Math.Pow(1 - p, read));
        for (var k = 0; k <= bad; k++)
        {
            sum += term;
            term *= (double)(read - k) / (k + 1) * p / (1 - p);
        }

        return sum;
    }
}
