using System.Diagnostics;
using System.Globalization;

namespace Overture.Mail.Tests.Mime;

/// <summary>A million of them: each within 100 ms of processor time and 50 MB of allocations.</summary>
[Trait("size", "full")]
public class MutatedMailFull
{
    [Fact]
    public async Task A_million_mutated_mails_are_read_within_100_ms_and_50_MB_each()
    {
        const int each = 500_000;
        var mails = Mutations.Originals();

        var worst = await Task.WhenAll(Enumerable.Range(0, 2).Select(half => Task.Run(() => Half(mails, half, each), TestContext.Current.CancellationToken)));

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {Mutations.Seed}: {2 * each} mails of {mails.Count} originals, the slowest {worst.Max(w => w.Slowest.TotalMilliseconds):0.0} ms, the largest {worst.Max(w => w.Largest) / 1e6:0.0} MB"));
        Assert.All(worst, w => Assert.InRange(w.Slowest.TotalMilliseconds, 0, 100));
        Assert.All(worst, w => Assert.InRange(w.Largest, 0, 50_000_000));
    }

    private static (TimeSpan Slowest, long Largest) Half(IReadOnlyList<byte[]> mails, int half, int count)
    {
        var random = new Random(Mutations.Seed + half);
        var (slowest, largest) = (TimeSpan.Zero, 0L);
        for (var i = 0; i < count; i++)
        {
            var mail = Mutations.Next(mails, random);
            var time = Once(mail, out var allocated);
            for (var again = 0; again < 3 && time > TimeSpan.FromMilliseconds(50); again++)
            {
                var next = Once(mail, out allocated); // a neighbour's work or a collection, unless it is slow each time
                time = next < time ? next : time;
            }

            slowest = time > slowest ? time : slowest;
            largest = Math.Max(largest, allocated);
        }

        return (slowest, largest);
    }

    private static TimeSpan Once(byte[] mail, out long allocated)
    {
        var (began, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        Mutations.Read(mail);
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return Stopwatch.GetElapsedTime(began);
    }
}
