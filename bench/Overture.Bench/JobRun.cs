using System.Diagnostics;
using System.Globalization;

namespace Overture.Bench;

/// <summary>One job of a served product, from the first byte of the upload to the last byte of the finished file.</summary>
internal sealed record JobRun
{
    public required double Seconds { get; init; }

    /// <summary>Until the first row had its words.</summary>
    public required double FirstResult { get; init; }

    public required double CpuSeconds { get; init; }
    public required double Commits { get; init; }
    public required double PeakMb { get; init; }

    /// <summary>99th percentile of GET job meanwhile, milliseconds.</summary>
    public required double P99 { get; init; }

    public required int Completed { get; init; }

    public static async Task<JobRun> Of(Served server, string file, TimeSpan look)
    {
        var (cpu, commits) = (server.CpuSeconds, await server.Metric("overture_database_commits_total"));
        var (started, first, gets) = (Stopwatch.GetTimestamp(), 0.0, new List<double>());
        var id = (await server.Upload("/api/v1/jobs", file, ("prompt", "cold-email"), ("start", "true"))).GetProperty("id").GetString();
        var completed = 0;
        for (var over = false; !over;)
        {
            var asked = Stopwatch.GetTimestamp();
            var job = await server.Get($"/api/v1/jobs/{id}");
            gets.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            completed = job.GetProperty("completed").GetInt32();
            first = first is 0 && completed > 0 ? Stopwatch.GetElapsedTime(started).TotalSeconds : first;
            over = job.GetProperty("status").GetString() is not ("waiting" or "pending" or "processing");
            await Task.Delay(first is 0 ? TimeSpan.FromMilliseconds(5) : over ? TimeSpan.Zero : look);
        }

        await server.Download($"/api/v1/jobs/{id}/download");
        return new()
        {
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            FirstResult = first,
            CpuSeconds = server.CpuSeconds - cpu,
            Commits = await server.Metric("overture_database_commits_total") - commits,
            PeakMb = server.Peak,
            P99 = gets.Order().ElementAt((int)(gets.Count * 0.99)),
            Completed = completed,
        };
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Completed:N0} rows in {Seconds:0.00} s, first after {FirstResult:0.00} s, {CpuSeconds:0.0} s of processor, {Commits:0} commits, {PeakMb:0} MB");
}
