using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Overture.Accounts.Models;

/// <summary>Anthropic's messages, over the same wire as <see cref="OpenAiChatClient"/>. Why not over the SDK: docs/decisions/020-lean-model-clients.md.</summary>
internal sealed class AnthropicChatClient : IChatClient
{
    /// <summary>The API wants a limit in every request.</summary>
    const int MostTokens = 1024;

    readonly ConcurrentDictionary<string, bool> fixedTemperature = new(StringComparer.Ordinal);
    readonly ModelWire wire;
    readonly string model;
    readonly string key;

    public AnthropicChatClient(HttpClient http, Uri baseUrl, string key, string model, TimeProvider clock, ModelTimeouts? timeouts = null)
    {
        (this.key, this.model) = (ApiAddress.Key(key), model);
        wire = new(http, ApiAddress.Of(baseUrl, "/messages"), this.key, clock, timeouts ?? ModelTimeouts.Default);
    }

    public static Uri PublicAddress { get; } = new("https://api.anthropic.com/v1");

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var name = options?.ModelId ?? model;
        var list = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var answer = await Once(list, name, options, cancellationToken);
        if (answer is ModelAnswer.Failure { Fault: Fault.BadRequest } refused && refused.Message.Contains("temperature", StringComparison.OrdinalIgnoreCase) && fixedTemperature.TryAdd(name, true))
            answer = await Once(list, name, options, cancellationToken);
        return ModelReply.Give(answer, name);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates()) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>The HttpClient is the caller's.</summary>
    public void Dispose()
    {
    }

    async Task<ModelAnswer> Once(IReadOnlyList<ChatMessage> messages, string name, ChatOptions? options, CancellationToken ct)
    {
        var body = new PooledBytes(4096);
        Write(body, messages, name, options);
        var answer = await wire.Post(body, Sign, ClassifyAnswer.Anthropic, ct);
        // As in OpenAiChatClient: the buffer of a broken call is not used again.
        if (answer is not ModelAnswer.Failure { Status: null }) body.Dispose();
        return answer;
    }

    void Sign(HttpRequestHeaders headers)
    {
        headers.TryAddWithoutValidation("x-api-key", key);
        headers.TryAddWithoutValidation("anthropic-version", "2023-06-01");
    }

    void Write(PooledBytes body, IReadOnlyList<ChatMessage> messages, string name, ChatOptions? options)
    {
        using var json = new Utf8JsonWriter(body, ModelRequest.Plain);
        json.WriteStartObject();
        json.WriteString("model"u8, name);
        json.WriteNumber("max_tokens"u8, options?.MaxOutputTokens ?? MostTokens);
        if (string.Join("\n\n", messages.Where(IsSystem).Select(message => message.Text)) is { Length: > 0 } system) json.WriteString("system"u8, system);
        json.WriteStartArray("messages"u8);
        foreach (var message in messages)
            if (!IsSystem(message)) ModelRequest.Message(json, message);
        json.WriteEndArray();
        if (options?.Temperature is { } temperature && !fixedTemperature.ContainsKey(name)) json.WriteNumber("temperature"u8, Math.Min(1, temperature));
        ModelRequest.Stops(json, "stop_sequences"u8, options);
        json.WriteEndObject();
    }

    static bool IsSystem(ChatMessage message) => message.Role == ChatRole.System;
}
