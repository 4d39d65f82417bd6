using System.Text.Json;

namespace Overture.Drafting;

/// <summary>The failed checks of a draft, as they are stored and told.</summary>
internal static class Failures
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<Failure> Read(string json) => json is "[]" ? [] : JsonSerializer.Deserialize<Failure[]>(json, Json)!;

    public static string Write(IReadOnlyCollection<Failure> failures) => failures.Count is 0 ? "[]" : JsonSerializer.Serialize(failures, Json);

    public static string InWords(string json) => string.Join(" ", Read(json).Select(failure => failure.Detail));
}
