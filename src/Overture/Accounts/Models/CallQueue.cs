namespace Overture.Accounts.Models;

/// <summary>The line in front of a <see cref="KeyRing"/>: callers are served in the order in which they came, each when the rate allows.</summary>
internal sealed class CallQueue(KeyRing ring, TimeProvider clock) : IDisposable
{
    readonly SemaphoreSlim first = new(1);
    TaskCompletionSource? changed;

    public KeyRing Ring => ring;

    /// <summary>A wait longer than this is the caller's to know of: the day's requests are spent.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>Waits for leave to call: <see cref="NextCall.Go"/>; <see cref="NextCall.Stop"/> when no key can serve; a <see cref="NextCall.Wait"/> only when it is long.</summary>
    public async ValueTask<NextCall> Take(int estimatedTokens, CancellationToken ct)
    {
        await first.WaitAsync(ct);
        try
        {
            while (true)
            {
                var news = changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
                var next = ring.Next(estimatedTokens, clock.GetUtcNow());
                if (next is not NextCall.Wait wait || wait.At - clock.GetUtcNow() > LongestWait) return next;
                await Until(wait.At, news.Task, ct);
            }
        }
        finally
        {
            changed = null;
            first.Release();
        }
    }

    public void Worked(NextCall.Go call, RateHeaders said, Tokens used)
    {
        ring.Worked(call, said, used, clock.GetUtcNow());
        changed?.TrySetResult();
    }

    public void Failed(NextCall.Go call, ModelCallFailed failed)
    {
        ring.Failed(call, failed, clock.GetUtcNow());
        changed?.TrySetResult();
    }

    /// <summary>The caller gave up before an answer came.</summary>
    public void Dropped(NextCall.Go call)
    {
        ring.Dropped(call);
        changed?.TrySetResult();
    }

    public void Dispose() => first.Dispose();

    async Task Until(DateTimeOffset at, Task news, CancellationToken ct)
    {
        var span = at - clock.GetUtcNow();
        if (span <= TimeSpan.Zero) return;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(news, Task.Delay(span, clock, enough.Token));
        await enough.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
