using System.Diagnostics;
using System.Globalization;

namespace Overture.Bench;

/// <summary>
/// A provider that allows so many requests a minute and says so only in its headers: how much of what it allowed from the first call to the
/// last was used, and how many calls it had to refuse.
/// </summary>
internal static class LimitBench
{
    public static async Task Run(int perMinute, int seconds, int rounds)
    {
        var rows = (int)((long)perMinute * seconds / 60);
        var file = Path.Combine(Path.GetTempPath(), $"overture-bench-{Environment.ProcessId}.csv");
        People.Write(file, rows);
        var (used, refused) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            // One second's worth of burst, so that the rate itself is measured and not a full bucket at the start.
            using var provider = await Provider.Start($$$"""{"delayMs":50,"delayMaxMs":250,"limits":{"requestsPerMinute":{{{perMinute}}},"burstSeconds":1}}""");
            await using var server = await Served.Start(provider.Url, 500);
            var run = await JobRun.Of(server, file, TimeSpan.FromMilliseconds(250));
            var calls = await provider.Calls();
            var span = (calls.GetProperty("last").GetDateTimeOffset() - calls.GetProperty("first").GetDateTimeOffset()).TotalSeconds;
            var total = calls.GetProperty("total").GetInt32();
            var many = calls.GetProperty("status").TryGetProperty("429", out var count) ? count.GetInt32() : 0;
            Trace.Assert(run.Completed == rows, "Rows are missing.");
            Trace.Assert(calls.GetProperty("status").GetProperty("200").GetInt32() == rows, "A row was asked for twice.");
            used.Add((total - many) / ((span * perMinute / 60) + (perMinute / 60.0)));
            refused.Add(100.0 * many / total);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {run}; {span:0.0} s from the first call to the last, {many} refused of {total}"));
        }

        File.Delete(file);
        Console.WriteLine($"limits: {perMinute:N0} requests/min learned from headers, {rows:N0} rows, used of what was allowed: {Spread.Of(used)}  (goal 0.98); refused with 429, %: {Spread.Of(refused, "0.00")}  (goal 0.2)");
    }
}
