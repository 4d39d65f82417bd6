namespace Overture.Drafting.Writing;

/// <summary>The prompt does not fit the model; something of it must be cut.</summary>
internal sealed class PromptTooLong(string reason, Usage usage) : Exception(reason)
{
    public Usage Usage => usage;
}
