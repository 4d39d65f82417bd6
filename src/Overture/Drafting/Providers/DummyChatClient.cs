using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Overture.Drafting.Prompts;
using Overture.Web.Settings;

namespace Overture.Drafting.Providers;

/// <summary>The model that needs no key: sample words, after a moment, the same for the same seed.</summary>
internal sealed class DummyChatClient(ModelSettings settings, TimeProvider clock) : IChatClient
{
    public const string ModelName = "dummy";

    private const string What = "overture.sample";

    public static ChatOptions Options(PromptRecipe recipe, IReadOnlyDictionary<string, string> fields, ulong seed) =>
        new() { ModelId = ModelName, AdditionalProperties = new() { [What] = new Sample(recipe, fields, seed) } };

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var sample = (Sample)options!.AdditionalProperties![What]!;
        var delay = settings.DummyDelay.At((sample.Seed >> 11) / (double)(1UL << 53));
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, clock, cancellationToken);
        }

        var copy = DummyWriter.Write(sample.Recipe, sample.Fields, sample.Seed);
        var text = copy.Subject is { } subject ? $"Subject: {subject}\n\n{copy.Body}" : copy.Body;
        return new(new ChatMessage(ChatRole.Assistant, text)) { ModelId = ModelName, FinishReason = ChatFinishReason.Stop };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private sealed record Sample(PromptRecipe Recipe, IReadOnlyDictionary<string, string> Fields, ulong Seed);
}
