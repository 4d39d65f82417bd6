using System.Globalization;

namespace Overture.World.ModelProvider;

/// <summary>The headers by which OpenAI ("1s", "6m0s", "20ms") and Anthropic (RFC 3339 instants) tell what is left.</summary>
internal static class RateHeaders
{
    public static (string, string)[] Write(RateBook.Verdict verdict, bool anthropic, DateTimeOffset now) => anthropic
        ? [.. Anthropic("requests", verdict.Requests, now), .. Anthropic("tokens", verdict.Tokens, now)]
        : [.. OpenAi("requests", verdict.Requests), .. OpenAi("tokens", verdict.Tokens)];

    static (string, string)[] OpenAi(string what, RateBook.Left? left) => left is not { } l ? [] :
    [
        (what == "requests" ? "x-ratelimit-limit-requests" : "x-ratelimit-limit-tokens", Text(l.Limit)),
        (what == "requests" ? "x-ratelimit-remaining-requests" : "x-ratelimit-remaining-tokens", Text(l.Remaining)),
        (what == "requests" ? "x-ratelimit-reset-requests" : "x-ratelimit-reset-tokens", Duration(l.Reset)),
    ];

    static (string, string)[] Anthropic(string what, RateBook.Left? left, DateTimeOffset now) => left is not { } l ? [] :
    [
        ($"anthropic-ratelimit-{what}-limit", Text(l.Limit)),
        ($"anthropic-ratelimit-{what}-remaining", Text(l.Remaining)),
        ($"anthropic-ratelimit-{what}-reset", (now + l.Reset).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
    ];

    /// <summary>As Go prints a duration: 20ms, 8.64s, 6m0s, 1h2m3s.</summary>
    internal static string Duration(TimeSpan span)
    {
        if (span < TimeSpan.FromSeconds(1)) return Text((int)Math.Ceiling(span.TotalMilliseconds)) + "ms";
        var seconds = Math.Round(span.TotalSeconds % 60, 3).ToString("0.###", CultureInfo.InvariantCulture) + "s";
        return ((int)span.TotalHours, span.Minutes) switch
        {
            (0, 0) => seconds,
            (0, var minutes) => $"{Text(minutes)}m{seconds}",
            var (hours, minutes) => $"{Text(hours)}h{Text(minutes)}m{seconds}",
        };
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
