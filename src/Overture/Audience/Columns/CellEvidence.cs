using Overture.Audience.Cleaning;

namespace Overture.Audience.Columns;

/// <summary>What the first cells of a column say about its meaning. They may settle only what is unmistakable.</summary>
internal sealed class CellEvidence(IReadOnlyList<string> cells)
{
    // So many cells, none of which fits, outweigh a header.
    private const int Enough = 5;

    public static CellEvidence OfColumn(IReadOnlyList<IReadOnlyList<string>> rows, int index) =>
        new([.. rows.Where(row => index < row.Count).Select(row => CleanText.Line(row[index])).Where(cell => cell.Length > 0)]);

    /// <summary>Nearly every cell is an address.</summary>
    public bool AreAddresses => Nearly(cell => cell.Contains('@', StringComparison.Ordinal) && CleanEmail.Run(cell) is EmailVerdict.Usable);

    /// <summary>Nearly every cell is a person's page on LinkedIn.</summary>
    public bool AreProfiles => Nearly(cell => cell.Contains("linkedin.com/in/", StringComparison.OrdinalIgnoreCase) || cell.Contains("linkedin.com/sales/", StringComparison.OrdinalIgnoreCase));

    /// <summary>Every cell is a company's page on LinkedIn.</summary>
    public bool AreCompanyProfiles => All(cell => cell.Contains("linkedin.com/company/", StringComparison.OrdinalIgnoreCase));

    /// <summary>Nearly every cell is a web address.</summary>
    public bool AreSites => Nearly(cell => CleanUrl.Run(cell) is UrlVerdict.Usable);

    /// <summary>Nearly every cell is a phone number, and no other kind of number.</summary>
    public bool ArePhones => Nearly(PhoneShape.Fits);

    /// <summary>Most cells name a legal form: they are companies, whatever the header says.</summary>
    public bool AreCompanies => cells.Count > 1 && cells.Count(CleanCompany.HasLegalForm) * 2 > cells.Count;

    /// <summary>Most cells have more than one word.</summary>
    public bool AreSeveralWords => cells.Count(cell => cell.Contains(' ', StringComparison.Ordinal)) * 2 > cells.Count;

    public bool IsEmpty => cells.Count == 0;

    /// <summary>In most lines this column repeats the word that <paramref name="other"/> has there, and adds to it.</summary>
    public static bool Extends(IReadOnlyList<IReadOnlyList<string>> rows, int column, int other)
    {
        var both = rows.Where(row => column < row.Count && other < row.Count && row[column].Length > 0 && row[other].Length > 0).ToList();
        return both.Count > 0 && both.Count(row => row[column].Length > row[other].Length && row[column].Contains(row[other], StringComparison.OrdinalIgnoreCase)) * 2 > both.Count;
    }

    /// <summary>The cells cannot be what the header says.</summary>
    public bool Contradicts(Field field) => field switch
    {
        Field.Title when All(IsFormOfAddress) => true,
        Field.LinkedIn => AreCompanyProfiles || (!IsEmpty && cells.Any(cell => cell.Contains("://", StringComparison.Ordinal)) && !cells.Any(cell => cell.Contains("linkedin", StringComparison.OrdinalIgnoreCase))),
        Field.Email => NoneOfMany(cell => cell.Contains('@', StringComparison.Ordinal) || cell.Contains('＠', StringComparison.Ordinal)),
        Field.Website => NoneOfMany(cell => cell.Contains('.', StringComparison.Ordinal)),
        Field.Phone => NoneOfMany(cell => cell.Any(char.IsDigit)),
        Field.Country => NoneOfMany(cell => CleanCountry.Run(cell) is not null),
        Field.TimeZone => NoneOfMany(cell => CleanZone.Run(cell) is not null),
        _ => NoneOfMany(cell => CleanText.HasLetter(cell)),
    };

    private static bool IsFormOfAddress(string cell) => CleanName.First(cell + " A").Length == 1 && !cell.Contains(' ', StringComparison.Ordinal);

    // One in ten may be a blunder.
    private bool Nearly(Predicate<string> fits) => cells.Count > 0 && cells.Count(cell => fits(cell)) * 10 >= cells.Count * 9;

    private bool All(Predicate<string> fits) => cells.Count > 0 && cells.All(cell => fits(cell));

    private bool NoneOfMany(Predicate<string> fits) => cells.Count >= Enough && !cells.Any(cell => fits(cell));
}
