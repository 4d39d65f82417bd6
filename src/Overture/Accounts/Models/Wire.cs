using System.Text.Json;
using System.Text.Json.Serialization;

namespace Overture.Accounts.Models;

/// <summary>What is read of the providers' JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(OpenAiAnswer))]
[JsonSerializable(typeof(AnthropicAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class Wire : JsonSerializerContext;

/// <summary>OpenAI's chat completion, as much of it as is read.</summary>
internal sealed record OpenAiAnswer(string? Model, IReadOnlyList<OpenAiChoice>? Choices, OpenAiUsage? Usage, ProviderError? Error);

internal sealed record OpenAiChoice(OpenAiMessage? Message, string? FinishReason);

internal sealed record OpenAiMessage(string? Content, string? Refusal);

internal sealed record OpenAiUsage(int PromptTokens, int CompletionTokens);

/// <summary>Anthropic's message, as much of it as is read.</summary>
internal sealed record AnthropicAnswer(string? Model, IReadOnlyList<AnthropicBlock>? Content, string? StopReason, AnthropicUsage? Usage, ProviderError? Error);

internal sealed record AnthropicBlock(string? Type, string? Text);

internal sealed record AnthropicUsage(int InputTokens, int OutputTokens, int? CacheCreationInputTokens, int? CacheReadInputTokens);

/// <summary>An error in either provider's words. A code is text or, with some compatible servers, a number.</summary>
internal sealed record ProviderError(string? Message, string? Type, JsonElement? Code, string? Param);

internal sealed record ErrorAnswer(ProviderError? Error, string? Message, JsonElement? Detail);
