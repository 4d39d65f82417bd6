using System.Net.Sockets;
using Overture.Tests.World;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Acceptance;

/// <summary>A server killed at random instants: while it takes the file, while it starts, while it writes.</summary>
internal static class KilledServer
{
    /// <param name="rows">Leads in the file.</param>
    /// <param name="kills">Servers that die.</param>
    /// <param name="resumes">At most this long from the start of the process to the first new call of the model.</param>
    public static async Task SurviveAsync(int rows, int kills, TimeSpan resumes)
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { NameRow = true } }, CancellationToken.None);
        await using var site = await Installation.NewAsync(provider);
        var kept = new KeptRows(site, provider, rows);
        var draw = Seed.For("kill the server");
        var job = await BeginAsync(site, kept, LeadFile.Csv(rows), draw);
        var resumed = new List<double>();
        for (var left = kills; left > 0 && kept.Committed < rows; left--)
        {
            kept.LeaveSomeFor(left);
            await using var victim = site.Serve();
            if (draw.Next(5) > 0)
            {
                resumed.Add((await kept.WorkAsync(victim)).TotalSeconds);
                Assert.True(resumed[^1] <= resumes.TotalSeconds, $"it resumed only {resumed[^1]:0.0} s after its start");
            }

            await Task.Delay(draw.Next(1500), TestContext.Current.CancellationToken);
            await kept.KillAsync(victim);
        }

        provider.Behaviour = provider.Behaviour with { DelayMs = 1 };
        await using var last = site.Serve();
        using var api = await site.ApiAsync(last);
        var ended = await api.EndAsync(job);

        TestContext.Current.TestOutputHelper!.WriteLine($"resumed after {resumed.Order().ElementAt(resumed.Count / 2):0.00} s (median of {resumed.Count} starts), {resumed.Max():0.00} s at most");
        kept.AssertOnce();
        (await api.DownloadAsync(job)).AssertWhole(Enumerable.Range(1, rows).Select(row => $"row-{row}"));
        Assert.Equal((rows, rows), (ended.GetProperty("completed").GetInt32(), ended.GetProperty("total").GetInt32()));
        Assert.True(kept.Kills >= kills, $"only {kept.Kills} were killed");
    }

    /// <summary>Uploads the file under one Idempotency-Key, to servers that die of it and at last to one that lives to answer: it is one job.</summary>
    private static async Task<Guid> BeginAsync(Installation site, KeptRows kept, string csv, Random draw)
    {
        await site.KeyAsync();
        for (var tries = 1; ; tries++)
        {
            await using var server = site.Serve();
            using var api = await site.ApiAsync(server);
            var upload = api.BeginAsync(csv, once: "one-upload");
            await Task.WhenAny(upload, Task.Delay(tries < 4 ? TimeSpan.FromMilliseconds(draw.Next(300)) : Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken));
            await kept.KillAsync(server);
            try
            {
                return await upload;
            }
            catch (Exception e) when (tries < 4 && e is HttpRequestException or SocketException or IOException)
            {
                TestContext.Current.TestOutputHelper!.WriteLine($"upload {tries} was killed");
            }
        }
    }
}

/// <summary>At a small count, among other tests on the same processors: what is promised of a machine of its own is held by the large count.</summary>
public sealed class KilledServerTests
{
    [Fact]
    public Task Killed_twice_it_resumes_by_itself_and_writes_every_row_once() => KilledServer.SurviveAsync(rows: 800, kills: 2, resumes: TimeSpan.FromSeconds(30));
}

/// <summary>At the count that was promised.</summary>
[Trait("size", "full")]
public sealed class KilledServerFull
{
    [Fact]
    public Task Killed_fifty_times_it_resumes_by_itself_and_writes_18_000_rows_once() => KilledServer.SurviveAsync(rows: 18_000, kills: 50, resumes: TimeSpan.FromSeconds(5));
}
