using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Overture.Audience.Columns;
using Overture.Audience.Files;

namespace Overture.Audience;

/// <summary>How cells, dialects and mappings are kept: compact, every script as it is.</summary>
internal static class AudienceJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Of(Dialect dialect) => JsonSerializer.Serialize(dialect, Options);

    public static string Of(ColumnMap map) => JsonSerializer.Serialize(map, Options);

    public static string OfCells(IReadOnlyList<string> cells) => JsonSerializer.Serialize(cells, Options);

    public static string[] Cells(string json) => JsonSerializer.Deserialize<string[]>(json, Options)!;
}
