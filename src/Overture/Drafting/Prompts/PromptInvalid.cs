namespace Overture.Drafting.Prompts;

/// <summary>A prompt or template that cannot be used: where, what, and the cure. Shown to its author as it is.</summary>
/// <param name="value">What stands there, when it is short enough to tell.</param>
internal sealed class PromptInvalid(string where, string what, string cure, string? value = null) : Exception($"{where}: {what}; {cure}.")
{
    public string Where => where;

    public string? Value => value;

    public string Cure => cure;
}
