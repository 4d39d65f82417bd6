namespace Overture.Drafting.Sites;

/// <summary>
/// Lets requests go so that no host is burdened: one at a time to a host, with a pause after each, and a fixed number at once in all. First come,
/// first served within a host; a host that waits takes no place from the others.
/// </summary>
internal sealed class PoliteQueue(FetchLimits limits, TimeProvider clock) : IDisposable
{
    private const int KeptLanes = 1_024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Lane> lanes = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim places = new(limits.AtOnce);

    /// <summary>The longest pause a host may ask for; a longer one is cut to it.</summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromSeconds(10);

    /// <param name="host">The host the request goes to.</param>
    /// <param name="pause">What the host asks for between requests (Crawl-delay), if it asks.</param>
    /// <param name="request">The one request.</param>
    /// <param name="ct">Ends the wait and the request.</param>
    public async Task<T> RunAsync<T>(string host, TimeSpan? pause, Func<CancellationToken, Task<T>> request, CancellationToken ct)
    {
        var lane = Enter(host);
        try
        {
            await lane.Turn.WaitAsync(ct);
            try
            {
                await PauseAsync(lane, pause ?? TimeSpan.Zero, ct);
                return await InPlaceAsync(lane, request, ct);
            }
            finally
            {
                lane.Turn.Release();
            }
        }
        finally
        {
            Leave(lane);
        }
    }

    /// <summary>How many hosts it remembers.</summary>
    public int Hosts => lanes.Count;

    public void Dispose() => places.Dispose();

    private Task PauseAsync(Lane lane, TimeSpan asked, CancellationToken ct)
    {
        var pause = asked > LongestPause ? LongestPause : asked > limits.Apart ? asked : limits.Apart;
        var left = lane.Ended is { } ended ? pause - clock.GetElapsedTime(ended) : TimeSpan.Zero;
        return left > TimeSpan.Zero ? Task.Delay(left, clock, ct) : Task.CompletedTask;
    }

    private async Task<T> InPlaceAsync<T>(Lane lane, Func<CancellationToken, Task<T>> request, CancellationToken ct)
    {
        await places.WaitAsync(ct);
        try
        {
            return await request(ct);
        }
        finally
        {
            lane.Ended = clock.GetTimestamp();
            places.Release();
        }
    }

    private Lane Enter(string host)
    {
        lock (gate)
        {
            if (!lanes.TryGetValue(host, out var lane))
            {
                Forget();
                lanes[host] = lane = new Lane();
            }

            lane.Users++;
            return lane;
        }
    }

    private void Leave(Lane lane)
    {
        lock (gate)
        {
            lane.Users--;
        }
    }

    /// <summary>Drops the hosts nobody waits for and whose longest pause is over.</summary>
    private void Forget()
    {
        if (lanes.Count < KeptLanes || lanes.Count % 256 != 0)
        {
            return;
        }

        foreach (var (host, lane) in lanes.Where(l => l.Value.Users == 0 && (l.Value.Ended is not { } ended || clock.GetElapsedTime(ended) >= LongestPause)).ToList())
        {
            lanes.Remove(host);
            lane.Turn.Dispose();
        }
    }

    private sealed class Lane
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public int Users { get; set; }

        public long? Ended { get; set; }
    }
}
