using System.Text.Json;
using Overture.Audience.Files;
using Overture.Web;

namespace Overture.Audience;

/// <summary>What a caller may choose of an import: dialect, meaning of columns, consent. All optional; what is left out is found.</summary>
internal sealed record ImportOptions
{
    public string? Encoding { get; init; }

    public string? Delimiter { get; init; }

    /// <summary>One character, or none: no cell is quoted.</summary>
    public string? Quote { get; init; }

    public string? Escape { get; init; }

    /// <summary>crlf, lf or cr.</summary>
    public string? Newline { get; init; }

    public bool? Header { get; init; }

    public int? HeaderRows { get; init; }

    public int? SkipLines { get; init; }

    public string? Sheet { get; init; }

    public bool? RepairMojibake { get; init; }

    /// <summary>Header, or "#3" for the third column, to a field's name, or to "" for none.</summary>
    public IReadOnlyDictionary<string, string?>? Columns { get; init; }

    /// <summary>On what ground these people may be written to.</summary>
    public string? Consent { get; init; }

    /// <param name="earlier">What was chosen before: it holds where this leaves something out; an empty text lets it be found again.</param>
    /// <returns>Null when there is nothing to choose.</returns>
    public ImportChoice? Choice(ImportChoice? earlier = null) => Dialect(new()) != new DialectChoice() || Lets || Columns is not null
        ? (earlier ?? new(null, null)) with { Dialect = Dialect(earlier?.Dialect ?? new()), Columns = Columns?.ToDictionary(pair => pair.Key, pair => pair.Value ?? "", StringComparer.Ordinal) }
        : null;

    private const string Unquoted = "none";

    private bool Lets => new[] { Encoding, Delimiter, Quote, Escape, Newline, Sheet }.Contains("");

    /// <summary>From the fields of a form beside a file.</summary>
    public static ImportOptions Of(IReadOnlyDictionary<string, string> fields) => new()
    {
        Encoding = FormFields.Text(fields, "encoding"),
        Delimiter = fields.GetValueOrDefault("delimiter") is { Length: > 0 } delimiter ? delimiter : null,
        Quote = FormFields.Text(fields, "quote"),
        Escape = FormFields.Text(fields, "escape"),
        Newline = FormFields.Text(fields, "newline"),
        Header = FormFields.Truth(fields, "header"),
        HeaderRows = FormFields.Whole(fields, "header_rows"),
        SkipLines = FormFields.Whole(fields, "skip_lines"),
        Sheet = FormFields.Text(fields, "sheet"),
        RepairMojibake = FormFields.Truth(fields, "repair_mojibake"),
        Columns = FormFields.Text(fields, "columns") is { } json ? Read(json) : null,
        Consent = FormFields.Text(fields, "consent"),
    };

    private static Dictionary<string, string?> Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string?>>(json) ?? [];
        }
        catch (JsonException)
        {
            throw new Refused("columns", Problem.Shown(json), "it is no JSON object of header to field", """Send it as {"Firma": "company", "Notiz": ""}""");
        }
    }

    private DialectChoice Dialect(DialectChoice earlier) => new()
    {
        Encoding = Encoding switch { null => earlier.Encoding, "" => null, _ => Known(Encoding) },
        Delimiter = Delimiter is null ? earlier.Delimiter : One("delimiter", Delimiter is "tab" or "\\t" ? "\t" : Delimiter),
        SkipInitialSpace = earlier.SkipInitialSpace,
        Quote = Quote switch { null => earlier.Quote, Unquoted => null, _ => One("quote", Quote) },
        Unquoted = Quote is null ? earlier.Unquoted : Quote is Unquoted,
        Escape = Escape is null ? earlier.Escape : One("escape", Escape),
        Newline = Newline?.ToLowerInvariant() switch
        {
            null => earlier.Newline,
            "" => null,
            "crlf" => "\r\n",
            "lf" => "\n",
            "cr" => "\r",
            _ => throw new Refused("newline", Problem.Shown(Newline), "it is no line break", "Choose crlf, lf or cr"),
        },
        Header = Header ?? (HeaderRows is null ? earlier.Header : null),
        HeaderRows = HeaderRows is null or (>= 0 and <= 10) ? HeaderRows ?? earlier.HeaderRows : throw new Refused("header_rows", $"{HeaderRows}", "it is no number of rows that name columns", "Choose 0 to 10"),
        SkipLines = SkipLines is null or (>= 0 and <= 1000) ? SkipLines ?? earlier.SkipLines : throw new Refused("skip_lines", $"{SkipLines}", "it is no number of lines before a table", "Choose 0 to 1000"),
        Sheet = Sheet switch { null => earlier.Sheet, "" => null, _ => Sheet },
        RepairMojibake = RepairMojibake ?? earlier.RepairMojibake,
    };

    private static string Known(string encoding)
    {
        _ = TextEncodings.Get(encoding.ToLowerInvariant());
        return encoding.ToLowerInvariant();
    }

    private static char? One(string field, string? text) => text switch
    {
        null or "" => null,
        [var c] when c is not ('\r' or '\n' or '\0') => c,
        _ => throw new Refused(field, Problem.Shown(text), "it is not one character", "Send one character, or tab"),
    };
}
