using System.Globalization;
using static Overture.World.ModelProvider.AnswerBody;

namespace Overture.World.ModelProvider;

/// <summary>What OpenAI and Anthropic answer when they do not answer: status, error body, Retry-After.</summary>
internal readonly record struct ErrorReply(Behaviour Behaviour, Call Call, bool IsAnthropic, DateTimeOffset Now)
{
    const string HtmlPage = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Welcome to the gateway</h1></body></html>";

    public Reply For(ModelFault fault) => fault switch
    {
        ModelFault.RateLimited => Wait(TimeSpan.FromSeconds(Behaviour.RetryAfterSeconds), 429, "requests per min (RPM)", fault),
        ModelFault.InsufficientQuota => IsAnthropic
            ? Error(fault, 400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.")
            : Error(fault, 429, "insufficient_quota", "You exceeded your current quota, please check your plan and billing details.", "insufficient_quota"),
        ModelFault.InvalidKey => IsAnthropic
            ? Error(fault, 401, "authentication_error", "invalid x-api-key")
            : Error(fault, 401, "invalid_request_error", $"Incorrect API key provided: {Call.Key}. You can find your API key at https://platform.openai.com/account/api-keys.", "invalid_api_key"),
        ModelFault.ModelNotFound => IsAnthropic
            ? Error(fault, 404, "not_found_error", $"model: {Call.Model}")
            : Error(fault, 404, "invalid_request_error", $"The model `{Call.Model}` does not exist or you do not have access to it.", "model_not_found"),
        ModelFault.ContextTooLong => IsAnthropic
            ? Error(fault, 400, "invalid_request_error", $"prompt is too long: 999999 tokens > {Behaviour.ContextTokens} maximum")
            : Error(fault, 400, "invalid_request_error", $"This model's maximum context length is {Behaviour.ContextTokens} tokens. Please reduce the length of the messages.", "context_length_exceeded", "messages"),
        ModelFault.BadRequest => Error(fault, 400, "invalid_request_error", "We could not parse the JSON body of your request."),
        ModelFault.Error500 => Error(fault, 500, IsAnthropic ? "api_error" : "server_error", "The server had an error while processing your request. Sorry about that!"),
        ModelFault.Error502 => Page(fault, 502),
        ModelFault.Error503 => Error(fault, 503, IsAnthropic ? "api_error" : "service_unavailable", "The engine is currently overloaded, please try again later."),
        ModelFault.Error504 => Page(fault, 504),
        ModelFault.Overloaded529 => Error(fault, 529, "overloaded_error", "Overloaded"),
        ModelFault.Html => Page(fault, 200),
        ModelFault.EmptyChoices => Whole(fault, IsAnthropic
            ? """{"id":"msg_0","type":"message","role":"assistant","model":"m","content":[],"stop_reason":"end_turn","usage":{"input_tokens":9,"output_tokens":0}}"""
            : """{"id":"chatcmpl-0","object":"chat.completion","model":"m","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":0,"total_tokens":9}}"""),
        ModelFault.ToolCalls => Whole(fault, IsAnthropic
            ? """{"id":"msg_0","type":"message","role":"assistant","model":"m","content":[{"type":"tool_use","id":"toolu_1","name":"send_mail","input":{}}],"stop_reason":"tool_use","usage":{"input_tokens":9,"output_tokens":9}}"""
            : """{"id":"chatcmpl-0","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"send_mail","arguments":"{}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":9,"completion_tokens":9,"total_tokens":18}}"""),
        ModelFault.Huge => new(200, Huge) { Call = Call with { Fault = fault } },
        _ => new(200, "") { Call = Call with { Fault = fault, Status = 0 } },
    };

    /// <summary>The 429 of a limit that is really spent.</summary>
    public Reply Limited(RateBook.Verdict refused, (string, string)[] headers)
    {
        var reply = Wait(refused.Wait, 429, refused.Which, ModelFault.RateLimited);
        return reply with { Headers = [.. reply.Headers, .. headers] };
    }

    /// <summary>The 400 of a parameter this model does not take; null when it takes them all.</summary>
    public Reply? ForParameters(ReadOnlySpan<byte> json)
    {
        if (Behaviour.Reasoning && RequestScan.Has(json, "\"max_tokens\""u8))
            return Unsupported("max_tokens", "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", "unsupported_parameter");
        if (Behaviour.Reasoning && RequestScan.Has(json, "\"temperature\""u8))
            return Unsupported("temperature", "Unsupported value: 'temperature' does not support 0.7 with this model. Only the default (1) value is supported.", "unsupported_value");
        if (Behaviour.OldParameters && RequestScan.Has(json, "\"max_completion_tokens\""u8))
            return Unsupported("max_completion_tokens", "Unrecognized request argument supplied: max_completion_tokens", null);
        return null;
    }

    Reply Unsupported(string parameter, string message, string? code) => Error(ModelFault.BadRequest, 400, "invalid_request_error", message, code, parameter);

    Reply Wait(TimeSpan wait, int status, string which, ModelFault fault)
    {
        var told = RateHeaders.Duration(wait);
        var message = IsAnthropic
            ? "This request would exceed your organization's rate limit. Please reduce the prompt length or the maximum tokens requested, or try again later."
            : $"Rate limit reached for {Call.Model} on {which}. Please try again in {told}.";
        var reply = Error(fault, status, IsAnthropic ? "rate_limit_error" : "requests", message, "rate_limit_exceeded");
        return reply with { Headers = RetryAfter(wait), Call = reply.Call with { RetryAfter = wait } };
    }

    (string, string)[] RetryAfter(TimeSpan wait) => Behaviour.RetryAfter switch
    {
        RetryAfterForm.Seconds => [("retry-after", Seconds(wait))],
        RetryAfterForm.HttpDate => [("retry-after", Now.AddSeconds(Math.Ceiling(wait.TotalSeconds)).ToString("r", CultureInfo.InvariantCulture))],
        RetryAfterForm.Milliseconds => [("retry-after-ms", Math.Ceiling(wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)), ("retry-after", Seconds(wait))],
        _ => [],
    };

    static string Seconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    Reply Error(ModelFault fault, int status, string type, string message, string? code = null, string? param = null)
        => new(status, AnswerBody.Error(IsAnthropic, type, message, code, param)) { Call = Call with { Fault = fault, Status = status } };

    Reply Page(ModelFault fault, int status) => new(status, HtmlPage) { ContentType = "text/html", Call = Call with { Fault = fault, Status = status } };

    Reply Whole(ModelFault fault, string json) => new(200, json) { Call = Call with { Fault = fault } };
}
