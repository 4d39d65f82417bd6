using System.Diagnostics;
using System.Text;

namespace Overture.Bench;

/// <summary>
/// 18,000 leads through the served product, from the upload to the finished file, against a bare HttpClient loop that only asks the same server
/// as often with as many calls in flight. The provider answers at once; everything of the product is on.
/// </summary>
internal static class WriteBench
{
    private const int InFlight = 64;

    public static async Task Run(int rows, int rounds)
    {
        using var provider = await Provider.Start();
        using var files = new Files(rows);
        var (first, later, bares) = (new List<JobRun>(), new List<JobRun>(), new List<double>());
        await Bare(provider.Url, rows); // once to warm both up
        for (var round = 0; round < rounds; round++)
        {
            bares.Add(await Bare(provider.Url, rows));
            await using var server = await Served.Start(provider.Url, InFlight, ("OPENAI_RPM", "10000000"));
            first.Add(await JobRun.Of(server, files[0], TimeSpan.FromMilliseconds(50)));
            _ = await JobRun.Of(server, files[1], TimeSpan.FromMilliseconds(50));
            later.Add(await JobRun.Of(server, files[2], TimeSpan.FromMilliseconds(50)));
            Console.WriteLine($"  {first[^1]}; the third job {later[^1]}; the bare loop took {bares[^1]:0.00} s");
        }

        Trace.Assert(first.Concat(later).All(run => run.Completed == rows), "Rows are missing.");
        Console.WriteLine($"write: {rows:N0} rows, 0 ms, {InFlight} in flight, SQLite: the first job of a process, and in brackets [] its spread; then the third of the same process");
        Console.WriteLine($"  against a bare loop: {Spread.Of(bares.Zip(first, (bare, run) => bare / run.Seconds))}, {Spread.Of(bares.Zip(later, (bare, run) => bare / run.Seconds))}  (goal 0.15, stretch 0.3)");
        Console.WriteLine($"  CPU-seconds per 1,000 rows: {Both(run => run.CpuSeconds * 1000 / rows)}  (goal 0.2, stretch 0.1)");
        Console.WriteLine($"  commits per 1,000 rows: {Both(run => run.Commits * 1000 / rows, "0.0")}  (goal 100)");
        Console.WriteLine($"  first result after the upload, s: {Both(run => run.FirstResult)}  (goal 0.3)");
        Console.WriteLine($"  peak memory, MB: {Both(run => run.PeakMb, "0")}  (goal 200)");

        string Both(Func<JobRun, double> figure, string format = "0.000") => $"{Spread.Of(first.Select(figure), format)}, {Spread.Of(later.Select(figure), format)}";
    }

    private static async Task<double> Bare(Uri url, int rows)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = InFlight });
        var prompt = """{"model":"gpt-4o-mini","messages":[{"role":"system","content":"SYSTEM"},{"role":"user","content":"Write to Anna."}],"max_tokens":400}"""
            .Replace("SYSTEM", new string('x', 1000), StringComparison.Ordinal);
        var left = rows;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, url.AbsoluteUri.TrimEnd('/') + "/chat/completions") { Content = new StringContent(prompt, Encoding.UTF8, "application/json") };
                request.Headers.TryAddWithoutValidation("Authorization", "Bearer sk-bench");
                using var answer = await http.SendAsync(request);
                await answer.Content.ReadAsByteArrayAsync();
            }
        }));
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
