using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Overture.Accounts.Models;

/// <summary>
/// Turns what a provider sent into an outcome. Sources: OpenAI's and Anthropic's pages on error codes; compatible servers word the same errors in
/// their own way, so codes are read first, then types, then what the message says.
/// </summary>
internal static class ClassifyAnswer
{
    const int LongestMessage = 300;

    /// <summary>The outcome of an answer of OpenAI's chat completions. `now` turns instants in headers into spans.</summary>
    public static ModelAnswer OpenAi(int status, Func<string, string?> header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var rates = RateHeaders.Read(header, now);
        if (status is < 200 or > 299) return Failed(status, header, body, rates, now);
        if (!TryRead(body, Wire.Default.OpenAiAnswer, out var answer)) return NoJson(status, body, rates);
        if (answer.Error is { } error) return Failed(status, header, body, rates, now, error);
        var used = new Tokens(answer.Usage?.PromptTokens ?? 0, answer.Usage?.CompletionTokens ?? 0);
        if (answer.Choices is not [var choice, ..]) return Bad(status, "The answer has no choices.", used, rates);
        var text = choice.Message?.Content ?? "";
        return choice.FinishReason switch
        {
            "length" => new ModelAnswer.Failure(Fault.CutOff, status, "The answer was cut off at the token limit.", null, used, rates, text),
            "content_filter" => new ModelAnswer.Failure(Fault.ContentFiltered, status, "The provider's content filter stopped the answer.", null, used, rates, text),
            _ when choice.Message?.Refusal is { Length: > 0 } refusal => new ModelAnswer.Failure(Fault.Refused, status, Short(refusal), null, used, rates),
            "tool_calls" or "function_call" when text.Length == 0 => Bad(status, "The model called a tool instead of writing.", used, rates),
            _ when string.IsNullOrWhiteSpace(text) => new ModelAnswer.Failure(Fault.Empty, status, "The answer is empty.", null, used, rates),
            _ => new ModelAnswer.Words(text, answer.Model ?? "", used, rates),
        };
    }

    /// <summary>The outcome of an answer of Anthropic's messages.</summary>
    public static ModelAnswer Anthropic(int status, Func<string, string?> header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var rates = RateHeaders.Read(header, now);
        if (status is < 200 or > 299) return Failed(status, header, body, rates, now);
        if (!TryRead(body, Wire.Default.AnthropicAnswer, out var answer)) return NoJson(status, body, rates);
        if (answer.Error is { } error) return Failed(status, header, body, rates, now, error);
        var used = answer.Usage is { } usage ? new Tokens(usage.InputTokens + (usage.CacheCreationInputTokens ?? 0) + (usage.CacheReadInputTokens ?? 0), usage.OutputTokens) : default;
        var text = string.Concat((answer.Content ?? []).Where(block => block.Type == "text").Select(block => block.Text));
        return answer.StopReason switch
        {
            "max_tokens" or "model_context_window_exceeded" => new ModelAnswer.Failure(Fault.CutOff, status, "The answer was cut off at the token limit.", null, used, rates, text),
            "refusal" => new ModelAnswer.Failure(Fault.Refused, status, "The model declined to write this.", null, used, rates, text),
            "tool_use" when text.Length == 0 => Bad(status, "The model called a tool instead of writing.", used, rates),
            _ when string.IsNullOrWhiteSpace(text) => new ModelAnswer.Failure(Fault.Empty, status, "The answer is empty.", null, used, rates),
            _ => new ModelAnswer.Words(text, answer.Model ?? "", used, rates),
        };
    }

