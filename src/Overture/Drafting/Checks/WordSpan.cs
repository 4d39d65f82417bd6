namespace Overture.Drafting.Checks;

/// <summary>Where a word stands in a text.</summary>
internal readonly record struct WordSpan(int Start, int Length)
{
    public int End => Start + Length;
}
