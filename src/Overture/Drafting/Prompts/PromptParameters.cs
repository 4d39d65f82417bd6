namespace Overture.Drafting.Prompts;

/// <summary>What a model is asked with; null leaves it to the provider.</summary>
internal sealed record PromptParameters(decimal? Temperature, int? MaxTokens);
