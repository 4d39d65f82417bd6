using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;
using Overture.Tests.World;

namespace Overture.Tests.Storage;

/// <summary>One holder at a time, and only the newest may write.</summary>
public sealed class LeasesTests(PostgresServer postgres)
{
    private readonly Clock clock = new(new(2026, 11, 23, 4, 5, 6, TimeSpan.Zero));

    public static TheoryData<bool> Both => [false, true];

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Of_many_who_take_a_new_key_at_once_one_gets_it_and_none_fails(bool onPostgres)
    {
        await using var database = await NewAsync(onPostgres);
        var nodes = Enumerable.Range(0, 4).Select(_ => database.Open()).ToList();

        var fences = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            Task.Run(() => new Leases(nodes[i % 4], new Holder(), clock).Take($"key-{i / 8}", CancellationToken.None), TestContext.Current.CancellationToken)));

        Assert.All(fences.Chunk(8), key => Assert.Equal([1L], key.OfType<long>()));
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_lapsed_lease_is_free_and_its_fence_grows(bool onPostgres)
    {
        await using var database = await NewAsync(onPostgres);
        var leases = new Leases(database.Store, new Holder(), clock);

        Assert.Equal(1, await leases.Take("key", CancellationToken.None));
        clock.Advance(Leases.Length - TimeSpan.FromSeconds(1));
        Assert.Null(await leases.Take("key", CancellationToken.None));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await leases.Take("key", CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Who_holds_an_old_fence_keeps_nothing_and_gives_nothing_back(bool onPostgres)
    {
        await using var database = await NewAsync(onPostgres);
        var leases = new Leases(database.Store, new Holder(), clock);
        await leases.Take("key", CancellationToken.None);
        clock.Advance(Leases.Length);
        await leases.Take("key", CancellationToken.None);

        Assert.Empty(await leases.Keep([("key", 1)], CancellationToken.None));
        await leases.GiveBack("key", 1, CancellationToken.None);

        Assert.Null(await leases.Take("key", CancellationToken.None));
        Assert.Equal(["key"], await leases.Keep([("key", 2), ("another", 2)], CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task What_is_kept_lasts_longer_and_what_is_given_back_is_free_at_once(bool onPostgres)
    {
        await using var database = await NewAsync(onPostgres);
        var leases = new Leases(database.Store, new Holder(), clock);
        await leases.Take("key", CancellationToken.None);

        clock.Advance(Leases.Length - TimeSpan.FromSeconds(1));
        await leases.Keep([("key", 1)], CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await leases.Take("key", CancellationToken.None));

        await leases.GiveBack("key", 1, CancellationToken.None);
        Assert.Equal(2, await leases.Take("key", CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_holder_whose_process_is_gone_is_free_at_once(bool onPostgres)
    {
        await using var database = await NewAsync(onPostgres);
        var leases = new Leases(database.Store, new Holder(), clock);
        using var other = Process.Start("sleep", "600");
        await leases.Take("key", CancellationToken.None);
        await HandToAsync(database.Store, Holder.Name(other));

        Assert.Null(await leases.Take("key", CancellationToken.None));
        other.Kill();
        await other.WaitForExitAsync(CancellationToken.None);

        Assert.Equal(2, await leases.Take("key", CancellationToken.None));
    }

    [Fact]
    public async Task A_process_that_ended_and_that_nobody_buried_is_gone()
    {
        // The shell becomes `sleep` and never asks for the exit code of its first child.
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", "sleep 0.01 & echo $!; exec sleep 600"]) { RedirectStandardOutput = true })!;
        using var child = Process.GetProcessById(int.Parse((await parent.StandardOutput.ReadLineAsync(CancellationToken.None))!, System.Globalization.CultureInfo.InvariantCulture));
        var holder = Holder.Name(child);

        var started = TimeProvider.System.GetTimestamp();
        while (!Holder.IsGone(holder))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30), "The dead child still counts as alive.");
            await Task.Yield();
        }

        parent.Kill();
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("another-machine/1:1:1", false)]
    [InlineData("nonsense", false)]
    public void Of_another_machine_nobody_can_tell_and_nobody_is_gone(string holder, bool gone) => Assert.Equal(gone, Holder.IsGone(holder));

    [Fact]
    public void A_process_with_the_number_of_one_that_is_gone_is_another()
    {
        var me = new Holder().Id;

        Assert.False(Holder.IsGone(me));
        Assert.True(Holder.IsGone(me[..(me.LastIndexOf(':') + 1)] + "1"));
    }

    private static Task<int> HandToAsync(Store store, string holder) => store.Write(Lane.Leases, Guid.Empty, (db, ct) =>
        db.Leases.ExecuteUpdateAsync(set => set.SetProperty(lease => lease.Holder, holder), ct), CancellationToken.None);

    private Task<Database> NewAsync(bool onPostgres) => Database.NewAsync(onPostgres ? postgres : null);
}
