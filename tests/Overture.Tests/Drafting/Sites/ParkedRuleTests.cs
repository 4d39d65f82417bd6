using Overture.Drafting.Sites;

namespace Overture.Tests.Drafting.Sites;

public class ParkedRuleTests
{
    [Theory]
    [InlineData("<title>acme.com</title><p>This domain may be for sale. Inquire now.")]
    [InlineData("<title>acme.com is for sale</title><p>Buy it.")]
    [InlineData("<p>Diese Domain steht zum Verkauf!")]
    [InlineData("<p>Le nom de domaine est à vendre")]
    [InlineData("<p>Este dominio está a la venta")]
    [InlineData("<p>Questo dominio è in vendita")]
    [InlineData("<p>Dit domein is te koop")]
    [InlineData("<p>Ta domena jest na sprzedaż")]
    [InlineData("<p>Домен продаётся")]
    [InlineData("<p>此域名出售")]
    [InlineData("<p>このドメインは売り出し中です")]
    [InlineData("<title>Coming Soon</title><p>We are working on it.")]
    [InlineData("<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed.")]
    [InlineData("<title>Account Suspended</title>")]
    [InlineData("<html data-adblockkey='MFww'><body></body></html>")]
    [InlineData("<script>window.onload=function(){window.location.href=\"/lander\"}</script>")]
    [InlineData("<iframe src='https://www.sedoparking.com/acme.com'></iframe>")]
    public void A_parked_page_is_known(string html) => Assert.NotNull(Sign("https://acme.com/", "https://acme.com/", html));

    [Theory]
    [InlineData("<title>Acme boats</title><p>We sell boats in Brittany.")]
    [InlineData("<title>Le Gall</title><p>Our house is for sale, our domain is wood.")]
    public void A_page_of_somebody_is_not(string html) => Assert.Null(Sign("https://acme.com/", "https://acme.com/", html));

    [Fact]
    public void A_long_page_may_speak_of_domains_for_sale() =>
        Assert.Null(Sign("https://blog.com/", "https://blog.com/", $"<title>Notes</title><p>How to tell that a domain is for sale.{string.Concat(Enumerable.Range(0, 300).Select(i => $"<p>word {i}"))}"));

    [Theory]
    [InlineData("https://acme.com/", "https://www.hugedomains.com/x", true)]
    [InlineData("https://hugedomains.com/", "https://www.hugedomains.com/", false)]
    [InlineData("https://acme.com/", "https://nothugedomains.com/", false)]
    public void A_redirect_to_a_parking_house_is_a_sign_unless_it_was_asked_for(string asked, string found, bool parked) =>
        Assert.Equal(parked, Sign(asked, found, "<p>Hello") is not null);

    private static string? Sign(string asked, string found, string html) => ParkedRule.Sign(new Uri(asked), new Uri(found), html, ReducePage.Reduce(html));
}
