using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Overture.Access;
using Overture.Audience;
using Overture.Audience.Columns;
using Overture.Audience.Files;
using Overture.Storage;
using Overture.Web.Settings;

namespace Overture.Bench;

/// <summary>
/// A CSV file uploaded to the served product until its lines and leads stand in the tables, checked and mapped, against a bare bulk insert of the same
/// lines and leads in slices of the same size. Meanwhile one person adds single leads, and the log of the database is watched. Then a job over all of
/// it is made and downloaded in both formats.
/// </summary>
internal static class ImportBench
{
    public static async Task Run(int rows, int rounds)
    {
        var (ratios, rates, posts, logs, peaks) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("overture-bench-").FullName;
            var file = Path.Combine(folder, "leads.csv");
            People.Write(file, rows);
            var bare = await Bare(folder, rows);
            await using var server = await Served.Start(provider: null, more: ("MAX_FILE_SIZE", "1000000000"));
            var (seconds, post, log) = await Import(server, file, rows);
            var bytes = await Export(server, rows);
            ratios.Add(bare / seconds);
            rates.Add(rows / seconds);
            posts.Add(post);
            logs.Add(log);
            peaks.Add(server.Peak);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {rows:N0} rows in {seconds:0.0} s, the bare insert took {bare:0.0} s; {bytes / 1e6:0} MB downloaded; peak {server.Peak:0} MB"));
            Directory.Delete(folder, recursive: true);
        }

        Console.WriteLine($"import: {rows:N0} CSV rows on SQLite, upload to import ready, against a bare bulk insert of the same rows: {Spread.Of(ratios)}  (goal 0.5); rows/s {Spread.Of(rates, "0")}");
        Console.WriteLine($"  p99 of a one-row POST meanwhile, ms: {Spread.Of(posts, "0.0")}  (goal 100)");
        Console.WriteLine($"  largest write-ahead log, MB: {Spread.Of(logs, "0.0")}  (goal 64)");
        Console.WriteLine($"  peak memory with both downloads, MB: {Spread.Of(peaks, "0")}  (goal 300)");
    }

    private static async Task<(double Seconds, double P99, double LogMb)> Import(Served server, string file, int rows)
    {
        using var stop = new CancellationTokenSource();
        var watch = Watch(Path.Combine(server.Folder, "data"), stop.Token);
        var posting = Post(server, stop.Token);
        var started = Stopwatch.GetTimestamp();
        var import = await server.Upload("/api/v1/imports", file);
        var id = import.GetProperty("id").GetString();
        while (true)
        {
            var now = await server.Get($"/api/v1/imports/{id}");
            if (now.GetProperty("state").GetString() is "ready")
            {
                Trace.Assert(now.GetProperty("lines").GetInt32() == rows, "Lines are missing.");
                break;
            }

            await Task.Delay(100, CancellationToken.None);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await stop.CancelAsync();
        return (seconds, await posting, await watch);
    }

    private static async Task<double> Post(Served server, CancellationToken stop)
    {
        var took = new List<double>();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var asked = Stopwatch.GetTimestamp();
            using var answer = await server.Api.PostAsJsonAsync("/api/v1/leads", new { email = $"single{i}@beside.example", first_name = "Single" }, CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            took.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            await Task.Delay(50, CancellationToken.None);
        }

        return took.Order().ElementAt((int)(took.Count * 0.99));
    }

    private static async Task<double> Watch(string folder, CancellationToken stop)
    {
        var largest = 0L;
        while (!stop.IsCancellationRequested)
        {
            largest = Directory.EnumerateFiles(folder, "*-wal").Select(log => new FileInfo(log).Length).Append(largest).Max();
            await Task.Delay(20, CancellationToken.None);
        }

        return largest / 1e6;
    }

    /// <summary>A job over all lines, not started; its file in both formats.</summary>
    private static async Task<long> Export(Served server, int rows)
    {
        var import = (await server.Get("/api/v1/imports")).GetProperty("items")[0].GetProperty("id").GetString();
        using var answer = await server.Api.PostAsJsonAsync("/api/v1/jobs", new { import_id = import, prompt = "cold-email", all = true });
        answer.EnsureSuccessStatusCode();
        var id = (await server.Get("/api/v1/jobs")).GetProperty("items")[0].GetProperty("id").GetString();
        for (var made = 0; made < rows; made = (await server.Get($"/api/v1/jobs/{id}")).GetProperty("total").GetInt32())
        {
            await Task.Delay(200);
        }

        return await server.Download($"/api/v1/jobs/{id}/download") + await server.Download($"/api/v1/jobs/{id}/download?format=xlsx");
    }

    /// <summary>The same rows, made beforehand slice by slice outside the clock, through prepared inserts in transactions of 1,000.</summary>
    private static async Task<double> Bare(string folder, int rows)
    {
        using var host = Program.Worker(Settings.Read(variable => variable is "DATA_DIR" ? Path.Combine(folder, "bare") : null), rounds: false);
        var workspace = await host.Services.GetRequiredService<OpenDatabase>().Run(CancellationToken.None);
        var store = host.Services.GetRequiredService<Store>();
        var import = new Import { Id = Guid.CreateVersion7(), WorkspaceId = workspace };
        await using var file = File.OpenRead(Path.Combine(folder, "leads.csv"));
        var found = InspectFile.Run(file, "leads.csv", null, CancellationToken.None);
        var map = MapColumns.Run(found.Columns, found.FirstRows, null);
        using var records = ReadFile.Run(file, found.Dialect, CancellationToken.None).GetEnumerator();
        var reader = new SliceReader(import, map, DateTimeOffset.UtcNow);
        var (wall, count) = (TimeSpan.Zero, 0);
        for (var slice = reader.Next(records, 1000); ; slice = reader.Next(records, 1000))
        {
            var started = Stopwatch.GetTimestamp();
            await store.Write(Lane.Bulk, workspace, async (db, ct) =>
            {
                await Bulk.Insert(db, [.. slice.Lines.Select(line => line.Lead!)], ct);
                await Bulk.Insert(db, [.. slice.Lines.Select(line => line.Line)], ct);
            }, CancellationToken.None);
            wall += Stopwatch.GetElapsedTime(started);
            count += slice.Lines.Count;
            if (slice.IsLast)
            {
                Trace.Assert(count == rows, $"{count} rows");
                return wall.TotalSeconds;
            }
        }
    }
}
