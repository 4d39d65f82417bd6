using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>Decides, inside the transaction that changed a job's counters, whether the job has come to its end or to a limit.</summary>
internal static class JobEnd
{
    /// <returns>The job's status after it.</returns>
    public static async Task<JobStatus> Settle(AppDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var job = await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == id, ct);
        var (status, reason, explanation) = Of(job);
        if (status == job.Status)
        {
            return status;
        }

        DateTimeOffset? finished = status is JobStatus.Completed or JobStatus.Failed ? now : null;
        await db.Jobs.Where(j => j.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.Status, status).SetProperty(j => j.Reason, reason).SetProperty(j => j.Explanation, explanation)
            .SetProperty(j => j.FinishedAt, finished).SetProperty(j => j.ResumesAt, (DateTimeOffset?)null).SetProperty(j => j.UpdatedAt, now), ct);
        await Journal.Add(db, new() { WorkspaceId = job.WorkspaceId, At = now, Kind = "job." + status.ToString().ToLowerInvariant(), JobId = id, Code = reason }, ct);
        return status;
    }

    /// <summary>What its counters make of a job that is under way: completed when no row is left, paused at its cap or after its pilot, else as it was.</summary>
    public static (JobStatus Status, string? Reason, string? Explanation) Of(Job job)
    {
        if (job is { Status: JobStatus.Processing or JobStatus.Paused, RowsComplete: true } && job.Done >= job.Total)
        {
            return job.Total is 0
                ? (JobStatus.Failed, "no_rows", "There is no row to write for.")
                : (JobStatus.Completed, null, null);
        }

        if (job.Status is not JobStatus.Processing)
        {
            return (job.Status, job.Reason, job.Explanation);
        }

        if (IsSpent(job))
        {
            return (JobStatus.Paused, "spending_cap", Reached(job.CapMicros!.Value));
        }

        return job.Pilot is { } pilot && job.Done >= Math.Min(pilot, job.Total)
            ? (JobStatus.Paused, "pilot", $"The pilot of {pilot} rows is written. Look at it, then start the rest.")
            : (JobStatus.Processing, null, null);
    }

    /// <summary>It has a spending cap, and has reached it.</summary>
    public static bool IsSpent(Job job) => job.CostMicros >= job.CapMicros;

    public static string Reached(long cap) => $"The spending cap of {Dollars(cap)} is reached. Raise it to go on.";

    public static string Dollars(long micros) => string.Create(CultureInfo.InvariantCulture, $"${micros / 1_000_000m:0.00####}");
}
