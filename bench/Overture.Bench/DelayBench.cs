using System.Diagnostics;

namespace Overture.Bench;

/// <summary>
/// A provider that takes 200 ms and 500 calls in flight: 2,500 rows a second is all there can be. Then the same while 200 people watch the job
/// by server-sent events.
/// </summary>
internal static class DelayBench
{
    private const int InFlight = 500;
    private const double Delay = 0.2;
    private const int Readers = 200;

    public static async Task Run(int rows, int rounds)
    {
        using var provider = await Provider.Start("""{"delayMs":200}""");
        using var files = new Files(rows);
        var (first, alone, watched) = (new List<JobRun>(), new List<JobRun>(), new List<JobRun>());
        for (var round = 0; round < rounds; round++)
        {
            await using var server = await Served.Start(provider.Url, InFlight, ("OPENAI_RPM", "10000000"));
            first.Add(await One(server, files[0], readers: 0));
            alone.Add(await One(server, files[1], readers: 0));
            watched.Add(await One(server, files[2], Readers));
            Console.WriteLine($"  {first[^1]}; the second job {alone[^1]}; the third, with {Readers} readers, {watched[^1]}");
        }

        Trace.Assert(first.Concat(alone).Concat(watched).All(run => run.Completed == rows), "Rows are missing.");
        var ideal = rows * Delay / InFlight;
        Console.WriteLine($"delay: {rows:N0} rows, 200 ms, {InFlight} in flight, SQLite, upload to finished file, of the ideal {InFlight / Delay:0} rows/s, the first job of a process and the second: {Spread.Of(first.Select(run => ideal / run.Seconds))}, {Spread.Of(alone.Select(run => ideal / run.Seconds))}  (goal 0.93)");
        Console.WriteLine($"  with {Readers} SSE readers (the third), times as long as the second: {Spread.Of(watched.Zip(alone, (with, without) => with.Seconds / without.Seconds))}  (goal 1.05)");
        Console.WriteLine($"  GET job meanwhile, p99 ms: {Spread.Of(watched.Select(run => run.P99), "0.0")}  (goal 50)");
    }

    private static async Task<JobRun> One(Served server, string file, int readers)
    {
        using var stop = new CancellationTokenSource();
        var known = (await server.Get("/api/v1/jobs")).GetProperty("items").GetArrayLength();
        var reading = readers is 0 ? Task.CompletedTask : Watch(server, readers, known, stop.Token);
        var run = await JobRun.Of(server, file, TimeSpan.FromMilliseconds(25));
        await stop.CancelAsync();
        await reading;
        return run;
    }

    /// <summary>As soon as there is a job more than those known, so many connections that read its events.</summary>
    private static async Task Watch(Served server, int readers, int known, CancellationToken stop)
    {
        string? id = null;
        while (id is null)
        {
            var jobs = (await server.Get("/api/v1/jobs")).GetProperty("items");
            id = jobs.GetArrayLength() > known ? jobs[0].GetProperty("id").GetString() : null;
            await Task.Delay(20, CancellationToken.None);
        }

        await Task.WhenAll(Enumerable.Range(0, readers).Select(async _ =>
        {
            try
            {
                await using var events = await server.Api.GetStreamAsync(new Uri($"/api/v1/jobs/{id}/events", UriKind.Relative), stop);
                await events.CopyToAsync(Stream.Null, stop);
            }
            catch (OperationCanceledException)
            {
                return; // the job is over
            }
        }));
    }
}
