namespace Overture.Drafting.Writing;

/// <summary>The outcome of one row, waiting to be committed.</summary>
/// <param name="Draft">New words, to be stored.</param>
/// <param name="Known">Words that were there already; nothing was paid for them.</param>
internal sealed record RowResult(int Ordinal, RowStatus Status, Draft? Draft, Guid? Known, string? Error, int Tries, Usage Usage)
{
    public bool Reused => Known is not null;
}
