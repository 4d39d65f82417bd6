namespace Overture.Audience.Files;

/// <summary>What was found in a file, shown to a person before anything runs.</summary>
/// <param name="Dialect">How it will be read.</param>
/// <param name="Columns">Unique names, one a column; a blank header is <c>Column 3</c>, a repeated one <c>Name_2</c>.</param>
/// <param name="FirstRows">Up to 20 records; long cells are cut for show.</param>
/// <param name="Sheets">The sheets of a workbook, hidden ones included; empty for text.</param>
/// <param name="MojibakeSuspected">Text looks like UTF-8 that was read as Windows-1252 and saved again.</param>
/// <param name="MojibakeExample">One word of it, as it stands and as its repair would read.</param>
internal sealed record Inspection(
    Dialect Dialect,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string>> FirstRows,
    IReadOnlyList<string> Sheets,
    bool MojibakeSuspected,
    string? MojibakeExample);
