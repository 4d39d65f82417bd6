namespace Overture.Drafting;

/// <summary>What one row took on average where rows were really written.</summary>
/// <param name="Cost">US dollars; null when nobody said what the model costs.</param>
/// <param name="Calls">Calls to a model, with those that had to be made again.</param>
internal sealed record Pilot(decimal? Cost, double Calls, double Tokens, TimeSpan CallTime)
{
    /// <summary>Rows that took words paid for earlier say nothing of the others.</summary>
    public static Pilot Of(Job job, bool priced)
    {
        var rows = Math.Max(1, job.Done - job.Reused);
        return new(
            priced ? job.CostMicros / 1_000_000m / rows : null, (double)job.Calls / rows, (double)(job.InputTokens + job.OutputTokens) / rows,
            TimeSpan.FromMilliseconds(job.Calls is 0 ? 0 : (double)job.CallMs / job.Calls));
    }
}
