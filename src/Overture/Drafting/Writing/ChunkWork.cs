using System.Collections.Concurrent;
using Overture.Storage;

namespace Overture.Drafting.Writing;

/// <summary>
/// The work on one chunk in this process, from the taking of its lease to the last commit. A turn starts calls until its time is up; calls
/// in flight outlive the turn and are met again by the next. Pages are read ahead of the calls that need them.
/// </summary>
internal sealed class ChunkWork(Chunk chunk, long fence, ChunkRows rows, Desk desk, ResultWriter results, WriteRow write, TimeProvider clock) : IDisposable
{
    /// <summary>Pages of a chunk that are being read, or are read and wait for a call.</summary>
    private const int PagesAhead = 64;

    private readonly Queue<RowWork> toPrepare = new(rows.Plan.ReadsSites ? rows.Ready : []);
    private readonly ConcurrentQueue<RowWork> queue = new(rows.Plan.ReadsSites ? [] : rows.Ready);
    private readonly ConcurrentDictionary<int, bool> inFlight = new();
    private readonly SemaphoreSlim landed = new(0);
    private readonly CancellationTokenSource halt = CancellationTokenSource.CreateLinkedTokenSource(desk.Ending);
    private volatile bool stopped;
    private int preparing;
    private long keptAt = clock.GetTimestamp();

    public Chunk Chunk => chunk;

    public long Fence => fence;

    public IEnumerable<int> InFlight => inFlight.Keys;

    /// <summary>The lease went to another: nothing of ours would be kept.</summary>
    public bool Lost { get; private set; }

    /// <summary>Since the lease was last known to be ours so much time has passed that another may have it: this process, or its database, was away.</summary>
    private bool Lapsed => clock.GetElapsedTime(Volatile.Read(ref keptAt)) > Leases.Length;

    /// <summary>Nothing is waiting and nothing in flight.</summary>
    public bool Ended => inFlight.IsEmpty && Volatile.Read(ref preparing) is 0 && (stopped || (queue.IsEmpty && toPrepare.Count is 0));

    public void Dispose()
    {
        landed.Dispose();
        halt.Dispose();
    }

    /// <summary>No further call begins: rows that wait for their turn stay pending.</summary>
    public void Stop()
    {
        stopped = true;
        try
        {
            halt.Cancel();
        }
        catch (ObjectDisposedException)
        {
            return; // it came to its end meanwhile
        }
    }

    /// <param name="timestamp">When the lease was asked to be kept; it was.</param>
    public void Keep(long timestamp) => Volatile.Write(ref keptAt, timestamp);

    public void Lose()
    {
        Lost = true;
        Stop();
    }

    /// <summary>Starts calls and waits for them, for at most <paramref name="length"/>.</summary>
    public async Task Turn(TimeSpan length, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        TimeSpan Left() => length - clock.GetElapsedTime(started) is { Ticks: > 0 } left ? left : TimeSpan.Zero;
        while (!stopped && Left() is { Ticks: > 0 } left)
        {
            PrepareAhead();
            if (queue.IsEmpty)
            {
                if (toPrepare.Count is 0 && Volatile.Read(ref preparing) is 0)
                {
                    break;
                }

                await landed.WaitAsync(left, ct);
            }
            else if (await desk.Permit(left, ct))
            {
                Begin();
            }
        }

        while (!Ended && (stopped || queue.IsEmpty) && Left() is { Ticks: > 0 } left)
        {
            await landed.WaitAsync(left, ct);
        }
    }

    /// <summary>The writer has committed this result (or dropped it: null), so the call is over.</summary>
    public void Committed(RowResult result, JobStatus? job)
    {
        if (job is null)
        {
            Lose();
        }
        else if (job is not JobStatus.Processing && !rows.Asked)
        {
            Stop();
        }

        End(result.Ordinal);
    }

    private void PrepareAhead()
    {
        while (!stopped && preparing + queue.Count < PagesAhead && toPrepare.TryDequeue(out var row))
        {
            Interlocked.Increment(ref preparing);
            _ = Task.Run(() => Prepare(row), CancellationToken.None);
        }
    }

    private async Task Prepare(RowWork row)
    {
        try
        {
            queue.Enqueue(await write.Prepare(rows.Plan, row, desk.Ending));
        }
        catch (Exception e) when (e is OperationCanceledException || Transient.Is(e))
        {
            stopped = true;
        }
#pragma warning disable CA1031 // one row never harms another
        catch (Exception e)
        {
            queue.Enqueue(row with { Hold = write.Failed(chunk, row, e).Error });
        }
#pragma warning restore CA1031
        finally
        {
            Interlocked.Decrement(ref preparing);
            landed.Release();
        }
    }

    private void Begin()
    {
        if (Lapsed)
        {
            Lose();
        }

        if (stopped || !queue.TryDequeue(out var row))
        {
            desk.GiveBack();
            return;
        }

        inFlight[row.Ordinal] = true;
        _ = Task.Run(() => Work(row), CancellationToken.None);
    }

    private async Task Work(RowWork row)
    {
        RowResult? result = null;
        try
        {
            result = await write.Run(rows.Plan, row, halt.Token, desk.Ending);
        }
        catch (Exception e) when (e is OperationCanceledException || Transient.Is(e))
        {
            stopped = true; // a database that is away fails no row: the turn comes again
        }
        catch (RowStopped before)
        {
            result = WriteRow.Waiting(row, before.Usage);
        }
        catch (JobBlocked blocked) when (rows.Asked)
        {
            result = WriteRow.Blocked(row, blocked);
        }
        catch (JobBlocked blocked)
        {
            Stop();
            await write.Block(chunk, blocked);
            result = WriteRow.Waiting(row, blocked.Usage);
        }
#pragma warning disable CA1031 // one row never harms another: what nobody foresaw fails this row alone, and is logged
        catch (Exception e)
        {
            result = write.Failed(chunk, row, e);
        }
#pragma warning restore CA1031

        if (result is null)
        {
            End(row.Ordinal);
        }
        else
        {
            results.Add(this, result);
        }
    }

    private void End(int ordinal)
    {
        inFlight.TryRemove(ordinal, out _);
        desk.GiveBack();
        landed.Release();
    }
}
