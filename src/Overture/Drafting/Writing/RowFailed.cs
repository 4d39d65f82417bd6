namespace Overture.Drafting.Writing;

/// <summary>This row cannot be written, and trying again now would not help.</summary>
internal sealed class RowFailed(string reason, int tries, Usage usage) : Exception(reason)
{
    /// <summary>Calls made in vain.</summary>
    public int Tries => tries;

    /// <summary>What they cost all the same.</summary>
    public Usage Usage => usage;
}
