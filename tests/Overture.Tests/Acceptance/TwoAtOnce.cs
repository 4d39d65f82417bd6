using System.Globalization;
using Overture.Tests.World;
using Overture.World.ModelProvider;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Acceptance;

/// <summary>Two processes started at the same instant on one database that is not there yet. Each has a model key of its own, so that their calls can be told apart.</summary>
internal static class TwoAtOnce
{
    /// <summary>Each of the two can work on half of them at once.</summary>
    private const int Chunks = 12;

    /// <summary>A lease lasts 15 s, another looks again after 2, and its own chunks have their turns of 5 first; on a busy machine each takes longer.</summary>
    private static readonly TimeSpan TakeOver = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(5);

    private static readonly (string, string) First = ("OPENAI_API_KEY", "sk-first");

    private static readonly (string, string) Second = ("OPENAI_API_KEY", "sk-second");

    public static async Task WriteBesideServeAsync(int rows)
    {
        await using var provider = await StartAsync();
        await using var site = await NewAsync(provider, null, rows);
        var file = await site.PutAsync("leads.csv", LeadFile.Csv(rows));

        await using var server = site.Serve(First);
        await using var write = site.Write(file, Second);
        var (code, _, errors) = await write.EndAsync(Hang);

        Assert.True(code is 0, errors);
        Print(provider);
        Assert.Equal((rows, rows), (provider.Count, provider.Calls.Select(call => call.Row).Distinct().Count()));
        (await FinishedFile.ReadAsync(Path.Combine(site.Folder, "leads-finished.csv"))).AssertWhole(Notes(rows));
    }

    /// <summary>The command line finds a server alive and leaves the work to it, until that is killed.</summary>
    public static async Task WriteAfterServeAsync(int rows)
    {
        await using var provider = await StartAsync();
        await using var site = await NewAsync(provider, null, rows);
        var kept = new KeptRows(site, provider, rows);
        var file = await site.PutAsync("leads.csv", LeadFile.Csv(rows));

        await using var server = site.Serve(First);
        await server.AddressAsync();
        await using var write = site.Write(file, Second);
        await AnsweredAsync(provider, rows / 3);
        Assert.DoesNotContain(provider.Calls, call => call.Key is "sk-second");
        await kept.KillAsync(server);
        var (code, _, errors) = await write.EndAsync(Hang);

        Assert.True(code is 0, errors);
        Print(provider);
        kept.AssertOnce();
        (await FinishedFile.ReadAsync(Path.Combine(site.Folder, "leads-finished.csv"))).AssertWhole(Notes(rows));
    }

    public static async Task ServeTwiceAsync(int rows, PostgresServer? postgres)
    {
        await using var provider = await StartAsync();
        await using var site = await NewAsync(provider, postgres, rows);
        await using var one = site.Serve(First);
        await using var two = site.Serve(Second);
        using var api = await site.ApiAsync(one);
        using var other = await site.ApiAsync(two);

        var job = await api.BeginAsync(LeadFile.Csv(rows));
        await BothWriteAsync(provider);
        await api.EndAsync(job);
        var seen = await other.EndAsync(job);

        Print(provider);
        (await other.DownloadAsync(job)).AssertWhole(Notes(rows));
        Assert.Equal((rows, rows, rows), (provider.Count, provider.Calls.Select(call => call.Row).Distinct().Count(), seen.GetProperty("calls").GetInt32()));
    }

    /// <summary>Of two servers one is killed with kill -9: the other takes over what it held.</summary>
    public static async Task KillOneAsync(int rows, PostgresServer? postgres)
    {
        await using var provider = await StartAsync();
        await using var site = await NewAsync(provider, postgres, rows);
        await using var survivor = site.Serve(First);
        await using var victim = site.Serve(Second);
        using var api = await site.ApiAsync(survivor);
        await victim.AddressAsync();
        var kept = new KeptRows(site, provider, rows);

        var job = await api.BeginAsync(LeadFile.Csv(rows));
        await SecondInItsMidstAsync(rows, provider);
        await kept.KillAsync(victim);
        provider.Behaviour = provider.Behaviour with { DelayMs = 20 };
        await api.EndAsync(job);

        AssertTakenOver(rows, provider, kept.LastKill);
        kept.AssertOnce();
        (await api.DownloadAsync(job)).AssertWhole(Notes(rows));
    }

    /// <summary>Of two servers one is frozen until long after its leases lapsed, and wakes to find them gone.</summary>
    public static async Task FreezeOneAsync(int rows, PostgresServer postgres)
    {
        await using var provider = await StartAsync();
        await using var site = await NewAsync(provider, postgres, rows);
        await using var survivor = site.Serve(First);
        await using var sleeper = site.Serve(Second);
        using var api = await site.ApiAsync(survivor);
        await sleeper.AddressAsync();

        var job = await api.BeginAsync(LeadFile.Csv(rows));
        await SecondInItsMidstAsync(rows, provider);
        await sleeper.FreezeAsync();
        provider.Behaviour = provider.Behaviour with { DelayMs = 20 };
        var frozen = TimeProvider.System.GetUtcNow();
        await api.EndAsync(job);
        await sleeper.ThawAsync();
        using var other = await site.ApiAsync(sleeper);
        var seen = await other.EndAsync(job);

        AssertTakenOver(rows, provider, frozen);
        (await other.DownloadAsync(job)).AssertWhole(Notes(rows));
        Assert.Equal((rows, rows), (seen.GetProperty("completed").GetInt32(), seen.GetProperty("calls").GetInt32()));
        Assert.InRange(provider.Count, rows, rows + Installation.InFlight);
    }

    private static Task<ModelProvider> StartAsync() => ModelProvider.Start(new() { Behaviour = new() { DelayMs = 20, NameRow = true } }, CancellationToken.None);

