using FsCheck;
using FsCheck.Fluent;
using Overture.Audience.Cleaning;
using Overture.Audience.Columns;

namespace Overture.Tests.Audience.Cleaning;

public class CleaningProperties
{
    // Pieces of real cells, and of cells nobody should have typed.
    private static readonly string[] Pieces =
    [
        "Anna", "ANNA", "anna", "o'neil", "McDonald", "van", "DER", "Berg", "Dr.", "Prof", "MBA", "Jr.", ",", ", ", " ", "  ", "-", "(", ")", "\"", "“", "’", "|", " | ", "&", "/", ".", "..", "@",
        "ACME", "Acme", "Inc.", "GmbH", "& Co. KG", "KG", "AG", "S.A.", "Co.", "株式会社", "（株）", "トヨタ", "山田", "・", "ООО", "«", "»", "Ромашка", "Иванович", "🚀", "👩‍💻", "\u200B", "\u00A0", "\t", "\n", "\r\n", "\0",
        "http://", "https://", "www.", "acme.com", "münchen.de", ":8080", "#x", "?y=1", "mailto:", "<", ">", ";", "1", "42", "\uD83D", "\uDE80", "e\u0301", "ß", "İ", "ı", "ﷺ", "_", "™", "®", "*", "'", "II", "J.", "xn--", "null", "N/A",
    ];

    private static readonly Arbitrary<string> Cells = Gen.OneOf(
        Gen.Elements(Pieces).ListOf().Select(parts => string.Concat(parts)),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")).ToArbitrary();

    [Fact]
    public void Cleaning_a_clean_company_changes_nothing() => Check(cell => CleanCompany.ForGreeting(CleanCompany.ForGreeting(cell)) == CleanCompany.ForGreeting(cell));

    [Fact]
    public void A_company_is_never_lost() => Check(cell => CleanText.Line(cell).Length == 0 || CleanCompany.ForGreeting(cell).Length > 0);

    [Fact]
    public void Cleaning_a_clean_name_changes_nothing() => Check(cell =>
        CleanName.First(CleanName.First(cell)) == CleanName.First(cell)
        && CleanName.Last(CleanName.Last(cell)) == CleanName.Last(cell)
        && CleanName.Full(CleanName.Full(cell)) == CleanName.Full(cell));

    [Fact]
    public void A_name_for_a_greeting_holds_nothing_that_breaks_a_line() => Check(cell => !CleanName.Full(cell).Any(char.IsControl) && !CleanCompany.ForGreeting(cell).Contains('\n', StringComparison.Ordinal));

    [Fact]
    public void Cleaning_a_clean_address_changes_nothing() => Check(cell =>
        CleanEmail.Run(cell) is not EmailVerdict.Usable usable
        || (CleanEmail.Run(usable.Address) == usable && EmailSyntax.Fault(usable.Address) is null));

    [Fact]
    public void Cleaning_a_clean_url_changes_nothing() => Check(cell =>
        CleanUrl.Run(cell) is not UrlVerdict.Usable usable
        || (CleanUrl.Run(usable.Url) == usable && Uri.TryCreate(usable.Url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"));

    [Fact]
    public void No_line_throws_and_every_line_is_mailable_or_says_why()
    {
        var map = MapColumns.Run([.. MergeNames.Fields, "Notes"], []);

        Prop.ForAll(Cells.Generator.ListOf().ToArbitrary(), cells =>
        {
            var lead = CleanRow.Run(map, [.. cells]);
            return lead.Email is null != lead.Unmailable is null && (cells.Count <= 12 || lead.Extra[0].Value == cells[12]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void No_header_throws_and_merge_names_are_unique() => Prop.ForAll(Cells.Generator.ListOf().ToArbitrary(), headers =>
    {
        var map = MapColumns.Run([.. headers], [[.. headers]]);
        return map.MergeFields.Distinct().Count() == headers.Count && map.Columns.Select(column => column.Header).SequenceEqual(headers);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static void Check(Func<string, bool> holds) => Prop.ForAll(Cells, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
}
