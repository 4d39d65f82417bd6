using System.Globalization;
using System.Text.RegularExpressions;
using Overture.Tests.World;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Acceptance;

/// <summary>The program on the command line against a model provider over real sockets, killed whenever it hurts most.</summary>
internal static partial class WriteAFile
{
    private const int InFlight = 16;

    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(10);

    internal static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Every row once, in order; calls at most rows + kills × in flight; what was committed is not asked for again.</summary>
    internal static async Task SurviveAsync(int rows, int kills)
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 20 } }, CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("overture-kill-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "leads.csv"), LeadFile.Csv(rows), Stop);
        var draw = Seed.For("kill");
        var killed = 0;
        for (var i = 0; i < kills; i++)
        {
            await using var victim = Start(folder, provider);
            await Task.Delay(draw.Next(600, 2500), Stop);
            killed += victim.HasExited ? 0 : 1;
            await victim.KillAsync();
        }

        await using var last = Start(folder, provider);
        var (code, _, errors) = await last.EndAsync(Hang);

        Assert.True(code is 0, errors);
        var notes = RowNote().Matches(await File.ReadAllTextAsync(Path.Combine(folder, "leads-finished.csv"), Stop)).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Enumerable.Range(1, rows), notes);
        Assert.True(killed > 0, "nobody was killed");
        Assert.InRange(provider.Calls.Count(call => call.Status is 200), rows, rows + (killed * InFlight));
        Directory.Delete(folder, recursive: true);
    }

    internal static Product Start(string folder, ModelProvider provider) => Product.Start(folder, Settings(provider), "write", "leads.csv");

    internal static Dictionary<string, string> Settings(ModelProvider provider) => new(StringComparer.Ordinal)
    {
        ["OPENAI_API_KEY"] = "sk-test",
        ["OPENAI_BASE_URL"] = provider.Url.ToString(),
        ["OPENAI_RPM"] = "1000000",
        ["OPENAI_CONCURRENCY"] = InFlight.ToString(CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@",row-(\d+),", RegexOptions.NonBacktracking)]
    private static partial Regex RowNote();
}

/// <summary>At a small count.</summary>
public sealed class WriteAFileTests
{
    [Fact]
    public Task Killed_five_times_it_writes_every_row_once() => WriteAFile.SurviveAsync(rows: 1500, kills: 5);

    [Fact]
    public async Task Two_at_once_on_the_same_file_write_no_row_twice()
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 10 } }, CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("overture-two-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "leads.csv"), LeadFile.Csv(1200), WriteAFile.Stop);
        await using var first = WriteAFile.Start(folder, provider);
        await Task.Delay(2500, WriteAFile.Stop);
        await using var second = WriteAFile.Start(folder, provider);

        var (one, two) = (await first.EndAsync(TimeSpan.FromMinutes(5)), await second.EndAsync(TimeSpan.FromMinutes(5)));

        Assert.True(one.Code is 0 && two.Code is 0, one.Errors + two.Errors);
        Assert.Equal(1200, provider.Calls.Count(call => call.Status is 200));
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>At the count that was promised.</summary>
[Trait("size", "full")]
public sealed class WriteAFileFull
{
    [Fact]
    public Task Killed_fifty_times_it_writes_18_000_rows_once() => WriteAFile.SurviveAsync(rows: 18_000, kills: 50);
}
