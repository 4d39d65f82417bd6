using System.Text.Json;
using System.Text.Json.Serialization;
using Overture.Audience.Columns;
using Overture.Audience.Files;

namespace Overture.Audience;

/// <summary>What a person chose instead of what was found: dialect, and the meaning of columns by header.</summary>
internal sealed record ImportChoice(DialectChoice? Dialect, IReadOnlyDictionary<string, string>? Columns)
{
    /// <summary>Columns that were chosen before: they hold where <see cref="Columns"/> says nothing else.</summary>
    [JsonIgnore]
    public IReadOnlyList<ColumnMapping> Earlier { get; private init; } = [];

    /// <summary>What was chosen of an import so far.</summary>
    public static ImportChoice Of(Import import) => new(Findings.Of(import).Choice?.Dialect, null)
    {
        Earlier = [.. JsonSerializer.Deserialize<ColumnMap>(import.Mapping!, AudienceJson.Options)!.Columns.Where(column => column.Chosen)],
    };

    /// <summary>The meaning of columns for a reading with these headers; an earlier choice follows its header, else its place.</summary>
    public IReadOnlyDictionary<string, string>? ColumnsFor(IReadOnlyList<string> headers)
    {
        var columns = (Columns ?? new Dictionary<string, string>()).ToDictionary(StringComparer.Ordinal);
        foreach (var column in Earlier)
        {
            var index = Place(column, headers);
            var name = column.Field is { } field ? MergeNames.Of(field) : "";
            var spoken = columns.Any(pair => index >= 0 && (MapColumns.IsNamed(headers[index], pair.Key) || MapColumns.IsPlaced(index, pair.Key)) || Same(pair.Value, column.Field));
            if (index >= 0 && !spoken)
            {
                columns[FormattableString.Invariant($"#{index + 1}")] = name;
            }
        }

        return columns.Count > 0 ? columns : null;
    }

    private static int Place(ColumnMapping column, IReadOnlyList<string> headers)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            if (MapColumns.IsNamed(headers[i], column.Header))
            {
                return i;
            }
        }

        return column.Index < headers.Count ? column.Index : -1;
    }

    private static bool Same(string name, Field? field) => field is { } known && MergeNames.Find(name) == known;
}
