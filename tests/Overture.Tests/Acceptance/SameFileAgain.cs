using Overture.Tests.World;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Acceptance;

/// <summary>A file that comes again: as it was, while it is still being written, and changed.</summary>
internal static class SameFileAgain
{
    public static async Task PayOnceAsync(int rows)
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 5, NameRow = true } }, CancellationToken.None);
        await using var site = await Installation.NewAsync(provider, null, ("OPENAI_CONCURRENCY", "64"));
        await using var server = site.Serve();
        using var api = await site.ApiAsync(server);
        var file = LeadFile.Csv(rows);
        var again = new Again(api, provider, rows);

        Assert.Equal(rows, await again.PaidAsync("the file", file));
        Assert.Equal(0, await again.PaidAsync("the same file", file));
        Assert.Equal(0, await again.PaidAsync("a column changed that the prompt does not read", file.Replace(",Abel,", ",Able,", StringComparison.Ordinal)));
        var changed = Enumerable.Range(1, rows).Where(row => row % 7 is 3).ToList();
        var promoted = changed.Aggregate(file, (text, row) => text.Replace($" row-{row},", $" by night row-{row},", StringComparison.Ordinal));
        Assert.Equal(changed.Count, await again.PaidAsync($"a column changed that the prompt reads, in {changed.Count} rows", promoted));
        Assert.Equal(0, await again.PaidAsync("the first file once more", file));
    }

    /// <summary>Somebody uploads a file twice, or a corrected one, while the first is still being written.</summary>
    public static async Task PayOnceWhileItRunsAsync(int rows)
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 20, NameRow = true } }, CancellationToken.None);
        await using var site = await Installation.NewAsync(provider);
        await using var server = site.Serve();
        using var api = await site.ApiAsync(server);
        var file = LeadFile.Csv(rows);

        var first = await api.BeginAsync(file);
        await api.DoneAsync(first, rows / 10);
        var second = await api.BeginAsync(file);
        var third = await api.BeginAsync(file.Replace(",Abel,", ",Able,", StringComparison.Ordinal));
        foreach (var job in new[] { first, second, third })
        {
            Assert.Equal("completed", (await api.EndAsync(job)).GetProperty("status").GetString());
            (await api.DownloadAsync(job)).AssertWhole(Enumerable.Range(1, rows).Select(row => $"row-{row}"));
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{rows:N0} rows three times at once: {provider.Count:N0} calls");
        Assert.Equal(rows, provider.Count);
    }

    private sealed class Again(JobsClient api, ModelProvider provider, int rows)
    {
        /// <returns>Calls made for the whole of it.</returns>
        public async Task<int> PaidAsync(string what, string file)
        {
            var before = provider.Count;
            var job = await api.BeginAsync(file);
            var ended = await api.EndAsync(job);
            var paid = provider.Count - before;
            (await api.DownloadAsync(job)).AssertWhole(Enumerable.Range(1, rows).Select(row => $"row-{row}"));
            Assert.Equal((paid, rows - paid), (ended.GetProperty("calls").GetInt32(), ended.GetProperty("reused").GetInt32()));
            TestContext.Current.TestOutputHelper!.WriteLine($"{what}: {paid:N0} calls for {rows:N0} rows");
            return paid;
        }
    }
}

/// <summary>At a small count.</summary>
public sealed class SameFileAgainTests
{
    [Fact]
    public Task Of_a_file_that_comes_again_only_what_the_prompt_reads_anew_is_paid() => SameFileAgain.PayOnceAsync(rows: 300);

    [Fact]
    public Task A_file_that_comes_again_while_it_is_being_written_is_paid_once() => SameFileAgain.PayOnceWhileItRunsAsync(rows: 700);
}

/// <summary>At the count that was promised.</summary>
[Trait("size", "full")]
public sealed class SameFileAgainFull
{
    [Fact]
    public Task Of_18_000_rows_that_come_again_only_what_the_prompt_reads_anew_is_paid() => SameFileAgain.PayOnceAsync(rows: 18_000);

    [Fact]
    public Task Of_18_000_rows_that_come_again_while_they_are_being_written_each_is_paid_once() => SameFileAgain.PayOnceWhileItRunsAsync(rows: 18_000);
}
