using System.Numerics;

namespace Overture.Drafting.Likeness;

/// <summary>
/// Finds the texts that share at least half of their runs of three words. Each is compared with the first of the groups whose sketches meet its own
/// (MinHash of 64 values in 16 bands of 4: two texts half alike meet with a chance of 0.64, two thirds alike of 0.97, three quarters of 0.997), so the time
/// grows with the number of texts and not with its square.
/// </summary>
internal static class AlikeTexts
{
    public const double Half = 0.5;

    private const int Bands = 16;
    private const int BandSize = 4;

    /// <summary>Groups that one value of a band may lead to.</summary>
    private const int MostMet = 8;

    private const int Values = Bands * BandSize;

    private static readonly uint[] Multipliers = [.. Enumerable.Range(1, Values).Select(i => (uint)Shingles.Mix((ulong)i) | 1)];

    /// <returns>The places of the texts of each group of two or more, the largest group first.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Group(IReadOnlyList<string> texts, CancellationToken ct)
    {
        var groups = new List<(ulong[] First, List<int> Places)>();
        var met = new Dictionary<ulong, List<int>>();
        var bands = new ulong[Bands];
        for (var i = 0; i < texts.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var shingles = Shingles.Of(texts[i]);
            if (shingles.Length is 0)
            {
                continue;
            }

            Sketch(shingles, bands);
            if (Find(groups, met, bands, shingles) is { } group)
            {
                groups[group].Places.Add(i);
                continue;
            }

            foreach (var band in bands)
            {
                Meet(met, band, groups.Count);
            }

            groups.Add((shingles, [i]));
        }

        return [.. groups.Where(group => group.Places.Count > 1).OrderByDescending(group => group.Places.Count).Select(group => group.Places)];
    }

    private static void Sketch(ulong[] shingles, ulong[] bands)
    {
        var least = Least(shingles);
        for (var band = 0; band < Bands; band++)
        {
            bands[band] = (ulong)band + 1;
            for (var i = band * BandSize; i < (band + 1) * BandSize; i++)
            {
                bands[band] = Shingles.Mix(bands[band] + least[i]);
            }
        }
    }

    /// <summary>The least value of each of 64 shuffles of the shingles, several at a stroke.</summary>
    private static uint[] Least(ulong[] shingles)
    {
        var least = new uint[Values];
        Array.Fill(least, uint.MaxValue);
        foreach (var shingle in shingles)
        {
            var value = new Vector<uint>((uint)shingle);
            for (var i = 0; i < Values; i += Vector<uint>.Count)
            {
                Vector.Min(value * new Vector<uint>(Multipliers, i), new Vector<uint>(least, i)).CopyTo(least, i);
            }
        }

        return least;
    }

    private static int? Find(List<(ulong[] First, List<int> Places)> groups, Dictionary<ulong, List<int>> met, ulong[] bands, ulong[] shingles)
    {
        foreach (var group in bands.SelectMany(band => met.GetValueOrDefault(band) ?? []).Distinct())
        {
            if (Shingles.Resemblance(groups[group].First, shingles) >= Half)
            {
                return group;
            }
        }

        return null;
    }

    private static void Meet(Dictionary<ulong, List<int>> met, ulong band, int group)
    {
        if (!met.TryGetValue(band, out var there))
        {
            met[band] = there = [];
        }

        if (there.Count < MostMet)
        {
            there.Add(group);
        }
    }
}
