namespace Overture.Tests.World;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 29, 0, 0, 0, TimeSpan.Zero);
    private readonly Clock clock = new(Start);
    private readonly List<string> rung = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Timers_ring_in_the_order_of_their_instants_then_of_their_setting()
    {
        using var late = At("late", TimeSpan.FromSeconds(2));
        using var first = At("first", TimeSpan.FromSeconds(1));
        using var second = At("second", TimeSpan.FromSeconds(1));

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["first 1", "second 1", "late 2"], rung);
        Assert.Equal(Start.AddSeconds(5), clock.GetUtcNow());
    }

    [Fact]
    public void A_periodic_timer_rings_at_each_period()
    {
        using var timer = At("tick", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["tick 1", "tick 3", "tick 5"], rung);
    }

    [Fact]
    public void A_timer_set_anew_or_disposed_of_does_not_ring_at_its_old_instant()
    {
        using var moved = At("moved", TimeSpan.FromSeconds(1));
        moved.Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        At("gone", TimeSpan.FromSeconds(1)).Dispose();

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["moved 3"], rung);
        Assert.Equal(0, clock.Armed);
    }

    [Fact]
    public void A_bell_that_sets_another_within_the_span_hears_it_too()
    {
        using var timer = clock.CreateTimer(_ => At("after", TimeSpan.FromSeconds(1)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["after 2"], rung);
    }

    [Fact]
    public async Task A_loop_that_works_elsewhere_between_its_sleeps_keeps_pace_with_the_clock()
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var loop = Task.Run(() => SleepAndWorkAsync(over.Token), Stop);

        await clock.AdvanceAsync(TimeSpan.FromSeconds(3), () => clock.WhenArmed(1));

        Assert.Equal(["work 1", "work 2", "work 3"], rung);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop);
    }

    [Fact]
    public async Task A_delay_and_a_deadline_end_when_the_clock_passes_them()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
        var delay = Task.Delay(TimeSpan.FromSeconds(2), clock, Stop);

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(delay.IsCompleted || deadline.IsCancellationRequested);

        clock.Advance(TimeSpan.FromSeconds(1));
        await delay;
        Assert.True(deadline.IsCancellationRequested);
    }

    private async Task SleepAndWorkAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), clock, stop);
            await Task.Yield();
            await File.ReadAllBytesAsync(typeof(ClockTests).Assembly.Location, stop);
            Hear("work");
        }
    }

    private ITimer At(string name, TimeSpan due, TimeSpan? period = null) =>
        clock.CreateTimer(_ => Hear(name), null, due, period ?? Timeout.InfiniteTimeSpan);

    private void Hear(string name) => rung.Add($"{name} {(clock.GetUtcNow() - Start).TotalSeconds}");
}
