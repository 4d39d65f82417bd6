namespace Overture.Drafting.Prompts;

/// <summary>A prompt or template that cannot be used: where, what, and the cure. Shown to its author as it is.</summary>
internal sealed class PromptInvalid(string message) : Exception(message);
