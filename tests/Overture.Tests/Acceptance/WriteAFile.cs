using Overture.Tests.World;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Acceptance;

/// <summary>The program on the command line against a model provider over real sockets, killed whenever it hurts most.</summary>
internal static class WriteAFile
{
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(10);

    /// <summary>Every row once, in order; calls at most rows + kills × in flight; what was committed is not asked for again.</summary>
    public static async Task SurviveAsync(int rows, int kills)
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { NameRow = true } }, CancellationToken.None);
        await using var site = await Installation.NewAsync(provider);
        var kept = new KeptRows(site, provider, rows);
        var file = await site.PutAsync("leads.csv", LeadFile.Csv(rows));
        var draw = Seed.For("kill");
        while (kept.Kills < kills && kept.Committed < rows)
        {
            kept.LeaveSomeFor(kills - kept.Kills);
            await using var victim = site.Write(file);
            if (draw.Next(5) > 0)
            {
                await kept.WorkAsync(victim);
            }

            await Task.Delay(draw.Next(1500), TestContext.Current.CancellationToken);
            await kept.KillAsync(victim);
        }

        provider.Behaviour = provider.Behaviour with { DelayMs = 1 };
        await using var last = site.Write(file);
        var (code, _, errors) = await last.EndAsync(Hang);

        Assert.True(code is 0, errors);
        Assert.True(kept.Kills > kills / 2, $"only {kept.Kills} were killed");
        kept.AssertOnce();
        (await FinishedFile.ReadAsync(Path.Combine(site.Folder, "leads-finished.csv"))).AssertWhole(Enumerable.Range(1, rows).Select(row => $"row-{row}"));
    }
}

/// <summary>At a small count.</summary>
public sealed class WriteAFileTests
{
    [Fact]
    public Task Killed_three_times_it_writes_every_row_once() => WriteAFile.SurviveAsync(rows: 1000, kills: 3);

    [Fact]
    public async Task Two_at_once_on_the_same_file_write_no_row_twice()
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 10 } }, CancellationToken.None);
        await using var site = await Installation.NewAsync(provider);
        var file = await site.PutAsync("leads.csv", LeadFile.Csv(1200));
        await using var first = site.Write(file);
        await Until.Async(() => Task.FromResult(provider.Count), calls => calls > 100, TimeSpan.FromMinutes(1));
        await using var second = site.Write(file);

        var (one, two) = (await first.EndAsync(TimeSpan.FromMinutes(5)), await second.EndAsync(TimeSpan.FromMinutes(5)));

        Assert.True(one.Code is 0 && two.Code is 0, one.Errors + two.Errors);
        Assert.Equal(1200, provider.Calls.Count(call => call.Status is 200));
    }
}

/// <summary>At the count that was promised.</summary>
[Trait("size", "full")]
public sealed class WriteAFileFull
{
    [Fact]
    public Task Killed_fifty_times_it_writes_18_000_rows_once() => WriteAFile.SurviveAsync(rows: 18_000, kills: 50);
}
