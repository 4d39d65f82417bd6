namespace Overture.Drafting.Sites;

/// <summary>A span of time that several pieces of work spend one after another; waiting between them is free.</summary>
internal sealed class TimeAllowance(TimeSpan total, TimeProvider clock)
{
    private TimeSpan left = total;

    /// <exception cref="TimeoutException">The allowance ran out, before or during the work.</exception>
    public async Task<T> SpendAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        if (left <= TimeSpan.Zero)
        {
            throw new TimeoutException();
        }

        var began = clock.GetTimestamp();
        using var end = new CancellationTokenSource(left, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, end.Token);
        try
        {
            return await work(either.Token);
        }
        catch (Exception e) when (end.IsCancellationRequested && !ct.IsCancellationRequested && e is OperationCanceledException or IOException or HttpRequestException)
        {
            throw new TimeoutException(message: null, e);
        }
        finally
        {
            left -= clock.GetElapsedTime(began);
        }
    }
}
