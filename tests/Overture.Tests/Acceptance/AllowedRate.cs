using Overture.Tests.World;
using Overture.World.ModelProvider;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Acceptance;

/// <summary>A provider that allows 3,000 requests a minute and says so in the headers of each answer, as OpenAI does.</summary>
internal static class AllowedRate
{
    private const int PerMinute = 3000;

    public static async Task UseAsync(int seconds)
    {
        var limits = new RateLimits { RequestsPerMinute = PerMinute, BurstSeconds = 1 };
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 100, NameRow = true, Limits = limits } }, CancellationToken.None);
        await using var site = await Installation.NewAsync(provider, null, ("OPENAI_RPM", "60"), ("OPENAI_CONCURRENCY", "64"));
        await using var server = site.Serve();
        using var api = await site.ApiAsync(server);
        var rows = PerMinute / 60 * seconds;

        var job = await api.BeginAsync(LeadFile.Csv(rows));
        var ended = await api.EndAsync(job);
        var file = await api.DownloadAsync(job);

        var calls = provider.Calls;
        var took = (calls.Max(call => call.At) - calls.Min(call => call.At)).TotalSeconds;
        var (used, refused) = (rows / (took * PerMinute / 60), calls.Count(call => call.Status is 429));
        TestContext.Current.TestOutputHelper!.WriteLine($"{PerMinute:N0} requests/min allowed, {took:0.0} s: {used:0.000} of it used, {refused} of {calls.Count:N0} calls were 429s ({(double)refused / calls.Count:P2})");
        file.AssertWhole(Enumerable.Range(1, rows).Select(row => $"row-{row}"));
        Assert.Equal((rows, rows), (calls.Count(call => call.Status is 200), calls.Where(call => call.Status is 200).Select(call => call.Row).Distinct().Count()));
        Assert.Equal(calls.Count, ended.GetProperty("calls").GetInt32());
        Assert.True(refused <= Math.Max(3, calls.Count / 100), $"{refused} of {calls.Count} calls were refused");
        Assert.True(used > 0.7, $"only {used:P0} of the allowed rate was used");
    }
}

/// <summary>For some seconds.</summary>
public sealed class AllowedRateTests
{
    [Fact]
    public Task Of_an_allowed_rate_learned_from_headers_most_is_used_and_hardly_a_call_refused() => AllowedRate.UseAsync(seconds: 6);
}

/// <summary>For as long as was promised.</summary>
[Trait("size", "full")]
public sealed class AllowedRateFull
{
    [Fact]
    public Task Of_an_allowed_rate_learned_from_headers_most_is_used_for_90_seconds() => AllowedRate.UseAsync(seconds: 90);
}
