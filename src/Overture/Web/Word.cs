using System.Text.Json;

namespace Overture.Web;

/// <summary>The words of an enum as the API writes them, in a query.</summary>
internal static class Word
{
    /// <returns>Null when it was left out.</returns>
    /// <exception cref="Refused">It is none of them.</exception>
    public static T? Of<T>(string field, string? text)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var words = Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), StringComparer.OrdinalIgnoreCase);
        return words.TryGetValue(text, out var known) ? known : throw new Refused(field, Problem.Shown(text), "there is no such word for it", $"Choose one of {string.Join(", ", words.Keys)}");
    }
}
