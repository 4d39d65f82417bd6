namespace Overture.Tests.World;

/// <summary>A clock that stands still until a test moves it; timers and delays fire as it passes them, in the order of their instants, then of their setting.</summary>
public sealed class Clock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<Setting, (DateTimeOffset Due, long Order)> settings = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> waiting = [];
    private int armed;
    private long orders;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers will ring if the clock moves far enough.</summary>
    public int Armed
    {
        get
        {
            lock (gate)
            {
                return armed;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var bell = new Bell(this, callback, state);
        bell.Change(dueTime, period);
        return bell;
    }

    /// <summary>For what answers a bell before it returns. What answers with work of its own needs <see cref="AdvanceAsync"/>.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (Next(end) is { } bell)
        {
            bell.Ring();
        }

        Arrive(end);
    }

    /// <summary>Rings one bell at a time and lets the work it began come to rest before time goes on.</summary>
    /// <param name="rest">
    /// Completes when no work is running. A clock cannot know that of work that awaits sockets, files or a database, so who started the
    /// work says it: a count of running turns that reached zero, a queue that is empty, or <see cref="WhenArmed"/> for loops that sleep when done.
    /// </param>
    public async Task AdvanceAsync(TimeSpan by, Func<Task> rest)
    {
        var end = GetUtcNow() + by;
        await rest();
        while (Next(end) is { } bell)
        {
            bell.Ring();
            await rest();
        }

        Arrive(end);
    }

    /// <summary>Completes once at least <paramref name="timers"/> timers are armed: loops that sleep between their turns are then all asleep.</summary>
    public Task WhenArmed(int timers)
    {
        lock (gate)
        {
            if (armed >= timers)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((timers, reached));
            return reached.Task;
        }
    }

    private void Arrive(DateTimeOffset end)
    {
        lock (gate)
        {
            now = end;
        }
    }

    /// <summary>The next bell due by then, with the clock set to its instant and itself set again if it is periodic.</summary>
    private Bell? Next(DateTimeOffset end)
    {
        lock (gate)
        {
            while (settings.TryPeek(out var setting, out var at) && at.Due <= end)
            {
                settings.Dequeue();
                if (setting.Bell.IsStale(setting))
                {
                    continue;
                }

                now = at.Due > now ? at.Due : now;
                setting.Bell.SetAgain();
                return setting.Bell;
            }

            return null;
        }
    }

    private Setting Enqueue(Bell bell, TimeSpan dueTime)
    {
        var setting = new Setting(bell);
        settings.Enqueue(setting, (now + dueTime, orders++));
        return setting;
    }

    private void Count(int change)
    {
        armed += change;
        foreach (var (_, reached) in waiting.Where(waiter => armed >= waiter.Count))
        {
            reached.TrySetResult();
        }

        waiting.RemoveAll(waiter => armed >= waiter.Count);
    }

    private sealed class Setting(Bell bell)
    {
        public Bell Bell { get; } = bell;
    }

    private sealed class Bell(Clock clock, TimerCallback callback, object? state) : ITimer
    {
        private readonly ExecutionContext? context = ExecutionContext.Capture();
        private Setting? current;
        private TimeSpan again;
        private bool disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                if (disposed)
                {
                    return false;
                }

                again = period;
                Set(dueTime == Timeout.InfiniteTimeSpan ? null : dueTime);
                return true;
            }
        }

        public bool IsStale(Setting setting) => current != setting;

        /// <summary>A period of zero means once, as it does for <see cref="Timer"/>.</summary>
        public void SetAgain() => Set(again > TimeSpan.Zero ? again : null);

        /// <summary>Outside the gate: what is called may set timers, and may do so from another thread.</summary>
        public void Ring()
        {
            if (context is null)
            {
                callback(state);
                return;
            }

            ExecutionContext.Run(context, _ => callback(state), null);
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                disposed = true;
                Set(null);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(TimeSpan? dueTime)
        {
            var was = current is not null;
            current = dueTime is { } due ? clock.Enqueue(this, due) : null;
            clock.Count((current is null ? 0 : 1) - (was ? 1 : 0));
        }
    }
}
