namespace Overture.Mail.Imap;

/// <summary>
/// Limits how long one command may be waited for: as a whole, and in silence. Only the time between <see cref="Resume"/> and <see cref="Pause"/> counts, so
/// a caller may take its time over each message. The timer asks whether anything came since it last rang, so that nothing needs to be done for each octet.
/// </summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly CancellationTokenRegistration canceling;
    private readonly TimeProvider clock;
    private readonly Func<long> progress;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private TimeSpan silence;
    private TimeSpan left;
    private long since;
    private long seen;
    private bool isWaiting;

    public Patience(TimeProvider clock, TimeSpan silence, TimeSpan whole, Func<long> progress, CancellationToken ct)
    {
        (this.clock, this.silence, left, this.progress) = (clock, silence, whole, progress);
        timer = clock.CreateTimer(static state => ((Patience)state!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        canceling = ct.Register(static state => ((CancellationTokenSource)state!).Cancel(), source);
    }

    /// <summary>Is canceled when the time is over, and when the caller cancels.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>The time is over, as said in words for a person; null as long as it is not.</summary>
    public string? Over { get; private set; }

    /// <summary>From here on at most so long in all.</summary>
    public void Limit(TimeSpan whole)
    {
        lock (gate)
        {
            (left, silence, since) = (whole, whole, clock.GetTimestamp());
            if (isWaiting)
            {
                timer.Change(whole, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Resume()
    {
        lock (gate)
        {
            (isWaiting, since, seen) = (true, clock.GetTimestamp(), progress());
            timer.Change(Shorter(), Timeout.InfiniteTimeSpan);
        }
    }

    public void Pause()
    {
        lock (gate)
        {
            isWaiting = false;
            left -= clock.GetElapsedTime(since);
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        canceling.Dispose();
        source.Dispose();
    }

    private TimeSpan Shorter() => left < silence ? TimeSpan.FromTicks(Math.Max(left.Ticks, 0)) : silence;

    private void Ring()
    {
        lock (gate)
        {
            if (!isWaiting)
            {
                return;
            }

            var now = clock.GetTimestamp();
            left -= clock.GetElapsedTime(since, now);
            Over = left <= TimeSpan.Zero ? "did not finish its answer in the time a command may take" : progress() == seen ? $"said nothing for {silence.TotalSeconds:0.###} s" : null;
            (since, seen) = (now, progress());
            if (Over is null)
            {
                timer.Change(Shorter(), Timeout.InfiniteTimeSpan);
                return;
            }
        }

        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // the command ended in this instant
        }
    }
}
