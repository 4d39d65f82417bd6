using System.Buffers;
using System.Globalization;

namespace Overture.Accounts.Models;

/// <summary>The limits an answer's headers told. OpenAI: x-ratelimit-…; Anthropic: anthropic-ratelimit-…</summary>
internal readonly record struct RateHeaders(Allowance Requests, Allowance Tokens)
{
    static readonly SearchValues<char> ofNumber = SearchValues.Create("0123456789.");

    /// <summary>Reads them by a lookup of single header values; `now` turns instants into spans.</summary>
    public static RateHeaders Read(Func<string, string?> header, DateTimeOffset now)
    {
        var requests = new Allowance(
            Number(header("x-ratelimit-limit-requests")), Number(header("x-ratelimit-remaining-requests")), Span(header("x-ratelimit-reset-requests"), now));
        if (requests.Told || header("anthropic-ratelimit-requests-limit") is not { } limit)
        {
            return new(requests, new(
                Number(header("x-ratelimit-limit-tokens")), Number(header("x-ratelimit-remaining-tokens")), Span(header("x-ratelimit-reset-tokens"), now)));
        }

        return new(
            new(Number(limit), Number(header("anthropic-ratelimit-requests-remaining")), Span(header("anthropic-ratelimit-requests-reset"), now)),
            new(Number(header("anthropic-ratelimit-tokens-limit")), Number(header("anthropic-ratelimit-tokens-remaining")), Span(header("anthropic-ratelimit-tokens-reset"), now)));
    }

    /// <summary>When what is spent comes back; null when nothing is known to be spent.</summary>
    public TimeSpan? Reset => (Requests, Tokens) switch
    {
        ({ Remaining: < 1, Reset: { } one }, { Remaining: < 1, Reset: { } other }) => one > other ? one : other,
        ({ Remaining: < 1, Reset: { } spent }, _) => spent,
        (_, { Remaining: < 1, Reset: { } spent }) => spent,
        _ => null,
    };

    /// <summary>
    /// A span as providers write it: Go's durations (`20ms`, `8.64s`, `6m0s`, `1h2m3s`), bare seconds, an RFC 3339 instant, or seconds or
    /// milliseconds since 1970. Never negative; null when it is none of these.
    /// </summary>
    internal static TimeSpan? Span(string? text, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        text = text.Trim();
        if (Number(text) is { } number) return Seconds(number switch
        {
            > 100_000_000_000 => (number / 1000) - now.ToUnixTimeSeconds(),
            > 1_000_000_000 => number - now.ToUnixTimeSeconds(),
            _ => number,
        });
        if (GoDuration(text) is { } span) return span;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && text.Contains(':', StringComparison.Ordinal)
            ? Seconds((at - now).TotalSeconds)
            : null;
    }

    /// <summary>The span a text begins with, as Go's time.Duration prints it.</summary>
    internal static TimeSpan? GoDuration(ReadOnlySpan<char> text)
    {
        double seconds = 0;
        var any = false;
        while (text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '.'))
        {
            var digits = text.IndexOfAnyExcept(ofNumber);
            if (digits <= 0 || !double.TryParse(text[..digits], CultureInfo.InvariantCulture, out var value)) break;
            if (Unit(text[digits..]) is not { } unit) return null;
            (seconds, any) = (seconds + (value * unit.Seconds), true);
            text = text[(digits + unit.Length)..];
        }

        return any ? Seconds(seconds) : null;
    }

    static (double Seconds, int Length)? Unit(ReadOnlySpan<char> text) => text switch
    {
        ['n', 's', ..] => (1e-9, 2),
        ['u' or 'µ' or 'μ', 's', ..] => (1e-6, 2),
        ['m', 's', ..] => (1e-3, 2),
        ['s', ..] => (1, 1),
        ['m', ..] => (60, 1),
        ['h', ..] => (3600, 1),
        ['d', ..] => (86_400, 1),
        _ => null,
    };

    static double? Number(string? text)
        => double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;

    static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 366 * 86_400d));
}
