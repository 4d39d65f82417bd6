using System.Globalization;
using Overture.Tests.World;

namespace Overture.Tests.Audience;

/// <summary>How many of a set of files or addresses come out right: said in one line on the console, and held at an aim.</summary>
internal sealed class CorpusScore(string set)
{
    private const int Shown = 12;
    private readonly List<string> missed = [];
    private int all;

    public void Count(string what, bool right)
    {
        all++;
        if (!right)
            missed.Add(what);
    }

    // A passed test's own output is not shown: what a set scored is to be seen in every run.
    public void Hold(double aim)
    {
        var share = all == 0 ? 0 : (double)(all - missed.Count) / all;
        Say(string.Create(CultureInfo.InvariantCulture, $"{set} {100 * share:0.0} % ({all - missed.Count}/{all})"));
        Assert.True(share >= aim, $"{set}: {share:P1}, aim {aim:P0}; missed: {string.Join(", ", missed.Take(Shown))}");
    }

    public static void Say(string line) => Console.Out.WriteLine($"corpus {line}");

    /// <summary>
    /// A part of the sets that nobody here wrote. They stand beside the checkout, or where OVERTURE_CORPORA says; null, and said so, where
    /// they do not. A set missing from them is an error, not a set that passes.
    /// </summary>
    public static string? Find(params ReadOnlySpan<string> path)
    {
        var told = Environment.GetEnvironmentVariable("OVERTURE_CORPORA");
        var folder = told ?? Path.Combine(Repository.Root, "..", "shared", "corpora");
        var part = Path.Combine([folder, .. path]);
        if (told is null && !Directory.Exists(folder))
        {
            Say($"{string.Join('/', path)} is not beside the checkout: our own files alone are held");
            return null;
        }

        Assert.True(Path.Exists(part), $"{part} is missing.");
        return part;
    }
}
