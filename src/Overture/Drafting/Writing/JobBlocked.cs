namespace Overture.Drafting.Writing;

/// <summary>Not this row but the whole job cannot go on: a refused key, a spent day, a model that is not there.</summary>
/// <param name="reason">A code for programs.</param>
/// <param name="cause">The same for a person.</param>
/// <param name="then">What becomes of the job.</param>
/// <param name="resumesAt">When it looks again by itself; null: when a person says so.</param>
/// <param name="usage">What this row's calls cost until then.</param>
internal sealed class JobBlocked(string reason, string cause, string then, DateTimeOffset? resumesAt, Usage usage) : Exception($"{cause} {then}")
{
    public string Reason => reason;

    public string Cause => cause;

    public DateTimeOffset? ResumesAt => resumesAt;

    public Usage Usage => usage;

    /// <summary>The same after calls that cost something before.</summary>
    public JobBlocked After(Usage earlier) => new(reason, cause, then, resumesAt, earlier + usage);
}
