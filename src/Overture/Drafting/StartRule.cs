using Overture.Web;

namespace Overture.Drafting;

/// <summary>Whether a job can begin or go on, and if not, what helps.</summary>
internal static class StartRule
{
    /// <param name="all">It is to write all rows, whatever its limit was.</param>
    /// <returns>Null when it can.</returns>
    public static Refused? Of(Job job, bool all) => job switch
    {
        { Status: JobStatus.Canceled } => Over(job, "it was canceled", $"POST /api/v1/jobs/{job.Id}/retry takes its canceled rows up again"),
        { Status: JobStatus.Completed, RowLimit: not null } when all => null,
        { Status: JobStatus.Completed, RowLimit: { } limit } => Over(job, $"its {limit} rows are written", $"POST /api/v1/jobs/{job.Id}/start?all=true writes the rest of the file"),
        { Status: JobStatus.Completed } => Over(job, "all its rows are done", $"POST /api/v1/jobs/{job.Id}/retry writes held and failed rows again, rows/N/regenerate any single one"),
        { Status: JobStatus.Failed } => Over(job, "it failed", "Make a new job from a file that can be read"),
        { CapMicros: { } cap } when JobEnd.IsSpent(job) => new("spending_cap", JobEnd.Dollars(cap), $"it is reached: {JobEnd.Dollars(job.CostMicros)} is spent",
            $$"""Raise it first: PATCH /api/v1/jobs/{{job.Id}} {"spending_cap": …}""", 409),
        _ => null,
    };

    private static Refused Over(Job job, string why, string cure) => new("status", job.Status.ToString().ToLowerInvariant(), why, cure, 409);
}
