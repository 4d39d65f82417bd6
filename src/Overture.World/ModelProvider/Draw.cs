namespace Overture.World.ModelProvider;

/// <summary>Random draws that are hashes of what they are for, so that a seed gives the same day again.</summary>
internal static class Draw
{
    /// <summary>SplitMix64's finaliser (Steele, Lea, Flood 2014).</summary>
    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }

    /// <summary>In [0, 1).</summary>
    public static double Unit(ulong seed, ulong a, ulong b) => (Mix(Mix(seed ^ a) + (b * 0x9E3779B97F4A7C15UL)) >> 11) * (1.0 / (1UL << 53));
}
