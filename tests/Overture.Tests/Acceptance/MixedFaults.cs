using System.Text.Json;
using Overture.Tests.World;
using Overture.World.ModelProvider;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Acceptance;

/// <summary>Three calls in ten go wrong, each in one of all the ways there are.</summary>
internal static class MixedFaults
{
    private static readonly Dictionary<ModelFault, double> Mix = new()
    {
        [ModelFault.RateLimited] = 0.01,
        [ModelFault.Error500] = 0.03,
        [ModelFault.Error502] = 0.03,
        [ModelFault.Error503] = 0.03,
        [ModelFault.Overloaded529] = 0.03,
        [ModelFault.Reset] = 0.04,
        [ModelFault.TruncatedBody] = 0.03,
        [ModelFault.TruncatedJson] = 0.02,
        [ModelFault.EmptyText] = 0.02,
        [ModelFault.EmptyChoices] = 0.01,
        [ModelFault.Refusal] = 0.015,
        [ModelFault.ContentFilter] = 0.005,
        [ModelFault.CutOff] = 0.015,
        [ModelFault.BreaksRules] = 0.015,
    };

    /// <param name="silent">The part of the calls that is never answered: each holds its place for the two minutes a call may take.</param>
    public static async Task SurviveAsync(int rows, double silent)
    {
        var behaviour = new Behaviour
        {
            DelayMs = 5,
            NameRow = true,
            Mix = new Dictionary<ModelFault, double>(Mix) { [ModelFault.Silence] = silent },
            SilenceMs = 300_000,
            Limits = new() { RequestsPerMinute = 60_000 },
            RetryAfterSeconds = 0.2,
        };
        await using var provider = await ModelProvider.Start(new() { Seed = (ulong)Seed.Value, Behaviour = behaviour }, CancellationToken.None);
        await using var site = await Installation.NewAsync(provider, null, ("OPENAI_CONCURRENCY", "64"));
        await using var server = site.Serve();
        using var api = await site.ApiAsync(server);

        var began = TimeProvider.System.GetTimestamp();
        var job = await api.BeginAsync(LeadFile.Csv(rows));
        await api.DoneAsync(job, rows / 2);
        provider.Behaviour = behaviour with { RetryAfter = RetryAfterForm.HttpDate };
        var ended = await api.EndAsync(job);
        var took = TimeProvider.System.GetElapsedTime(began);

        var file = await api.DownloadAsync(job);
        Print(file, provider, took);
        AssertAccounted(rows, file, provider, ended);
    }

    private static void Print(FinishedFile file, ModelProvider provider, TimeSpan took)
    {
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine($"{file.Rows.Count:N0} rows in {took.TotalSeconds:0.0} s: {string.Join(", ", file.Rows.CountBy(row => row.Status).Select(count => $"{count.Value:N0} {count.Key}"))}");
        output.WriteLine($"{provider.Count:N0} calls: {string.Join(", ", provider.Calls.CountBy(call => call.Fault).OrderByDescending(count => count.Value).Select(count => $"{count.Value:N0} {count.Key}"))}");
        foreach (var (error, count) in file.Rows.Where(row => row.Status is not "completed").CountBy(row => row.Error).OrderByDescending(count => count.Value).Take(12))
        {
            output.WriteLine($"  {count} × {error}");
        }
    }

    /// <summary>No row is lost, none has the words of another, none that was written well was asked for again, and every call is on the bill.</summary>
    private static void AssertAccounted(int rows, FinishedFile file, ModelProvider provider, JsonElement ended)
    {
        var wellWritten = provider.Calls.Where(call => call is { Status: 200, Fault: ModelFault.None }).CountBy(call => call.Row!).ToDictionary(StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(1, rows).Select(row => $"row-{row}"), file.Rows.Select(row => row.Note));
        foreach (var row in file.Rows)
        {
            Assert.Equal((row.Note, row.Status is "completed" ? 1 : 0), (row.Note, wellWritten.GetValueOrDefault(row.Note)));
            Assert.True(row.Status is "completed" ? row.Subject.EndsWith($"({row.Note})", StringComparison.Ordinal) : row.Status is "held" or "failed" && row.Error.Length > 10, $"{row}");
        }

        Assert.Equal("completed", ended.GetProperty("status").GetString());
        Assert.Equal(provider.Count, ended.GetProperty("calls").GetInt32());
        Assert.True(ended.GetProperty("completed").GetInt32() > 0.95 * rows, $"{ended}");
    }
}

/// <summary>At a small count.</summary>
public sealed class MixedFaultsTests
{
    [Fact]
    public Task When_three_calls_in_ten_go_wrong_no_row_is_lost_or_written_twice() => MixedFaults.SurviveAsync(rows: 400, silent: 0);
}

/// <summary>At the count that was promised, with calls that are never answered.</summary>
[Trait("size", "full")]
public sealed class MixedFaultsFull
{
    [Fact]
    public Task When_three_calls_in_ten_go_wrong_no_row_of_18_000_is_lost_or_written_twice() => MixedFaults.SurviveAsync(rows: 18_000, silent: 0.001);
}
