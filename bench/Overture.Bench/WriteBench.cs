using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Overture.Bench;

/// <summary>
/// `overture write` over a file of leads, from the start of the program to the finished file, against a bare HttpClient loop that only asks the
/// same server as often with as many calls in flight. The server answers at once; everything of the product is on.
/// </summary>
internal static class WriteBench
{
    private const int InFlight = 64;

    public static async Task Run(int rows, int rounds)
    {
        using var provider = Child.Start(Environment.ProcessPath!, new Dictionary<string, string>(StringComparer.Ordinal), "provider");
        var url = new Uri((await provider.Line())!);
        var (ratios, cpus, walls, peaks) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var bare = await Bare(url, rows);
            var (wall, cpu, peak) = await Product(url, rows);
            ratios.Add(bare / wall);
            cpus.Add(cpu / rows * 1000);
            walls.Add(rows / wall);
            peaks.Add(peak / 1e6);
        }

        Console.WriteLine($"write {rows:N0} rows, 0 ms, {InFlight} in flight, SQLite, against a bare loop: {Spread.Of(ratios)}  (goal 0.15)");
        Console.WriteLine($"  rows/s: {Spread.Of(walls, "0")}; CPU-seconds per 1,000 rows: {Spread.Of(cpus)}  (goal 0.2); peak memory MB: {Spread.Of(peaks, "0")}  (goal 200)");
    }

    private static async Task<(double Wall, double Cpu, long Peak)> Product(Uri url, int rows)
    {
        var folder = Directory.CreateTempSubdirectory("overture-bench-").FullName;
        var file = Path.Combine(folder, "leads.csv");
        People.Write(file, rows);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DATA_DIR"] = Path.Combine(folder, "data"),
            ["OPENAI_API_KEY"] = "sk-bench",
            ["OPENAI_BASE_URL"] = url.AbsoluteUri,
            ["OPENAI_RPM"] = "10000000",
            ["OPENAI_CONCURRENCY"] = InFlight.ToString(CultureInfo.InvariantCulture),
        };
        var started = Stopwatch.GetTimestamp();
        using var product = Child.Start(Path.Combine(AppContext.BaseDirectory, "overture"), settings, "write", file);
        var code = await product.End();
        var wall = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var written = File.ReadLines(Path.Combine(folder, "leads-finished.csv")).Count(line => line.Contains(",completed,", StringComparison.Ordinal));
        Console.WriteLine($"  exit {code}, {written:N0} rows completed in {wall:0.0} s, {product.Cpu.TotalSeconds:0.0} s of processor");
        Directory.Delete(folder, recursive: true);
        return (wall, product.Cpu.TotalSeconds, product.Peak);
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
