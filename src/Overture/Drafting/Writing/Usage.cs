namespace Overture.Drafting.Writing;

/// <summary>What calls cost, whether they led to words or not.</summary>
/// <param name="Milliseconds">How long they took, all together.</param>
internal readonly record struct Usage(int Calls, long InputTokens, long OutputTokens, long CostMicros, long Milliseconds)
{
    public static Usage operator +(Usage a, Usage b) =>
        new(a.Calls + b.Calls, a.InputTokens + b.InputTokens, a.OutputTokens + b.OutputTokens, a.CostMicros + b.CostMicros, a.Milliseconds + b.Milliseconds);
}