    private static Task<Installation> NewAsync(ModelProvider provider, PostgresServer? postgres, int rows) =>
        Installation.NewAsync(provider, postgres, ("CHUNK_SIZE", $"{rows / Chunks}"), ("MAX_CONCURRENT_JOBS", $"{Chunks / 2}"));

    private static IEnumerable<string> Notes(int rows) => Enumerable.Range(1, rows).Select(row => $"row-{row}");

    private static Task<int> AnsweredAsync(ModelProvider provider, int calls) => Until.Async(() => Task.FromResult(provider.Count), count => count >= calls, Hang);

    /// <summary>The model takes its time until the second process has found the job, then hurries.</summary>
    private static async Task BothWriteAsync(ModelProvider provider)
    {
        provider.Behaviour = provider.Behaviour with { DelayMs = 1000 };
        await Until.Async(() => Task.FromResult(provider.Calls.Select(call => call.Key).Distinct().Count()), keys => keys is 2, Hang);
        provider.Behaviour = provider.Behaviour with { DelayMs = 20 };
    }

    /// <summary>The second process has written a quarter of a chunk, slowly, so that much of it is left.</summary>
    private static async Task SecondInItsMidstAsync(int rows, ModelProvider provider)
    {
        await BothWriteAsync(provider);
        provider.Behaviour = provider.Behaviour with { DelayMs = 100 };
        await Until.Async(() => Task.FromResult(provider.Calls.Count(call => call.Key is "sk-second")), calls => calls >= rows / Chunks / 4, Hang);
    }

    private static void Print(ModelProvider provider) => TestContext.Current.TestOutputHelper!.WriteLine(
        $"{provider.Count:N0} calls: {string.Join(", ", provider.Calls.CountBy(call => call.Key).Select(count => $"{count.Value:N0} with {count.Key}"))}");

    /// <summary>The first call that the survivor made for a row of a chunk the other had begun.</summary>
    private static void AssertTakenOver(int rows, ModelProvider provider, DateTimeOffset gone)
    {
        Print(provider);
        int Chunk(Call call) => (int.Parse(call.Row.AsSpan("row-".Length), CultureInfo.InvariantCulture) - 1) / (rows / Chunks);
        var begun = provider.Calls.Where(call => call.Key == "sk-second" && call.At <= gone).Select(Chunk).ToHashSet();
        var taken = provider.Calls.Where(call => call.Key == "sk-first" && call.At > gone && begun.Contains(Chunk(call))).Select(call => call.At).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        Assert.True(taken - gone < TakeOver, $"nothing of what the other had begun was taken over within {TakeOver.TotalSeconds} s");
        TestContext.Current.TestOutputHelper!.WriteLine($"taken over after {(taken - gone).TotalSeconds:0.0} s");
    }
}

/// <summary>At a small count.</summary>
public sealed class TwoAtOnceTests(PostgresServer postgres)
{
    [Fact]
    public Task Write_and_serve_started_together_write_no_row_twice() => TwoAtOnce.WriteBesideServeAsync(rows: 1000);

    [Fact]
    public Task Write_carries_on_when_the_server_that_did_its_work_is_killed() => TwoAtOnce.WriteAfterServeAsync(rows: 1500);

    [Fact]
    public Task Two_servers_started_together_on_one_file_write_no_row_twice() => TwoAtOnce.ServeTwiceAsync(rows: 1200, postgres: null);

    [Fact]
    public Task Two_servers_started_together_on_one_PostgreSQL_write_no_row_twice() => TwoAtOnce.ServeTwiceAsync(rows: 1200, postgres);

    [Fact]
    public Task When_one_of_two_servers_on_one_file_is_killed_the_other_takes_over() => TwoAtOnce.KillOneAsync(rows: 1500, postgres: null);

    [Fact]
    public Task When_one_of_two_servers_on_one_PostgreSQL_is_killed_the_other_takes_over() => TwoAtOnce.KillOneAsync(rows: 1500, postgres);
}

/// <summary>At the count that was promised.</summary>
[Trait("size", "full")]
public sealed class TwoAtOnceFull(PostgresServer postgres)
{
    [Fact]
    public Task Write_and_serve_started_together_write_none_of_18_000_rows_twice() => TwoAtOnce.WriteBesideServeAsync(rows: 18_000);

    [Fact]
    public Task Write_carries_on_when_the_server_that_did_its_work_is_killed() => TwoAtOnce.WriteAfterServeAsync(rows: 18_000);

    [Fact]
    public Task Two_servers_started_together_on_one_file_write_none_of_18_000_rows_twice() => TwoAtOnce.ServeTwiceAsync(rows: 18_000, postgres: null);

    [Fact]
    public Task Two_servers_started_together_on_one_PostgreSQL_write_none_of_18_000_rows_twice() => TwoAtOnce.ServeTwiceAsync(rows: 18_000, postgres);
}

/// <summary>At the count that was promised, one of two lost in the midst.</summary>
[Trait("size", "full")]
public sealed class OneOfTwoLostFull(PostgresServer postgres)
{
    [Fact]
    public Task When_one_of_two_servers_on_one_file_is_killed_the_other_takes_over() => TwoAtOnce.KillOneAsync(rows: 18_000, postgres: null);

    [Fact]
    public Task When_one_of_two_servers_on_one_PostgreSQL_is_killed_the_other_takes_over() => TwoAtOnce.KillOneAsync(rows: 18_000, postgres);

    [Fact]
    public Task When_one_of_two_servers_on_one_PostgreSQL_freezes_the_other_takes_over_when_its_leases_lapse() => TwoAtOnce.FreezeOneAsync(rows: 18_000, postgres);
}
