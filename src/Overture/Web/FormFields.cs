using System.Globalization;

namespace Overture.Web;

/// <summary>Reads the small fields beside an uploaded file; an empty one counts as left out.</summary>
internal static class FormFields
{
    public static string? Text(IReadOnlyDictionary<string, string> fields, string name) =>
        fields.GetValueOrDefault(name)?.Trim() is { Length: > 0 } text ? text : null;

    public static bool? Truth(IReadOnlyDictionary<string, string> fields, string name) => Text(fields, name)?.ToLowerInvariant() switch
    {
        null => null,
        "true" or "1" or "on" or "yes" => true,
        "false" or "0" or "off" or "no" => false,
        var other => throw new Refused(name, Problem.Shown(other), "it is neither true nor false", "Send true or false"),
    };

    public static int? Whole(IReadOnlyDictionary<string, string> fields, string name) =>
        Text(fields, name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new Refused(name, Problem.Shown(text), "it is no whole number", "Send digits alone");

    public static decimal? Amount(IReadOnlyDictionary<string, string> fields, string name) =>
        Text(fields, name) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
        : throw new Refused(name, Problem.Shown(text), "it is no amount", "Send it as 4.50");

    public static Guid? Id(IReadOnlyDictionary<string, string> fields, string name) =>
        Text(fields, name) is not { } text ? null
        : Guid.TryParse(text, out var id) ? id
        : throw new Refused(name, Problem.Shown(text), "it is no id", "Send the UUID that the API gave");
}
