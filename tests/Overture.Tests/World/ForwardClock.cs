using System.Collections.Concurrent;

namespace Overture.Tests.World;

/// <summary>
/// The real clock, which a test may put forward: for a whole application at work that waits for an instant nobody wants to wait for. What was to ring
/// meanwhile rings at once.
/// </summary>
public sealed class ForwardClock : TimeProvider
{
    private readonly ConcurrentDictionary<Bell, bool> bells = new();
    private long ahead;

    public override DateTimeOffset GetUtcNow()
    {
        var now = base.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    public override long GetTimestamp() => base.GetTimestamp() + (Interlocked.Read(ref ahead) * (TimestampFrequency / TimeSpan.TicksPerSecond));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Bell(this, callback, state, dueTime, period);

    public void Forward(TimeSpan by)
    {
        Interlocked.Add(ref ahead, Math.Max(0, by.Ticks));
        foreach (var bell in bells.Keys)
        {
            bell.Look();
        }
    }

    private sealed class Bell : ITimer
    {
        private readonly Lock gate = new();
        private readonly ForwardClock clock;
        private readonly ITimer real;
        private DateTimeOffset? due;
        private TimeSpan again;

        public Bell(ForwardClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            this.clock = clock;
            real = TimeProvider.System.CreateTimer(_ => Ring(callback, state), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            clock.bells[this] = true;
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (gate)
            {
                due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime;
                again = period;
                return real.Change(dueTime, period);
            }
        }

        /// <summary>The clock has gone forward.</summary>
        public void Look()
        {
            lock (gate)
            {
                if (due is { } at)
                {
                    var left = at - clock.GetUtcNow();
                    real.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, again);
                }
            }
        }

        public void Dispose()
        {
            clock.bells.TryRemove(this, out _);
            real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Ring(TimerCallback callback, object? state)
        {
            lock (gate)
            {
                due = again > TimeSpan.Zero ? clock.GetUtcNow() + again : null;
            }

            callback(state);
        }
    }
}
