using Overture.Audience.Cleaning;

namespace Overture.Tests.Audience.Cleaning;

public class CleanPlaceTests
{
    [Theory]
    [InlineData("DE", "DE"), InlineData("deu", "DE"), InlineData("Germany", "DE"), InlineData("Deutschland", "DE"), InlineData("Allemagne", "DE"), InlineData("Alemania", "DE")]
    [InlineData("USA", "US"), InlineData("U.S.A.", "US"), InlineData("United States", "US"), InlineData("EE.UU.", "US"), InlineData("États-Unis", "US"), InlineData("США", "US"), InlineData("美国", "US"), InlineData("アメリカ", "US")]
    [InlineData("UK", "GB"), InlineData("England", "GB"), InlineData("Großbritannien", "GB"), InlineData("Wielka Brytania", "GB"), InlineData("イギリス", "GB")]
    [InlineData("The Netherlands", "NL"), InlineData("Holland", "NL"), InlineData("Nederland", "NL"), InlineData("Brasil", "BR"), InlineData("España", "ES"), InlineData("espana", "ES")]
    [InlineData("Россия", "RU"), InlineData("Российская Федерация", "RU"), InlineData("中国", "CN"), InlineData("日本", "JP"), InlineData("Österreich", "AT"), InlineData("Schweiz", "CH"), InlineData("Suisse", "CH")]
    [InlineData("Czech Republic", "CZ"), InlineData("Côte d'Ivoire", "CI"), InlineData("South Korea", "KR"), InlineData("Turkey", "TR"), InlineData("Türkei", "TR"), InlineData("Sverige", "SE"), InlineData("Polska", "PL")]
    public void A_country_is_known_by_code_and_name(string cell, string code) => Assert.Equal(code, CleanCountry.Run(cell));

    [Theory]
    [InlineData(""), InlineData("Atlantis"), InlineData("EMEA"), InlineData("12345"), InlineData("Berlin"), InlineData("-")]
    public void What_is_no_country_is_none(string cell) => Assert.Null(CleanCountry.Run(cell));

    [Fact]
    public void No_spelling_means_two_countries()
    {
        var twice = CleanCountry.Read().GroupBy(pair => pair.Key).Where(same => same.Select(pair => pair.Value).Distinct().Count() > 1);

        Assert.Empty(twice.Select(same => $"{same.Key}: {string.Join(", ", same.Select(pair => pair.Value).Distinct())}"));
    }

    [Theory]
    [InlineData("Europe/Berlin", "Europe/Berlin"), InlineData("europe/berlin", "Europe/Berlin"), InlineData("America/New York", "America/New_York")]
    [InlineData("Eastern Standard Time", "America/New_York"), InlineData("W. Europe Standard Time", "Europe/Berlin"), InlineData("Tokyo Standard Time", "Asia/Tokyo")]
    [InlineData("GMT+1", "Etc/GMT-1"), InlineData("UTC-05:00", "Etc/GMT+5"), InlineData("+0200", "Etc/GMT-2"), InlineData("UTC", "Etc/UTC"), InlineData("PST", "America/Los_Angeles"), InlineData("CET", "Europe/Berlin")]
    public void A_zone_is_an_iana_name(string cell, string zone) => Assert.Equal(zone, CleanZone.Run(cell));

    [Theory]
    [InlineData(""), InlineData("Mars/Olympus"), InlineData("CST"), InlineData("UTC+05:30"), InlineData("GMT+99"), InlineData("../etc/passwd"), InlineData("morning")]
    public void What_is_not_certain_is_no_zone(string cell) => Assert.Null(CleanZone.Run(cell));
}
