using System.Globalization;

namespace Overture.Web.Shell;

/// <summary>How figures read on a page, the same everywhere.</summary>
internal static class Show
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Count(long number) => number.ToString("N0", Culture);

    /// <summary>"1 row", "2 rows".</summary>
    public static string Count(long number, string one, string many) => $"{Count(number)} {(number is 1 ? one : many)}";

    /// <summary>Dollars to the cent; what is less than a cent to its first two digits.</summary>
    public static string Money(decimal dollars) => dollars switch
    {
        0 => "$0",
        < 0.01m => "$" + dollars.ToString("0.####", Culture),
        _ => "$" + dollars.ToString("N2", Culture),
    };

    /// <summary>About how long: "8 s", "42 min", "3 h 20 min", "2 days".</summary>
    public static string Span(TimeSpan time) => time switch
    {
        { TotalSeconds: < 90 } => $"{Math.Ceiling(Math.Max(0, time.TotalSeconds)).ToString(Culture)} s",
        { TotalMinutes: < 90 } => $"{Math.Round(time.TotalMinutes).ToString(Culture)} min",
        { TotalHours: < 48 } => $"{((int)time.TotalHours).ToString(Culture)} h {time.Minutes.ToString(Culture)} min",
        _ => $"{Math.Round(time.TotalDays).ToString(Culture)} days",
    };

    public static string Ago(DateTimeOffset at, DateTimeOffset now) => now - at is { TotalSeconds: >= 60 } past ? Span(past) + " ago" : "just now";

    public static string Size(long bytes) => bytes switch
    {
        < 1024 => $"{Count(bytes)} bytes",
        < 1024 * 1024 => $"{Count(bytes / 1024)} KB",
        _ => $"{(bytes / 1048576.0).ToString("0.#", Culture)} MB",
    };

    /// <summary>Rows a second, or a minute where that is under one.</summary>
    public static string Rate(double? perSecond) => perSecond switch
    {
        null or 0 => "–",
        < 1 => $"{(perSecond.Value * 60).ToString("0.#", Culture)} a minute",
        < 10 => $"{perSecond.Value.ToString("0.#", Culture)} a second",
        _ => $"{Count((long)perSecond.Value)} a second",
    };
}
