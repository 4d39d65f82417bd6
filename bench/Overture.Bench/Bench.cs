namespace Overture.Bench;

/// <summary>Each figure as a ratio to the limit measured beside it, the median of three and the spread.</summary>
internal static class Bench
{
    /// <param name="args">Which to run: <c>write</c>, <c>import</c>; none: all. <c>provider …</c> starts the model provider alone.</param>
    public static async Task Main(string[] args)
    {
        if (args is ["provider", .. var rest])
        {
            await Overture.World.ModelProvider.ModelProvider.RunFromArguments(rest, CancellationToken.None);
            return;
        }

        if (args.Length is 0 || args.Contains("write", StringComparer.Ordinal))
        {
            await WriteBench.Run(rows: 18_000, rounds: 3);
        }

        if (args.Length is 0 || args.Contains("import", StringComparer.Ordinal))
        {
            await ImportBench.Run(rows: 1_000_000, rounds: 3);
        }
    }
}
