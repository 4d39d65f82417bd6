using Microsoft.EntityFrameworkCore;
using Overture.Storage;

namespace Overture.Drafting;

/// <summary>A job as it stands: what the API answers, the page shows and the command line counts.</summary>
internal sealed record JobView
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required JobStatus Status { get; init; }
    public string? Reason { get; init; }
    public string? Explanation { get; init; }
    public DateTimeOffset? ResumesAt { get; init; }
    public Guid? ImportId { get; init; }
    public Guid? ListId { get; init; }
    public required Guid PromptVersionId { get; init; }
    public bool Sample { get; init; }
    public int? RowLimit { get; init; }
    public int? Pilot { get; init; }
    public decimal? SpendingCap { get; init; }
    public int Total { get; init; }
    public bool RowsComplete { get; init; }
    public int Completed { get; init; }
    public int Held { get; init; }
    public int Failed { get; init; }
    public int Canceled { get; init; }
    public int Reused { get; init; }
    public long Calls { get; init; }
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }

    /// <summary>US dollars.</summary>
    public decimal Cost { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    public int Done => Completed + Held + Failed + Canceled;

    public int Pending => Total - Done;

    /// <summary>Whole percent, rounded down: 100 only at the end.</summary>
    public int Progress => Total is 0 ? 0 : (int)(100L * Done / Total);

    /// <summary>Rows a second: while it runs the last minute's, afterwards the whole time's.</summary>
    public double? Rate { get; init; }

    public double? SecondsLeft => Status is JobStatus.Processing && Rate is > 0 and var rate ? Math.Ceiling(Pending / rate) : null;

    /// <summary>After a pilot: about what the rest will cost and how long it will take.</summary>
    public JobEstimate? Estimate { get; init; }

    public static JobView Of(Job job) => Of(job, job.UpdatedAt);

    public static JobView Of(Job job, DateTimeOffset now) => new()
    {
        Id = job.Id,
        Name = job.Name,
        Status = job.Status,
        Reason = job.Reason,
        Explanation = job.Explanation,
        ResumesAt = job.ResumesAt,
        ImportId = job.ImportId,
        ListId = job.ListId,
        PromptVersionId = job.PromptVersionId,
        Sample = job.Sample,
        RowLimit = job.RowLimit,
        Pilot = job.Pilot,
        SpendingCap = job.CapMicros / 1_000_000m,
        Total = job.Total,
        RowsComplete = job.RowsComplete,
        Completed = job.Completed,
        Held = job.Held,
        Failed = job.Failed,
        Canceled = job.CanceledRows,
        Reused = job.Reused,
        Calls = job.Calls,
        InputTokens = job.InputTokens,
        OutputTokens = job.OutputTokens,
        Cost = job.CostMicros / 1_000_000m,
        CreatedAt = job.CreatedAt,
        StartedAt = job.StartedAt,
        FinishedAt = job.FinishedAt,
        UpdatedAt = job.UpdatedAt,
        Rate = RateRule.Of(job, now),
    };
}

/// <summary>Looks a job up.</summary>
internal sealed class JobStatusQuery(Store store, EstimateRest rest, TimeProvider clock)
{
    public async Task<JobView?> Run(Guid workspace, Guid id, CancellationToken ct)
    {
        await using var db = store.Open(workspace);
        return await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, ct) is not { } job ? null
            : await rest.Run(job, ct) is not { } estimate ? JobView.Of(job, clock.GetUtcNow())
            : JobView.Of(job) with { Estimate = estimate, Explanation = $"{job.Explanation} {estimate.InWords}" };
    }
}
