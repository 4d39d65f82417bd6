using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Overture.Accounts.Models;

/// <summary>
/// OpenAI's chat completions, and everybody's who speaks them. One key, one address; the model is the request's, else the one given here. It learns
/// which parameters a model takes from the 400 that refuses one, and then asks once more without it.
/// </summary>
internal sealed class OpenAiChatClient : IChatClient
{
    readonly ConcurrentDictionary<string, Habits> habits = new(StringComparer.Ordinal);
    readonly ModelWire wire;
    readonly string model;
    readonly string bearer;
    readonly bool own;

    public OpenAiChatClient(HttpClient http, Uri baseUrl, string key, string model, TimeProvider clock, ModelTimeouts? timeouts = null)
    {
        key = ApiAddress.Key(key);
        var address = ApiAddress.Of(baseUrl, "/chat/completions");
        wire = new(http, address, key, clock, timeouts ?? ModelTimeouts.Default);
        (this.model, bearer, own) = (model, "Bearer " + key, address.Host == "api.openai.com");
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var name = options?.ModelId ?? model;
        var list = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        return ModelReply.Give(await Ask(list, name, options, cancellationToken), name);
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

    async Task<ModelAnswer> Ask(IReadOnlyList<ChatMessage> messages, string name, ChatOptions? options, CancellationToken ct)
    {
        while (true)
        {
            var habit = habits.GetValueOrDefault(name) ?? new(NewLimit: own);
            var answer = await Once(messages, name, options, habit, ct);
            if (answer is not ModelAnswer.Failure { Fault: Fault.BadRequest or Fault.ContextTooLong } refused || habit.Without(refused) is not { } learned) return answer;
            habits[name] = learned;
        }
    }

    async Task<ModelAnswer> Once(IReadOnlyList<ChatMessage> messages, string name, ChatOptions? options, Habits habit, CancellationToken ct)
    {
        var body = new PooledBytes(4096);
        Write(body, messages, name, options, habit);
        var answer = await wire.Post(body, headers => headers.TryAddWithoutValidation("Authorization", bearer), ClassifyAnswer.OpenAi, ct);
        // After a broken call the socket may still hold the bytes: such a buffer is left to the collector, not to the next prompt.
        if (answer is not ModelAnswer.Failure { Status: null }) body.Dispose();
        return answer;
    }

    static void Write(PooledBytes body, IReadOnlyList<ChatMessage> messages, string name, ChatOptions? options, Habits habit)
    {
        using var json = new Utf8JsonWriter(body, ModelRequest.Plain);
        json.WriteStartObject();
        json.WriteString("model"u8, name);
        json.WriteStartArray("messages"u8);
        foreach (var message in messages) ModelRequest.Message(json, message);
        json.WriteEndArray();
        if (options?.MaxOutputTokens is { } most) json.WriteNumber(habit.NewLimit ? "max_completion_tokens"u8 : "max_tokens"u8, most);
        if (options?.Temperature is { } temperature && habit.Temperature) json.WriteNumber("temperature"u8, temperature);
        if (options?.TopP is { } top && habit.Temperature) json.WriteNumber("top_p"u8, top);
        if (options?.Seed is { } seed && habit.Seed) json.WriteNumber("seed"u8, seed);
        ModelRequest.Stops(json, "stop"u8, options);
        if (options?.ResponseFormat is ChatResponseFormatJson) ModelRequest.JsonFormat(json);
        json.WriteEndObject();
    }

    /// <summary>What a model was found to take.</summary>
    internal sealed record Habits(bool NewLimit, bool Temperature = true, bool Seed = true, bool Swapped = false)
    {
        /// <summary>These without what a 400 objected to; null when it objected to something else.</summary>
        public Habits? Without(ModelAnswer.Failure refused) => refused switch
        {
            _ when Unknown(refused, "max_tokens") && !NewLimit && !Swapped => this with { NewLimit = true, Swapped = true },
            _ when Unknown(refused, "max_completion_tokens") && NewLimit && !Swapped => this with { NewLimit = false, Swapped = true },
            _ when (Names(refused, "temperature") || Names(refused, "top_p")) && Temperature => this with { Temperature = false },
            _ when Names(refused, "seed") && Seed => this with { Seed = false },
            _ => null,
        };

        /// <summary>Objects to the limit's name, not to its size.</summary>
        static bool Unknown(ModelAnswer.Failure refused, string parameter)
            => Names(refused, parameter) && !refused.Message.Contains("too large", StringComparison.OrdinalIgnoreCase) && !refused.Message.Contains("at most", StringComparison.OrdinalIgnoreCase);

        static bool Names(ModelAnswer.Failure refused, string parameter)
            => refused.Parameter is { Length: > 0 } named ? named == parameter : refused.Message.Contains(parameter, StringComparison.OrdinalIgnoreCase);
    }
}
