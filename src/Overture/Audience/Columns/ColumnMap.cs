using System.Text.Json.Serialization;

namespace Overture.Audience.Columns;

/// <summary>What each column of a file means, in the file's order. Stored as JSON with its import.</summary>
internal sealed record ColumnMap(IReadOnlyList<ColumnMapping> Columns)
{
    // Where each field stands, and which columns have none: looked up for every line.
    private readonly int[] positions = [.. Enum.GetValues<Field>().Select(field => Columns.FirstOrDefault(column => column.Field == field)?.Index ?? -1)];

    /// <summary>Nothing is left for a person to decide.</summary>
    [JsonIgnore]
    public bool Certain => Columns.All(column => column.Doubt is null);

    [JsonIgnore]
    public bool HasAddress => Has(Field.Email);

    [JsonIgnore]
    public bool HasSite => Has(Field.Website);

    [JsonIgnore]
    public bool HasName => Has(Field.FirstName) || Has(Field.LastName) || Has(Field.FullName);

    /// <summary>The columns without a field.</summary>
    [JsonIgnore]
    public IReadOnlyList<ColumnMapping> Unmapped { get; } = [.. Columns.Where(column => column.Field is null)];

    /// <summary>The names that a prompt can use with this file.</summary>
    [JsonIgnore]
    public IEnumerable<string> MergeFields => Columns.Select(column => column.MergeName);

    public bool Has(Field field) => positions[(int)field] >= 0;

    /// <summary>The position of the field's column, or -1.</summary>
    public int At(Field field) => positions[(int)field];

    public bool Equals(ColumnMap? other) => other is not null && Columns.SequenceEqual(other.Columns);

    public override int GetHashCode() => Columns.Aggregate(Columns.Count, HashCode.Combine);
}

/// <summary>One column: its position from zero, its header as it stands, what it means, and its name in prompts.</summary>
/// <param name="Index">Position, from zero.</param>
/// <param name="Header">As it stands in the file; empty when there is none.</param>
/// <param name="Field">Null: kept as it is.</param>
/// <param name="MergeName">Unique in the file.</param>
/// <param name="Doubt">Why a person should look, in words; null when the reading is certain or was chosen.</param>
/// <param name="Chosen">A person said so.</param>
internal sealed record ColumnMapping(
    int Index, string Header, Field? Field, string MergeName, string? Doubt = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Chosen = false);
