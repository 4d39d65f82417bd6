using System.Globalization;

namespace Overture.Mail.Mime;

/// <summary>Dates of mail (RFC 5322 §3.3), written by the rules and read in every form that mail programs write.</summary>
public static class MailDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    // RFC 5322 §4.3; the others as their regions write them.
    private static readonly Dictionary<string, double> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0, ["GMT"] = 0, ["UTC"] = 0, ["Z"] = 0, ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5, ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7,
        ["CET"] = 1, ["CEST"] = 2, ["MEZ"] = 1, ["MESZ"] = 2, ["MET"] = 1, ["MEST"] = 2, ["WET"] = 0, ["WEST"] = 1, ["BST"] = 1, ["EET"] = 2, ["EEST"] = 3, ["MSK"] = 3, ["IST"] = 5.5,
        ["JST"] = 9, ["KST"] = 9, ["HKT"] = 8, ["SGT"] = 8, ["AEST"] = 10, ["AEDT"] = 11, ["NZST"] = 12, ["NZDT"] = 13, ["HST"] = -10, ["AKST"] = -9, ["AKDT"] = -8, ["BRT"] = -3,
    };

    /// <summary>As <c>Mon, 23 Nov 2026 09:00:00 +0100</c> (RFC 5322 §3.3).</summary>
    public static string Format(DateTimeOffset date) => string.Create(CultureInfo.InvariantCulture,
        $"{date:ddd, d MMM yyyy HH:mm:ss} {(date.Offset < TimeSpan.Zero ? '-' : '+')}{date.Offset:hhmm}");

    /// <summary>
    /// The instant a date means: with or without day name, seconds or zone (then UTC), two-digit years (RFC 5322 §4.3), names of zones, comments, AM and PM, ISO 8601, the C
    /// library's order. Null where no date is to be found. Never fails.
    /// </summary>
    /// <param name="value">A Date field's value, unfolded.</param>
    public static DateTimeOffset? Parse(string? value)
    {
        if (value is null || value.Length > 1000)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(value.Trim(), ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyyMMdd'T'HHmmssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var iso))
        {
            return iso;
        }

        var found = new Found();
        foreach (var word in Words(value))
        {
            found.Take(word);
        }

        return found.Instant();
    }

    /// <summary>Parenthesised comments left out (RFC 5322 §3.2.2).</summary>
    internal static string WithoutComments(string value)
    {
        if (!value.Contains('(', StringComparison.Ordinal))
        {
            return value;
        }

        var depth = 0;
        return string.Concat(value.Where(c =>
        {
            depth += c is '(' ? 1 : 0;
            var kept = depth is 0;
            depth -= c is ')' && depth > 0 ? 1 : 0;
            return kept;
        }));
    }

    private static IEnumerable<string> Words(string value)
    {
        var words = WithoutComments(value).Split([' ', '\t', ',', '\r', '\n', '"'], StringSplitOptions.RemoveEmptyEntries);
        var joined = "";
        for (var i = 0; i < words.Length; i++)
        {
            joined += words[i];
            var continues = joined.EndsWith(':') || (i + 1 < words.Length && words[i + 1].StartsWith(':')); // "09 : 55"
            if (continues && joined.Any(char.IsAsciiDigit))
            {
                continue;
            }

            foreach (var word in joined[0] is '+' or '-' || joined.Contains(':', StringComparison.Ordinal) ? [joined] : joined.Split('-', StringSplitOptions.RemoveEmptyEntries)) // "21-Nov-1997"
            {
                yield return word;
            }

            joined = "";
        }
    }

    private sealed class Found
    {
        private int? day;
        private int? month;
        private int? year;
        private TimeSpan? time;
        private double? zone;
        private bool isPm;
        private bool isAm;

        public void Take(string word)
        {
            if (time is null && (word.Contains(':', StringComparison.Ordinal) || word.Split('.') is { Length: 3 } && word.Length is >= 5 and <= 8 && day is not null))
            {
                Time(word);
            }
            else if (word[0] is '+' or '-' && time is not null && zone is null)
            {
                zone = Offset(word);
            }
            else if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                Number(number, word.Length);
            }
            else
            {
                Name(word.Trim('.', ';'));
            }
        }

        public DateTimeOffset? Instant()
        {
            if (day is not { } d || month is not { } m || year is not { } y || y is < 1000 or > 9998 || d < 1 || d > DateTime.DaysInMonth(y, m))
            {
                return null;
            }

            var clock = time ?? TimeSpan.Zero;
            clock += isPm && clock.Hours < 12 ? TimeSpan.FromHours(12) : isAm && clock.Hours is 12 ? TimeSpan.FromHours(-12) : TimeSpan.Zero;
            var local = new DateTime(y, m, d, 0, 0, 0, DateTimeKind.Unspecified) + clock;
            return new DateTimeOffset(local, TimeSpan.FromMinutes(zone is >= -14 and <= 14 ? Math.Round(zone.Value * 60) : 0));
        }

        private void Time(string word)
        {
            var cut = word.IndexOfAny(['+', '-']);
            var parts = (cut > 0 ? word[..cut] : word).Split(':', '.');
            var numbers = parts.Select(part => int.TryParse(part.TrimEnd('Z', 'z', 'a', 'p', 'm', 'A', 'P', 'M'), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToArray();
            if (numbers.Length < 2 || numbers[0] is < 0 or > 24 || numbers[1] is < 0 or > 59 || (numbers.Length > 2 && numbers[2] is < 0 or > 61))
            {
                return;
            }

            time = new TimeSpan(numbers[0] % 24, numbers[1], numbers.Length > 2 ? Math.Min(numbers[2], 59) : 0);
            zone = cut > 0 ? Offset(word[cut..]) : zone;
            isPm |= word.EndsWith("pm", StringComparison.OrdinalIgnoreCase);
            isAm |= word.EndsWith("am", StringComparison.OrdinalIgnoreCase);
        }

        private static double? Offset(string word)
        {
            var digits = word[1..].Replace(":", "", StringComparison.Ordinal);
            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return Zones.TryGetValue(word[1..], out var named) ? named : null;
            }

            var hours = digits.Length <= 2 ? number : (number / 100) + (number % 100 / 60.0);
            return word[0] is '-' ? -hours : hours;
        }

        private void Number(int number, int digits)
        {
            if (digits is 8 && day is null && number is > 1900_00_00 and < 2100_00_00)
            {
                (year, month, day) = (number / 10000, Math.Clamp(number / 100 % 100, 1, 12), number % 100);
            }
            else if (digits >= 3 && year is null)
            {
                year = digits is 3 ? number + 1900 : number; // RFC 5322 §4.3
            }
            else if (day is null && number is >= 1 and <= 31)
            {
                day = number;
            }
            else if (year is null)
            {
                year = number < 50 ? number + 2000 : number + 1900; // RFC 5322 §4.3
            }
            else if (digits is 4 && time is not null && zone is null)
            {
                zone = Offset("+" + number.ToString("D4", CultureInfo.InvariantCulture)); // a sign was lost
            }
        }

        private void Name(string word)
        {
            var three = word.Length >= 3 ? word[..3].ToLowerInvariant() : "";
            if (Array.IndexOf(Months, three) is >= 0 and var index && month is null)
            {
                month = index + 1;
            }
            else if (word.Equals("pm", StringComparison.OrdinalIgnoreCase) || word.Equals("am", StringComparison.OrdinalIgnoreCase))
            {
                (isPm, isAm) = word[0] is 'p' or 'P' ? (true, isAm) : (isPm, true);
            }
            else if (Array.IndexOf(Days, three) < 0 && zone is null)
            {
                zone = Zones.TryGetValue(word, out var hours) ? hours
                    : word.Length > 3 && Zones.ContainsKey(word[..3]) && word[3] is '+' or '-' ? Offset(word[3..]) : zone;
            }
        }
    }
}
