using System.Globalization;
using Overture.Tests.World;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Acceptance;

/// <summary>A file uploaded to a server, written, and downloaded; one row in a hundred repeats an earlier one.</summary>
internal static class ManyLeads
{
    public static async Task WriteAsync(int rows, double delay, int inFlight)
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = delay, NameRow = true } }, CancellationToken.None);
        await using var site = await Installation.NewAsync(provider, null, ("OPENAI_CONCURRENCY", inFlight.ToString(CultureInfo.InvariantCulture)));
        await using var server = site.Serve();
        using var api = await site.ApiAsync(server);
        int[] people = [.. Enumerable.Range(1, rows - (rows / 100)), .. Enumerable.Range(1, rows / 100).Select(i => i * 50)];

        var began = TimeProvider.System.GetTimestamp();
        var job = await api.BeginAsync(LeadFile.Csv(people));
        var ended = await api.EndAsync(job);
        var file = await api.DownloadAsync(job);
        var took = TimeProvider.System.GetElapsedTime(began);

        TestContext.Current.TestOutputHelper!.WriteLine($"{rows:N0} rows, model {delay} ms, {inFlight} in flight: {took.TotalSeconds:0.0} s from upload to file, {provider.Count:N0} calls");
        file.AssertWhole(people.Select(person => $"row-{person}"));
        var distinct = people.Distinct().Count();
        Assert.Equal((distinct, distinct), (provider.Calls.Select(call => call.Row).Distinct().Count(), provider.Count));
        Assert.Equal((rows, rows, distinct), (ended.GetProperty("completed").GetInt32(), ended.GetProperty("total").GetInt32(), ended.GetProperty("calls").GetInt32()));
    }
}

/// <summary>At a small count.</summary>
public sealed class ManyLeadsTests
{
    [Fact]
    public Task Of_600_leads_each_is_written_once_and_in_its_place() => ManyLeads.WriteAsync(rows: 600, delay: 5, inFlight: 32);
}

/// <summary>At the count that was promised.</summary>
[Trait("size", "full")]
public sealed class ManyLeadsFull
{
    [Fact]
    public Task Of_18_000_leads_each_is_written_once_by_a_model_that_answers_at_once() => ManyLeads.WriteAsync(rows: 18_000, delay: 0, inFlight: 64);

    [Fact]
    public Task Of_18_000_leads_each_is_written_once_by_a_model_that_takes_200_ms() => ManyLeads.WriteAsync(rows: 18_000, delay: 200, inFlight: 500);
}
