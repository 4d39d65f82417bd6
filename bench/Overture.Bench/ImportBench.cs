using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Overture.Access;
using Overture.Audience;
using Overture.Audience.Columns;
using Overture.Audience.Files;
using Overture.Storage;
using Overture.Web.Settings;

namespace Overture.Bench;

/// <summary>A CSV file into lines and leads, checked and mapped, against a bare bulk insert of the same lines and leads in slices of the same size.</summary>
internal static class ImportBench
{
    public static async Task Run(int rows, int rounds)
    {
        var (ratios, rates) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("overture-bench-").FullName;
            People.Write(Path.Combine(folder, "leads.csv"), rows);
            var import = await Import(folder, rows);
            var bare = await Bare(folder, rows);
            ratios.Add(bare / import);
            rates.Add(rows / import);
            Directory.Delete(folder, recursive: true);
        }

        Console.WriteLine($"import {rows:N0} CSV rows on SQLite against a bare bulk insert of the same rows: {Spread.Of(ratios)}  (goal 0.5); rows/s {Spread.Of(rates, "0")}");
        Console.WriteLine($"  peak memory of this process MB: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0}");
    }

    private static Settings Settings(string folder, string name) =>
        Web.Settings.Settings.Read(variable => variable is "DATA_DIR" ? Path.Combine(folder, name) : variable is "LOG_FORMAT" ? "text" : null);

    /// <summary>The rounds of the product, from the file's first byte received to the import ready.</summary>
    private static async Task<double> Import(string folder, int rows)
    {
        using var host = Program.Worker(Settings(folder, "product"), rounds: true);
        var workspace = await host.Services.GetRequiredService<OpenDatabase>().Run(CancellationToken.None);
        await host.StartAsync();
        var started = Stopwatch.GetTimestamp();
        await using var bytes = File.OpenRead(Path.Combine(folder, "leads.csv"));
        var import = await host.Services.GetRequiredService<ReceiveFile>().Run(workspace, "leads.csv", bytes, null, CancellationToken.None);
        await host.Services.GetRequiredService<InspectImport>().Run(import, null, CancellationToken.None);
        var store = host.Services.GetRequiredService<Store>();
        while (true)
        {
            await using var db = store.Open(workspace);
            var now = db.Imports.Where(i => i.Id == import.Id).Select(i => new { i.State, i.LineCount }).Single();
            if (now.State is ImportState.Ready)
            {
                Trace.Assert(now.LineCount == rows, $"{now.LineCount} lines");
                break;
            }

            await Task.Delay(20);
        }

        var wall = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await host.StopAsync();
        return wall;
    }

    /// <summary>The same rows, made beforehand slice by slice outside the clock, through prepared inserts in transactions of 1,000.</summary>
    private static async Task<double> Bare(string folder, int rows)
    {
        using var host = Program.Worker(Settings(folder, "bare"), rounds: false);
        var workspace = await host.Services.GetRequiredService<OpenDatabase>().Run(CancellationToken.None);
        var store = host.Services.GetRequiredService<Store>();
        var import = new Import { Id = Guid.CreateVersion7(), WorkspaceId = workspace };
        await using var file = File.OpenRead(Path.Combine(folder, "leads.csv"));
        var found = InspectFile.Run(file, "leads.csv", null, CancellationToken.None);
        var map = MapColumns.Run(found.Columns, found.FirstRows, null);
        using var records = ReadFile.Run(file, found.Dialect, CancellationToken.None).GetEnumerator();
        var reader = new SliceReader(import, map, DateTimeOffset.UtcNow);
        var wall = TimeSpan.Zero;
        for (var slice = reader.Next(records, 1000); ; slice = reader.Next(records, 1000))
        {
            var started = Stopwatch.GetTimestamp();
            await store.Write(Lane.Bulk, workspace, async (db, ct) =>
            {
                await Bulk.Insert(db, [.. slice.Lines.Select(line => line.Lead!)], ct);
                await Bulk.Insert(db, [.. slice.Lines.Select(line => line.Line)], ct);
            }, CancellationToken.None);
            wall += Stopwatch.GetElapsedTime(started);
            if (slice.IsLast)
            {
                return wall.TotalSeconds;
            }
        }
    }
}
