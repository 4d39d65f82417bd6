namespace Overture.Tests.World;

/// <summary>Looks again and again at what other processes do; what does not come in time fails the test.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>What was seen when it was as wanted.</returns>
    public static async Task<T> Async<T>(Func<Task<T>> look, Func<T, bool> wanted, TimeSpan most)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (wanted(seen))
            {
                return seen;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < most, $"After {most.TotalSeconds} s it still is {seen}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
