using Overture.Web;

namespace Overture.Drafting;

/// <summary>What a request says of a new job: as JSON, or as the fields beside an uploaded file.</summary>
internal sealed record JobForm
{
    private const int MostRows = 100_000_000;

    public Guid? ImportId { get; init; }
    public Guid? ListId { get; init; }
    public string? Name { get; init; }

    /// <summary>A prompt's name or id; left out: an opener for a file of sites, else a cold e-mail.</summary>
    public string? Prompt { get; init; }

    /// <summary>Begin at once; else it waits for <c>start</c>.</summary>
    public bool? Start { get; init; }

    /// <summary>Write no more rows than this.</summary>
    public int? Limit { get; init; }

    /// <summary>Without a model key: sample words for all rows, not only 50.</summary>
    public bool? All { get; init; }

    /// <summary>Write this many first, then wait.</summary>
    public int? Pilot { get; init; }

    /// <summary>US dollars.</summary>
    public decimal? SpendingCap { get; init; }

    /// <summary>Write from the name and columns alone where a site cannot be read.</summary>
    public bool? NamesAlone { get; init; }

    /// <summary>Sample words even where there is a key.</summary>
    public bool? Sample { get; init; }

    public static JobForm Of(IReadOnlyDictionary<string, string> fields) => new()
    {
        Name = FormFields.Text(fields, "name"),
        Prompt = FormFields.Text(fields, "prompt"),
        Start = FormFields.Truth(fields, "start"),
        Limit = FormFields.Whole(fields, "limit"),
        All = FormFields.Truth(fields, "all"),
        Pilot = FormFields.Whole(fields, "pilot"),
        SpendingCap = FormFields.Amount(fields, "spending_cap"),
        NamesAlone = FormFields.Truth(fields, "names_alone"),
        Sample = FormFields.Truth(fields, "sample"),
    };

    /// <exception cref="Refused">A figure is out of its range.</exception>
    public JobOrder Order(Guid? id, string name, string prompt) => new()
    {
        Id = id,
        ImportId = ImportId,
        ListId = ListId,
        Name = CheckName(Name) ?? name,
        Prompt = prompt,
        Start = Start ?? false,
        RowLimit = Rows("limit", Limit),
        AllRows = All ?? false,
        Pilot = Pilot is 0 ? null : Rows("pilot", Pilot),
        SpendingCap = CheckCap(SpendingCap),
        NamesAlone = NamesAlone,
        Sample = Sample ?? false,
    };

    public static string? CheckName(string? name) => name is null or { Length: > 0 and <= 200 } ? name
        : throw new Refused("name", Problem.Shown(name), "it has no characters, or more than 200", "Give it a short name");

    public static decimal? CheckCap(decimal? cap) => cap is null or (>= 0.000_001m and <= 1_000_000) ? cap
        : throw new Refused("spending_cap", $"{cap}", "it is no amount to stop at", "Choose more than 0 and at most 1000000 US dollars");

    private static int? Rows(string field, int? rows) =>
        rows is null or (> 0 and <= MostRows) ? rows : throw new Refused(field, $"{rows}", "it is no number of rows", $"Choose 1 to {MostRows}, or leave it out");
}
