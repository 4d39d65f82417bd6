namespace Overture.Drafting.Writing;

/// <summary>Not this row but the whole job cannot go on: a refused key, a spent day, a model that is not there.</summary>
/// <param name="reason">A code for programs.</param>
/// <param name="resumesAt">When it looks again by itself; null: when a person says so.</param>
internal sealed class JobBlocked(string reason, string explanation, DateTimeOffset? resumesAt) : Exception(explanation)
{
    public string Reason => reason;

    public DateTimeOffset? ResumesAt => resumesAt;
}
