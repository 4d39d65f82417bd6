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
        var job = await Counters(db, id, ct);
        var (status, reason, explanation) = Of(job);
        if (status == job.Status)
        {
            return status;
        }

        DateTimeOffset? finished = status is JobStatus.Completed or JobStatus.Failed ? now : null;
        await db.Jobs.Where(j => j.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.Status, status).SetProperty(j => j.Reason, reason).SetProperty(j => j.Explanation, explanation)
            .SetProperty(j => j.FinishedAt, finished).SetProperty(j => j.ResumesAt, (DateTimeOffset?)null).SetProperty(j => j.UpdatedAt, now), ct);
        await Journal.Add(db, new() { WorkspaceId = db.Workspace, At = now, Kind = "job." + status.ToString().ToLowerInvariant(), JobId = id, Code = reason }, ct);
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

    /// <summary>What <see cref="Of"/> goes by, and nothing else: this is read with every commit of results.</summary>
    private static async Task<Job> Counters(AppDb db, Guid id, CancellationToken ct)
    {
        const string sql = """
            SELECT status, reason, explanation, rows_complete, total, completed, held, failed, canceled_rows, cost_micros, cap_micros, pilot
            FROM jobs WHERE workspace_id = @workspace AND id = @id
            """;
        await using var command = Store.Command(db, sql, ("@workspace", db.Workspace), ("@id", id));
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new()
            {
                Status = Enum.Parse<JobStatus>(row.GetString(0)),
                Reason = row.IsDBNull(1) ? null : row.GetString(1),
                Explanation = row.IsDBNull(2) ? null : row.GetString(2),
                RowsComplete = row.GetBoolean(3),
                Total = row.GetInt32(4),
                Completed = row.GetInt32(5),
                Held = row.GetInt32(6),
                Failed = row.GetInt32(7),
                CanceledRows = row.GetInt32(8),
                CostMicros = row.GetInt64(9),
                CapMicros = row.IsDBNull(10) ? null : row.GetInt64(10),
                Pilot = row.IsDBNull(11) ? null : row.GetInt32(11),
            }
            : throw new InvalidOperationException($"There is no job {id}.");
    }

    /// <summary>It has a spending cap, and has reached it.</summary>
    public static bool IsSpent(Job job) => job.CostMicros >= job.CapMicros;

    public static string Reached(long cap) => $"The spending cap of {Dollars(cap)} is reached. Raise it to go on.";

    public static string Dollars(long micros) => string.Create(CultureInfo.InvariantCulture, $"${micros / 1_000_000m:0.00####}");
}
