using Overture.Tests.World;
using Overture.World.ModelProvider;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Acceptance;

/// <summary>Two keys side by side, of which one dies in the middle of a job.</summary>
internal static class DyingKey
{
    private const string Dying = "sk-dying";

    public static async Task SurviveAsync(int rows, Func<Behaviour, Behaviour> kill)
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 10, NameRow = true } }, CancellationToken.None);
        await using var site = await Installation.NewAsync(provider, null, ("OPENAI_API_KEY", $"{Dying},sk-living"));
        await using var server = site.Serve();
        using var api = await site.ApiAsync(server);

        var job = await api.BeginAsync(LeadFile.Csv(rows));
        await api.DoneAsync(job, rows / 2);
        var died = TimeProvider.System.GetUtcNow();
        provider.Behaviour = kill(provider.Behaviour);
        var ended = await api.EndAsync(job);

        var calls = provider.Calls;
        var inVain = calls.Count(call => call.Status is not 200);
        TestContext.Current.TestOutputHelper!.WriteLine($"{rows:N0} rows; {string.Join(", ", calls.CountBy(call => (call.Key, call.Status)).Select(count => $"{count.Value:N0} calls with {count.Key.Key} answered {count.Key.Status}"))}; {(calls.Max(call => call.At) - died).TotalSeconds:0.0} s after its death all was written");
        (await api.DownloadAsync(job)).AssertWhole(Enumerable.Range(1, rows).Select(row => $"row-{row}"));
        Assert.Equal((rows, rows + inVain), (calls.Count(call => call.Status is 200), ended.GetProperty("calls").GetInt32()));
        Assert.InRange(inVain, 1, Installation.InFlight + 10);
        Assert.True(calls.Count(call => call.Key is Dying && call.Status is 200) > rows / 5, "the key that died had hardly been used");
    }

    public static Behaviour Revoked(Behaviour before) => before with { RevokedKeys = [Dying] };

    public static Behaviour Exhausted(Behaviour before) => before with { ExhaustedKeys = [Dying] };
}

/// <summary>At a small count.</summary>
public sealed class DyingKeyTests
{
    [Fact]
    public Task When_a_key_is_revoked_halfway_the_other_writes_all_rows() => DyingKey.SurviveAsync(rows: 800, DyingKey.Revoked);

    [Fact]
    public Task When_a_key_is_exhausted_halfway_the_other_writes_all_rows() => DyingKey.SurviveAsync(rows: 800, DyingKey.Exhausted);
}

/// <summary>At the count that was promised.</summary>
[Trait("size", "full")]
public sealed class DyingKeyFull
{
    [Fact]
    public Task When_a_key_is_revoked_halfway_the_other_writes_all_18_000_rows() => DyingKey.SurviveAsync(rows: 18_000, DyingKey.Revoked);

    [Fact]
    public Task When_a_key_is_exhausted_halfway_the_other_writes_all_18_000_rows() => DyingKey.SurviveAsync(rows: 18_000, DyingKey.Exhausted);
}
