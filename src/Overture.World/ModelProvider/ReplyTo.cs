using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using static Overture.World.ModelProvider.AnswerBody;

namespace Overture.World.ModelProvider;

/// <summary>Decides the answer to one request: who asks, for which model, within which limits, and what is to go wrong.</summary>
internal static class ReplyTo
{
    static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> names
        = new ConcurrentDictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static Reply Decide(ProviderState state, ReadOnlySpan<byte> json, string key, bool anthropic)
    {
        if (state.Options.KeepRequests) state.Requests.Enqueue(Encoding.UTF8.GetString(json));
        var behaviour = state.Behaviour;
        var model = Name(RequestScan.Text(json, "\"model\""u8));
        var prompt = RequestScan.Hash(json);
        var input = 1 + (json.Length / 4);
        var call = new Call(state.Now, key.Length == 0 ? "-" : key, model, prompt, RequestScan.Row(json, state.Markers), 200, ModelFault.None, TimeSpan.Zero);
        var error = new ErrorReply(behaviour, call, anthropic, state.Now);
        if (!state.Knows(key, behaviour)) return error.For(ModelFault.InvalidKey);
        if (!state.Has(model, behaviour)) return error.For(ModelFault.ModelNotFound);
        if (behaviour.ExhaustedKeys.Contains(key)) return error.For(ModelFault.InsufficientQuota);
        if (error.ForParameters(json) is { } wrong) return wrong;
        if (input > behaviour.ContextTokens) return error.For(ModelFault.ContextTooLong);

        var limits = behaviour.ModelLimits.GetValueOrDefault(model, behaviour.Limits!);
        var asked = input + (RequestScan.Number(json, "\"max_tokens\""u8) ?? RequestScan.Number(json, "\"max_completion_tokens\""u8) ?? 0);
        var verdict = state.Ask(limits, key, model, asked);
        var headers = verdict is { } said && limits.Headers ? RateHeaders.Write(said, anthropic, state.Now) : [];
        if (verdict is { Wait.Ticks: > 0 } refused) return error.Limited(refused, headers);

        var fault = state.Choose(behaviour, prompt);
        var reply = Fault(error, state, json, fault, anthropic) ?? Copied(state, call, json, fault, anthropic);
        return reply with { Headers = [.. reply.Headers, .. headers], Delay = state.Delay(behaviour, prompt) };
    }

    static Reply? Fault(ErrorReply error, ProviderState state, ReadOnlySpan<byte> json, ModelFault fault, bool anthropic) => fault switch
    {
        ModelFault.None or ModelFault.Trickle or ModelFault.TruncatedBody or ModelFault.TruncatedJson => null,
        ModelFault.Refusal => Said(error.Call, fault, json, Copy.Refusal, anthropic ? "refusal" : "stop", anthropic, refusal: Copy.Refusal),
        ModelFault.ContentFilter => Said(error.Call, fault, json, "", anthropic ? "refusal" : "content_filter", anthropic),
        ModelFault.EmptyText => Said(error.Call, fault, json, "", anthropic ? "end_turn" : "stop", anthropic),
        ModelFault.CutOff => Said(error.Call, fault, json, "Hi there, I spent part of this morning wondering how your", anthropic ? "max_tokens" : "length", anthropic),
        ModelFault.WrongLanguage => Said(error.Call, fault, json, Shaped(state, "kleine Idee", Copy.German), anthropic ? "end_turn" : "stop", anthropic),
        ModelFault.BreaksRules => Said(error.Call, fault, json, Shaped(state, "Win big today", Copy.AgainstRules), anthropic ? "end_turn" : "stop", anthropic),
        ModelFault.Obeys => Said(error.Call, fault, json, Shaped(state, "as you wish", Obedience.Text(json)), anthropic ? "end_turn" : "stop", anthropic),
        _ => error.For(fault),
    };

    static Reply Copied(ProviderState state, Call call, ReadOnlySpan<byte> json, ModelFault fault, bool anthropic)
    {
        var behaviour = state.Behaviour;
        var kind = behaviour.Copy != CopyKind.Auto ? behaviour.Copy : json.IndexOf("opener"u8) >= 0 ? CopyKind.Opener : CopyKind.Email;
        var (subject, body) = behaviour.Text is { } text ? (null, text) : Copy.Write(Draw.Mix(state.Options.Seed ^ call.Prompt), kind);
        if (behaviour.NameRow && call.Row is { } row) (subject, body) = subject is null ? (null, $"{body} ({row})") : ($"{subject} ({row})", body);
        var reply = Said(call, fault, json, Shape(subject, body, behaviour.Form), anthropic ? "end_turn" : "stop", anthropic);
        return fault == ModelFault.TruncatedJson ? reply with { Body = reply.Body[..(reply.Body.Length * 2 / 3)] } : reply;
    }

    static string Shaped(ProviderState state, string subject, string body) => Shape(subject, body, state.Behaviour.Form);

    static Reply Said(Call call, ModelFault fault, ReadOnlySpan<byte> json, string text, string finish, bool anthropic, string? refusal = null)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        var model = RequestScan.Text(json, "\"model\""u8);
        if (anthropic) Anthropic(body, model, text, finish, 1 + (json.Length / 4), 1 + (text.Length / 4), call.Prompt);
        else OpenAi(body, model, text, finish, 1 + (json.Length / 4), 1 + (text.Length / 4), call.Prompt, refusal);
        return new(200, body.WrittenMemory) { Call = call with { Fault = fault, Status = fault == ModelFault.TruncatedBody ? 0 : 200 } };
    }

    /// <summary>One string for each name, however often it is asked for.</summary>
    static string Name(ReadOnlySpan<byte> bytes)
    {
        Span<char> chars = stackalloc char[128];
        if (bytes.Length > chars.Length) return Encoding.UTF8.GetString(bytes);
        var name = chars[..Encoding.UTF8.GetChars(bytes, chars)];
        return names.TryGetValue(name, out var known) ? known : names.Dictionary.GetOrAdd(name.ToString(), static n => n);
    }
}
