namespace Overture.Drafting;

/// <summary>How fast a job goes.</summary>
internal static class RateRule
{
    /// <summary>After so long without a result the rate falls as time goes by, in steps of this.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    /// <returns>Rows a second, in hundredths: while it runs of the last half minute to minute, afterwards of the whole time. Null before the first row.</returns>
    public static double? Of(Job job, DateTimeOffset now)
    {
        if (job.StartedAt is not { } started || job.Done <= 0)
        {
            return null;
        }

        var (since, before, until) = job.Status is JobStatus.Processing && job.PaceFrom is { } from
            ? (from, job.PaceFromDone, Until(job.UpdatedAt, now))
            : (started, 0, job.FinishedAt ?? job.UpdatedAt);
        return Math.Round((job.Done - before) / Math.Max(0.001, (until - since).TotalSeconds), 2);
    }

    /// <summary>The last result, or a while after it when none came since; in steps, so that a job that stands still does not look new at each look.</summary>
    private static DateTimeOffset Until(DateTimeOffset updated, DateTimeOffset now) => updated + (Silence * Math.Max(0, Math.Floor((now - updated) / Silence)));
}
