using Overture.Audience.Cleaning;

namespace Overture.Tests.Audience.Cleaning;

public class CleanUrlTests
{
    [Theory]
    [InlineData("acme.com/", "https://acme.com/", "acme.com")]
    [InlineData("acme.com", "https://acme.com/", "acme.com")]
    [InlineData("HTTPS://WWW.Acme.com", "https://www.acme.com/", "acme.com")]
    [InlineData("http://acme.com", "http://acme.com/", "acme.com")]
    [InlineData("//acme.com/a", "https://acme.com/a", "acme.com/a")]
    [InlineData("https://acme.com/About/#team", "https://acme.com/About/", "acme.com/About")]
    [InlineData("https://acme.com:443/", "https://acme.com/", "acme.com")]
    [InlineData("acme.com:8080/x", "https://acme.com:8080/x", "acme.com:8080/x")]
    [InlineData("https://acme.com/?id=7", "https://acme.com/?id=7", "acme.com?id=7")]
    [InlineData("http://https://acme.com", "https://acme.com/", "acme.com")]
    [InlineData("<https://acme.com>", "https://acme.com/", "acme.com")]
    [InlineData("acme.com,", "https://acme.com/", "acme.com")]
    [InlineData("acme.com, acme.de", "https://acme.com/", "acme.com")]
    [InlineData("Müller.de", "https://xn--mller-kva.de/", "xn--mller-kva.de")]
    [InlineData("https://例え.jp/会社", "https://xn--r8jz45g.jp/%E4%BC%9A%E7%A4%BE", "xn--r8jz45g.jp/%E4%BC%9A%E7%A4%BE")]
    [InlineData("www.com", "https://www.com/", "www.com")]
    [InlineData("https://acme.com.", "https://acme.com/", "acme.com")]
    [InlineData("http://localhost:5001/a", "http://localhost:5001/a", "localhost:5001/a")]
    public void One_site_has_one_identity(string cell, string url, string identity)
    {
        var verdict = Assert.IsType<UrlVerdict.Usable>(CleanUrl.Run(cell));

        Assert.Equal((url, identity), (verdict.Url, verdict.Identity));
    }

    [Theory]
    [InlineData("", "no web address")]
    [InlineData("n/a", "the cell is not a web address")]
    [InlineData("-", "the cell is not a web address")]
    [InlineData("acme", "the cell is not a web address")]
    [InlineData("3.5", "the cell is not a web address")]
    [InlineData("see their site", "the cell is not a web address")]
    [InlineData("anna@acme.com", "the cell is not a web address")]
    [InlineData("https://user:pass@acme.com", "the cell is not a web address")]
    [InlineData("ftp://acme.com", "only http and https addresses are read")]
    [InlineData("mailto:anna@acme.com", "only http and https addresses are read")]
    [InlineData("javascript:alert(1)", "only http and https addresses are read")]
    [InlineData("file:///etc/passwd", "only http and https addresses are read")]
    [InlineData("http://", "the cell is not a web address")]
    public void What_is_no_site_says_why(string cell, string reason) =>
        Assert.Equal("no site can be read: " + reason, Assert.IsType<UrlVerdict.Unusable>(CleanUrl.Run(cell)).Reason);
}
