using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Overture.Storage;

/// <summary>Tells those who watch in this process that something was committed. Only a hint: who misses one looks again by itself.</summary>
internal sealed class Changes
{
    private readonly ConcurrentDictionary<(Guid Workspace, Guid Subject), ConcurrentDictionary<Channel<bool>, bool>> watchers = new();

    public void Mark(Guid workspace, Guid subject)
    {
        if (watchers.TryGetValue((workspace, subject), out var all))
        {
            foreach (var channel in all.Keys)
            {
                channel.Writer.TryWrite(true);
            }
        }
    }

    public Watch Watch(Guid workspace, Guid subject)
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        watchers.GetOrAdd((workspace, subject), _ => new()).TryAdd(channel, true);
        return new Watch(channel, () =>
        {
            if (watchers.TryGetValue((workspace, subject), out var all))
            {
                all.TryRemove(channel, out _);
            }
        });
    }
}

/// <summary>One who watches.</summary>
internal sealed class Watch(Channel<bool> channel, Action end) : IDisposable
{
    /// <summary>Waits for the next change, but no longer than <paramref name="most"/>.</summary>
    public async Task Next(TimeSpan most, TimeProvider clock, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(most, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await channel.Reader.ReadAsync(both.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            _ = limit.IsCancellationRequested;
        }
    }

    public void Dispose() => end();
}
