namespace Overture.Bench;

/// <summary>Each figure as a ratio to the limit measured beside it, the median of three and the spread.</summary>
internal static class Bench
{
    private static readonly Dictionary<string, Func<Task>> All = new(StringComparer.Ordinal)
    {
        ["write"] = () => WriteBench.Run(rows: 18_000, rounds: 3),
        ["delay"] = () => DelayBench.Run(rows: 18_000, rounds: 3),
        ["limits"] = async () =>
        {
            await LimitBench.Run(perMinute: 3_000, seconds: 90, rounds: 3);
            await LimitBench.Run(perMinute: 30_000, seconds: 60, rounds: 3);
        },
        ["import"] = () => ImportBench.Run(rows: 1_000_000, rounds: 3),
        ["mail-read"] = () => MailReadBench.Run(messages: 10_000, rounds: 5),
        ["mail-send"] = () => MailSendBench.Run(messages: 10_000, rounds: 3),
        ["mime"] = () =>
        {
            MimeBench.Run(messages: 50_000, rounds: 3);
            return Task.CompletedTask;
        },
        ["workbook"] = () => WorkbookBench.Run(rows: 100_000, rounds: 3),
    };

    /// <param name="args">Which to run, of <see cref="All"/>; none: all of them. <c>provider …</c> starts the model provider alone.</param>
    public static async Task<int> Main(string[] args)
    {
        if (args is ["provider", .. var rest])
        {
            await Overture.World.ModelProvider.ModelProvider.RunFromArguments(rest, CancellationToken.None);
            return 0;
        }

        if (args.FirstOrDefault(arg => !All.ContainsKey(arg)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no benchmark {unknown}. There are: {string.Join(' ', All.Keys)}");
            return 2;
        }

        string[] names = args.Length is 0 ? [.. All.Keys] : args;
        if (names.Any(name => !name.StartsWith("mail-", StringComparison.Ordinal) && name is not "mime"))
        {
            await Published.Make();
        }

        foreach (var name in names)
        {
            await All[name]();
        }

        return 0;
    }
}
