using System.Globalization;

namespace Overture.Accounts.Models;

/// <summary>How long a provider asks to be left alone.</summary>
internal static class RetryAfter
{
    static readonly string[] dates = ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"];

    /// <summary>
    /// From retry-after-ms, Retry-After (RFC 9110 §10.2.3, seconds or a date), what is spent by the rate headers, or "try again in 7m12s" in the
    /// message; null when none is said. A date is read against the answer's own Date, so that clocks that differ do no harm.
    /// </summary>
    public static TimeSpan? Read(Func<string, string?> header, RateHeaders rates, string message, DateTimeOffset now)
    {
        if (Number(header("retry-after-ms")) is { } ms) return TimeSpan.FromMilliseconds(ms);
        if (header("retry-after") is { } told) return Number(told) is { } seconds ? TimeSpan.FromSeconds(seconds) : Until(told, header("date"), now);
        return rates.Reset ?? FromMessage(message);
    }

    static TimeSpan? Until(string told, string? date, DateTimeOffset now)
    {
        if (Date(told) is not { } then) return null;
        var wait = then - (Date(date) ?? now);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>The three forms of an HTTP date (RFC 9110 §5.6.7).</summary>
    static DateTimeOffset? Date(string? text)
        => DateTimeOffset.TryParseExact(text?.Trim(), dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out var at) ? at : null;

    static TimeSpan? FromMessage(string message)
    {
        const string words = "try again in ";
        var at = message.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : RateHeaders.GoDuration(message.AsSpan(at + words.Length));
    }

    static double? Number(string? text)
        => double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            ? Math.Min(number, 366 * 86_400_000d)
            : null;
}
