using Microsoft.Extensions.AI;
using Overture.Accounts.Models;
using Provider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Accounts.Models;

public sealed class CallQueueTests
{
    [Fact]
    public async Task Three_thousand_requests_a_minute_are_learned_and_used_over_real_sockets()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var provider = await Provider.Start(new() { Behaviour = new() { DelayMs = 60, DelayMaxMs = 140, Limits = new() { RequestsPerMinute = 3_000 } } }, ct);
        using var http = new HttpClient(ModelTimeouts.Default.Handler());
        using var client = new OpenAiChatClient(http, provider.Url, "sk-test", "m", TimeProvider.System);
        using var queue = new CallQueue(new([new("k", "g")], ["m"], new(), TimeProvider.System.GetUtcNow()), TimeProvider.System);
        var (began, span) = (TimeProvider.System.GetTimestamp(), TimeSpan.FromSeconds(10));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(async worker =>
        {
            for (var i = 0; TimeProvider.System.GetElapsedTime(began) < span; i++) await Call(queue, client, (worker * 10_000) + i, ct);
        }));

        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var calls = provider.Calls;
        TestContext.Current.TestOutputHelper?.WriteLine($"{calls.Count} calls in {seconds:0.00} s, {calls.Count(call => call.Status == 429)} refused");
        // Two seconds' worth may be caught up from a bucket that is well filled.
        Assert.InRange(calls.Count(call => call.Status == 200) / 50d, 0.9 * seconds, seconds + 3);
        Assert.InRange(calls.Count(call => call.Status == 429), 0, 2);
        Assert.All(calls.CountBy(call => call.Row!), row => Assert.Equal(1, row.Value));
    }

    [Fact]
    public async Task A_key_that_dies_in_the_middle_costs_no_row()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var provider = await Provider.Start(new() { Behaviour = new() { DelayMs = 5, Limits = new() { RequestsPerMinute = 600_000 } } }, ct);
        using var http = new HttpClient(ModelTimeouts.Default.Handler());
        var clients = new[] { "sk-one", "sk-two" }.ToDictionary(key => key, key => new OpenAiChatClient(http, provider.Url, key, "m", TimeProvider.System));
        using var queue = new CallQueue(new([new("sk-one", "1"), new("sk-two", "2")], ["m"], new(), TimeProvider.System.GetUtcNow()), TimeProvider.System);
        var rows = new Queue<int>(Enumerable.Range(0, 600));

        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            while (Next() is { } row)
                while (!await Call(queue, clients, row, ct)) ct.ThrowIfCancellationRequested();
        }));

        Assert.Equal(600, provider.Calls.Where(call => call.Status == 200).DistinctBy(call => call.Row).Count());
        Assert.Equal(600, provider.Calls.Count(call => call.Status == 200));

        int? Next()
        {
            lock (rows)
            {
                if (rows.Count == 300) provider.Behaviour = provider.Behaviour with { RevokedKeys = ["sk-one"] };
                return rows.TryDequeue(out var row) ? row : null;
            }
        }
    }

    static async Task Call(CallQueue queue, OpenAiChatClient client, int row, CancellationToken ct)
        => await Call(queue, new Dictionary<string, OpenAiChatClient> { ["k"] = client }, row, ct);

    static async Task<bool> Call(CallQueue queue, Dictionary<string, OpenAiChatClient> clients, int row, CancellationToken ct)
    {
        var go = Assert.IsType<NextCall.Go>(await queue.Take(400, ct));
        try
        {
            var answer = await clients[go.Key.Id].GetResponseAsync([new(ChatRole.User, $"Write to row-{row}.")], new() { ModelId = go.Model, MaxOutputTokens = 200 }, ct);
            queue.Worked(go, answer.Rates, new((int)answer.Usage!.InputTokenCount!, (int)answer.Usage.OutputTokenCount!));
            return true;
        }
        catch (ModelCallFailed failed)
        {
            queue.Failed(go, failed);
            return false;
        }
    }
}
