using System.Text;
using Overture.Audience.Files;

namespace Overture.Tests.Audience.Files;

/// <summary>The memory of the whole process is measured, so nothing else runs beside.</summary>
[CollectionDefinition(DisableParallelization = true), Collection<ReadingMemoryTests>]
public sealed class ReadingMemoryTests
{
    [Fact]
    public void A_million_rows_take_hardly_more_memory_than_a_hundred_thousand()
    {
        var small = Peak(100_000);
        var large = Peak(1_000_000);

        Assert.InRange(large, 0, small * 1.2 + 4_000_000);
    }

    private static long Peak(int rows)
    {
        using var file = new GeneratedFile(Encoding.UTF8.GetBytes("Ann,Smith,ann@acme.example,\"Acme, Inc\"\n"), rows);
        var dialect = new Dialect { Width = 4 };
        var peak = 0L;
        var count = 0;
        foreach (var record in ReadFile.Run(file, dialect, TestContext.Current.CancellationToken))
        {
            if (++count % 100_000 == 50_000)
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
        }
        Assert.Equal(rows, count);
        return peak;
    }
}
