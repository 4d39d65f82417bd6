using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;

namespace Overture.Audience.Cleaning;

/// <summary>
/// A time zone as an IANA name that this machine knows: from an IANA name in any case, a Windows id, a common abbreviation, or a
/// distance from UTC in whole hours. What is not certain is no zone.
/// </summary>
internal static class CleanZone
{
    private const int Remembered = 4096;

    // The abbreviations that stand for one place alone; CST, IST and BST do not.
    private static readonly FrozenDictionary<string, string> Abbreviations = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["UTC"] = "Etc/UTC", ["GMT"] = "Etc/UTC", ["Z"] = "Etc/UTC", ["Zulu"] = "Etc/UTC", ["UTC+0"] = "Etc/UTC", ["GMT+0"] = "Etc/UTC",
        ["ET"] = "America/New_York", ["EST"] = "America/New_York", ["EDT"] = "America/New_York", ["Eastern Time"] = "America/New_York",
        ["CT"] = "America/Chicago", ["CDT"] = "America/Chicago", ["Central Time"] = "America/Chicago",
        ["MT"] = "America/Denver", ["MST"] = "America/Denver", ["MDT"] = "America/Denver", ["Mountain Time"] = "America/Denver",
        ["PT"] = "America/Los_Angeles", ["PST"] = "America/Los_Angeles", ["PDT"] = "America/Los_Angeles", ["Pacific Time"] = "America/Los_Angeles",
        ["CET"] = "Europe/Berlin", ["CEST"] = "Europe/Berlin", ["MEZ"] = "Europe/Berlin", ["MESZ"] = "Europe/Berlin",
        ["EET"] = "Europe/Athens", ["EEST"] = "Europe/Athens", ["WET"] = "Europe/Lisbon", ["WEST"] = "Europe/Lisbon",
        ["MSK"] = "Europe/Moscow", ["JST"] = "Asia/Tokyo", ["KST"] = "Asia/Seoul", ["HKT"] = "Asia/Hong_Kong", ["SGT"] = "Asia/Singapore",
        ["AEST"] = "Australia/Sydney", ["AEDT"] = "Australia/Sydney", ["AWST"] = "Australia/Perth", ["NZST"] = "Pacific/Auckland", ["NZDT"] = "Pacific/Auckland",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Iana = TimeZoneInfo.GetSystemTimeZones()
        .Where(zone => zone.HasIanaId && zone.Id.Contains('/', StringComparison.Ordinal))
        .DistinctBy(zone => zone.Id, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(zone => zone.Id, zone => zone.Id, StringComparer.OrdinalIgnoreCase);

    private static readonly ConcurrentDictionary<string, string?> Known = new(StringComparer.Ordinal);

    public static string? Run(string cell)
    {
        if (Known.TryGetValue(cell, out var zone))
        {
            return zone;
        }

        zone = Find(CleanText.Line(cell));
        if (Known.Count < Remembered && cell.Length < 64)
        {
            Known.TryAdd(cell, zone);
        }

        return zone;
    }

    private static string? Find(string text)
    {
        if (text.Length is 0 or > 64)
        {
            return null;
        }

        if (Abbreviations.TryGetValue(text, out var zone) || Iana.TryGetValue(text.Replace(' ', '_'), out zone))
        {
            return zone;
        }

        if (TimeZoneInfo.TryConvertWindowsIdToIanaId(text, out var iana))
        {
            return iana;
        }

        return FromOffset(text) ?? (text.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var found) && found.HasIanaId ? found.Id : null);
    }

    // "GMT+1", "UTC-05:00", "+02:00"; the names of tzdata's "Etc" area have the opposite sign.
    private static string? FromOffset(string text)
    {
        var offset = text.StartsWith("UTC", StringComparison.OrdinalIgnoreCase) || text.StartsWith("GMT", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(3).Trim() : text;
        if (offset.Length < 2 || offset[0] is not ('+' or '-' or '−' or '±'))
        {
            return null;
        }

        var digits = offset[1..].Trim();
        var colon = digits.IndexOf(':');
        var minutes = colon >= 0 ? digits[(colon + 1)..] : digits.Length == 4 ? digits[2..] : "00";
        var whole = colon >= 0 ? digits[..colon] : digits.Length == 4 ? digits[..2] : digits;
        if (minutes is not "00" || !int.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || hours > (offset[0] == '+' ? 14 : 12))
        {
            return null;
        }

        return hours == 0 ? "Etc/UTC" : string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{(offset[0] == '+' ? '-' : '+')}{hours}");
    }
}
