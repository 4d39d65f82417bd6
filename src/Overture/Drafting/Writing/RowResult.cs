namespace Overture.Drafting.Writing;

/// <summary>What calls cost, whether they led to words or not.</summary>
internal readonly record struct Usage(int Calls, long InputTokens, long OutputTokens, long CostMicros)
{
    public static Usage operator +(Usage a, Usage b) =>
        new(a.Calls + b.Calls, a.InputTokens + b.InputTokens, a.OutputTokens + b.OutputTokens, a.CostMicros + b.CostMicros);
}

/// <summary>The outcome of one row, waiting to be committed.</summary>
/// <param name="Draft">New words, to be stored.</param>
/// <param name="Known">Words that were there already; nothing was paid for them.</param>
internal sealed record RowResult(int Ordinal, RowStatus Status, Draft? Draft, Guid? Known, string? Error, int Tries, Usage Usage)
{
    public bool Reused => Known is not null;
}
