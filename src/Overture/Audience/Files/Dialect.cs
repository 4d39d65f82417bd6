using System.Text.Json.Serialization;

namespace Overture.Audience.Files;

/// <summary>How a file is written: all that must be known to read it, stored as JSON beside its import.</summary>
internal sealed record Dialect
{
    public FileKind Kind { get; init; }

    /// <summary>The IANA name in lower case: utf-8, utf-16le, windows-1252, shift_jis …</summary>
    public string Encoding { get; init; } = "utf-8";

    public bool Bom { get; init; }

    public char Delimiter { get; init; } = ',';

    /// <summary>Blanks after a delimiter belong to it (skipInitialSpace of W3C CSVW §6.1).</summary>
    public bool SkipInitialSpace { get; init; }

    /// <summary>Null: no cell is quoted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public char? Quote { get; init; } = '"';

    /// <summary>What makes a quote within quotes harmless: the quote itself (doubling) or a backslash; " within ' undoubles ".</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public char? Escape { get; init; } = '"';

    /// <summary>"\r\n", "\n" or "\r".</summary>
    public string Newline { get; init; } = "\n";

    public bool Header { get; init; }

    /// <summary>Rows the header takes, where there is one.</summary>
    public int HeaderRows { get; init; } = 1;

    /// <summary>Physical lines (rows of a sheet) before the header, or before the first record where there is none.</summary>
    public int SkipLines { get; init; }

    /// <summary>Cells a record has as a rule; 0 when not known. Torn quoting is mended towards it.</summary>
    public int Width { get; init; }

    public string? Sheet { get; init; }

    public bool RepairMojibake { get; init; }
}
