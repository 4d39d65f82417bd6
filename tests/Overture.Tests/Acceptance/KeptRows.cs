using System.Globalization;
using Overture.Tests.World;
using Overture.World.ModelProvider;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Acceptance;

/// <summary>What the database had when processes were killed, and what the provider was asked afterwards. A row's mark is its ordinal.</summary>
internal sealed class KeptRows(Installation site, ModelProvider provider, int rows)
{
    /// <summary>About how long a process works before it is killed.</summary>
    private const double WorkingSeconds = 0.8;

    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(1);

    private readonly Dictionary<int, DateTimeOffset> committed = [];

    public int Kills { get; private set; }

    public DateTimeOffset LastKill { get; private set; }

    public int Committed => committed.Count;

    /// <summary>kill -9, then a look at what was committed.</summary>
    public async Task KillAsync(Product victim)
    {
        Kills += victim.HasExited ? 0 : 1;
        await victim.KillAsync();
        LastKill = TimeProvider.System.GetUtcNow();
        var there = await site.CommittedAsync();
        var now = TimeProvider.System.GetUtcNow();
        foreach (var ordinal in there)
        {
            committed.TryAdd(ordinal, now);
        }
    }

    /// <summary>Waits for the first call of the model that this process makes.</summary>
    /// <returns>How long after its start it came.</returns>
    public async Task<TimeSpan> WorkAsync(Product started)
    {
        var first = await Until.Async(() => Task.FromResult(provider.Calls.Where(call => call.At >= started.Began).Select(call => (DateTimeOffset?)call.At).Min()), at => at is not null, Hang);
        return first!.Value - started.Began;
    }

    /// <summary>Makes the model as slow as it takes to have work for so many more kills.</summary>
    public void LeaveSomeFor(int kills) => provider.Behaviour = provider.Behaviour with
    {
        DelayMs = Math.Clamp(1000 * Installation.InFlight * WorkingSeconds * (kills + 1) / Math.Max(1, rows - committed.Count), 1, 500),
    };

    /// <summary>All rows answered; at most what was in flight at each kill asked for again, and nothing that had been committed.</summary>
    public void AssertOnce()
    {
        var answered = provider.Calls.Where(call => call.Status is 200).ToList();
        TestContext.Current.TestOutputHelper!.WriteLine($"{rows:N0} rows, {Kills} kills, {answered.Count:N0} calls answered: {answered.Count - rows} more than rows, {Kills * Installation.InFlight} allowed");
        Assert.Equal(rows, answered.Select(call => call.Row).Distinct().Count());
        Assert.InRange(answered.Count, rows, rows + (Kills * Installation.InFlight));
        Assert.DoesNotContain(provider.Calls, call => committed.TryGetValue(Ordinal(call), out var since) && call.At > since);
    }

    private static int Ordinal(Call call) => int.Parse(call.Row.AsSpan("row-".Length), CultureInfo.InvariantCulture);
}
