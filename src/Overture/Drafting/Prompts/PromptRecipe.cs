using Overture.Drafting.Checks;

namespace Overture.Drafting.Prompts;

/// <summary>A prompt as it is written down: see docs/prompts.md.</summary>
/// <param name="System">What the model is told about its task: the same for every row.</param>
/// <param name="User">The template that brings the row's fields.</param>
/// <param name="Models">Models in the order of choice; empty: the configured ones.</param>
internal sealed record PromptRecipe(string Name, string System, string User, OutputRules Rules, IReadOnlyList<string> Models, PromptParameters Parameters);