    static ModelAnswer.Failure Failed(int status, Func<string, string?> header, ReadOnlySpan<byte> body, RateHeaders rates, DateTimeOffset now, ProviderError? error = null)
    {
        var json = TryRead(body, Wire.Default.ErrorAnswer, out var answer);
        error ??= answer?.Error;
        var message = Short(error?.Message ?? answer?.Message ?? (json && answer?.Detail is { } detail ? detail.ToString() : null) ?? $"The provider answered {status}{Excerpt(body)}.");
        var fault = FaultOf(status, Code(error?.Code), error?.Type ?? "", message);
        var wait = fault is Fault.RateLimited or Fault.Overloaded or Fault.ServerError ? RetryAfter.Read(header, rates, message, now) : null;
        return new(fault, status, message, wait, default, rates, Parameter: error?.Param);
    }

    static Fault FaultOf(int status, string code, string type, string message)
        => ByCode(code) ?? ByCode(type) ?? ByMessage(status, message) ?? status switch
        {
            401 or 403 => Fault.Unauthorized,
            402 => Fault.QuotaExhausted,
            404 => Fault.ModelNotFound,
            408 => Fault.Timeout,
            413 => Fault.ContextTooLong,
            425 or 429 => Fault.RateLimited,
            529 => Fault.Overloaded,
            409 or >= 500 => Fault.ServerError,
            >= 400 => Fault.BadRequest,
            _ => Fault.BadAnswer,
        };

    static Fault? ByCode(string code) => code switch
    {
        "insufficient_quota" or "billing_hard_limit_reached" or "billing_not_active" or "billing_error" => Fault.QuotaExhausted,
        "invalid_api_key" or "authentication_error" or "account_deactivated" => Fault.Unauthorized,
        "model_not_found" or "model_not_available" => Fault.ModelNotFound,
        "context_length_exceeded" or "string_above_max_length" or "request_too_large" => Fault.ContextTooLong,
        "content_filter" or "content_policy_violation" => Fault.ContentFiltered,
        "overloaded_error" => Fault.Overloaded,
        _ => null,
    };

    static Fault? ByMessage(int status, string message)
    {
        bool Says(string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
        return status switch
        {
            400 or 402 or 403 or 429 when Says("credit balance") || Says("exceeded your current quota") || Says("insufficient balance") => Fault.QuotaExhausted,
            // OpenAI's 429 for one request larger than all tokens of a minute: no wait helps.
            429 when Says("request too large") => Fault.ContextTooLong,
            400 or 422 when Says("context length") || Says("context window") || Says("prompt is too long") || Says("maximum context") || Says("too many tokens") => Fault.ContextTooLong,
            400 or 403 when Says("model") && (Says("not found") || Says("does not exist") || Says("not have access")) => Fault.ModelNotFound,
            400 when Says("api key") && (Says("invalid") || Says("not valid") || Says("incorrect")) => Fault.Unauthorized,
            500 or 502 or 503 when Says("overloaded") || Says("at capacity") => Fault.Overloaded,
            _ => null,
        };
    }

    static ModelAnswer.Failure Bad(int status, string message, Tokens used, RateHeaders rates) => new(Fault.BadAnswer, status, message, null, used, rates);

    static ModelAnswer.Failure NoJson(int status, ReadOnlySpan<byte> body, RateHeaders rates) => Bad(status, body.TrimStart(" \t\r\n"u8) switch
    {
        [] => "The answer is empty.",
        [(byte)'<', ..] => "The answer is a web page, not a completion: is the base URL right?",
        _ => "The answer is not whole JSON.",
    }, default, rates);

    static bool TryRead<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? value)
    {
        value = default;
        if (body.StartsWith("\uFEFF"u8)) body = body[3..];
        try
        {
            value = JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return false;
        }

        return value is not null;
    }

    static string Code(JsonElement? code) => code is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    static string Excerpt(ReadOnlySpan<byte> body) => body.IsEmpty || body.TrimStart(" \t\r\n"u8) is [(byte)'<', ..] or [] ? "" : $": {Encoding.UTF8.GetString(body[..Math.Min(body.Length, 200)])}";

    static string Short(string text)
    {
        var line = string.Create(Math.Min(text.Length, LongestMessage), text, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
        return text.Length > LongestMessage ? line.TrimEnd() + "…" : line.Trim();
    }
}
