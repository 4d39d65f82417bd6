namespace Overture.Audience.Files;

/// <summary>What a person wants read otherwise than it was found; null leaves the finding.</summary>
internal sealed record DialectChoice
{
    public string? Encoding { get; init; }

    public char? Delimiter { get; init; }

    public bool? SkipInitialSpace { get; init; }

    public char? Quote { get; init; }

    /// <summary>No cell is quoted: every quote is text.</summary>
    public bool Unquoted { get; init; }

    public char? Escape { get; init; }

    public string? Newline { get; init; }

    public bool? Header { get; init; }

    /// <summary>Rows the header takes; said, there is a header.</summary>
    public int? HeaderRows { get; init; }

    public int? SkipLines { get; init; }

    public string? Sheet { get; init; }

    public bool? RepairMojibake { get; init; }
}
