using System.Buffers;
using System.Globalization;
using System.Numerics;
using ExcelDataReader;

namespace Overture.Audience.Files;

/// <summary>
/// A cell of a sheet as text, the same on every machine: dates in ISO 8601, numbers in full with a point, leading zeros as
/// the number format shows them, formulas by the value stored with them.
/// </summary>
internal static class SheetCell
{
    private static readonly SearchValues<char> DigitFormat = SearchValues.Create("0-/() \\\"");

    public static string Text(IExcelDataReader reader, int column) => reader.GetValue(column) switch
    {
        null => "",
        string text => text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text,
        double number => Number(number, reader.GetNumberFormatString(column)),
        bool flag => flag ? "TRUE" : "FALSE",
        DateTime date => Date(date),
        DateTimeOffset date => Date(date.DateTime),
        TimeSpan time => Span(time),
        int number => number.ToString(CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Fifteen significant digits, as Excel shows them, never with an exponent.</summary>
    public static string Number(double number, string? format)
    {
        if (Math.Abs(number) < 1e15 && number == Math.Truncate(number))
        {
            var digits = ((long)number).ToString(CultureInfo.InvariantCulture);
            return number >= 0 && format is { Length: > 1 } && format[0] == '0' ? Padded(digits, format) : digits;
        }
        if (Math.Abs(number) >= 7e28)
            return double.IsFinite(number) ? new BigInteger(number).ToString(CultureInfo.InvariantCulture) : "";
        var shown = number.ToString("G15", CultureInfo.InvariantCulture);
        return shown.Contains('E', StringComparison.Ordinal)
            ? decimal.Parse(shown, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.############################", CultureInfo.InvariantCulture)
            : shown;
    }

    // "00000", "000-00-0000": digits from the right; anything else in a format leaves the number as it is.
    private static string Padded(string digits, string format)
    {
        var places = format.Count(c => c == '0');
        if (places < 2 || format.AsSpan().ContainsAnyExcept(DigitFormat))
            return digits;
        digits = digits.PadLeft(places, '0');
        var next = digits.Length - places;
        var text = digits[..next];
        foreach (var c in format)
            text += c switch { '0' => digits[next++], '\\' or '"' => "", _ => c };
        return text;
    }

    private static string Date(DateTime date)
    {
        date = date.AddTicks(TimeSpan.TicksPerSecond / 2);
        date = date.AddTicks(-(date.Ticks % TimeSpan.TicksPerSecond));
        // Day 0 of the sheet: a time without a date.
        var format = date.Year < 1900 ? "HH:mm:ss" : date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss";
        return date.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Span(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(time < TimeSpan.Zero ? "-" : "")}{(long)Math.Abs(time.TotalHours)}:{Math.Abs(time.Minutes):00}:{Math.Abs(time.Seconds):00}");
}
