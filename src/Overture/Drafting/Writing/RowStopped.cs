namespace Overture.Drafting.Writing;

/// <summary>The work on this row's job was stopped before its next call: the row stays pending.</summary>
/// <param name="usage">What its calls cost until then.</param>
internal sealed class RowStopped(Usage usage) : Exception("The job was stopped.")
{
    public Usage Usage => usage;
}
