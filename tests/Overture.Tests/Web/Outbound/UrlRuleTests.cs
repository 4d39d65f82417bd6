using Overture.Web.Outbound;

namespace Overture.Tests.Web.Outbound;

public class UrlRuleTests
{
    [Theory]
    [InlineData("https://acme.com", "https://acme.com/")]
    [InlineData("http://acme.com/about?x=1#team", "http://acme.com/about?x=1")]
    [InlineData("HTTPS://ACME.com:443/A", "https://acme.com/A")]
    [InlineData("acme.com", "https://acme.com/")]
    [InlineData("  www.acme.com/a b ", "https://www.acme.com/a%20b")]
    [InlineData("acme.com:80/x", "http://acme.com/x")]
    [InlineData("//acme.com/x", "https://acme.com/x")]
    [InlineData("acme.com?u=http://127.0.0.1/", "https://acme.com/?u=http://127.0.0.1/")]
    [InlineData("acme.com.", "https://acme.com/")]
    [InlineData("https://münchen.de/straße", "https://xn--mnchen-3ya.de/stra%C3%9Fe")]
    [InlineData("https://例え。jp", "https://xn--r8jz45g.jp/")]
    [InlineData("http://8.8.8.8/", "http://8.8.8.8/")]
    [InlineData("http://[2606:4700::1111]/", "http://[2606:4700::1111]/")]
    public void A_public_address_is_read_as_a_person_writes_it(string text, string url) =>
        Assert.Equal(url, Assert.IsType<UrlAnswer.Allowed>(UrlRule.Read(text, AllowedHosts.None)).Url.AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("n/a")]
    [InlineData("not a url")]
    [InlineData("http://")]
    [InlineData("http:///etc/passwd")]
    [InlineData("http://acme.com:/")]
    [InlineData("http://acme.com:99999/")]
    [InlineData("http://a..b/")]
    [InlineData("http://acme.com\\@evil.com/")]
    [InlineData("http://%61cme.com/")]
    [InlineData("http://acme.com\r\nHost: x/")]
    [InlineData("http://[::1/")]
    [InlineData("http://[fe80::1%25eth0]/")]
    public void What_is_no_address_is_not_read(string text) =>
        Assert.IsType<UrlAnswer.Refused>(UrlRule.Read(text, AllowedHosts.None));

    [Theory]
    [InlineData("ftp://acme.com/", "only http and https")]
    [InlineData("mailto:a@acme.com", "only http://")]
    [InlineData("javascript:alert(1)", "only http://")]
    [InlineData("http://acme.com:8080/", "port 8080")]
    [InlineData("acme.com:22", "port 22")]
    [InlineData("http://user:pw@acme.com/", "user name")]
    [InlineData("http://localhost/", "local name")]
    [InlineData("http://printer.local/", "local name")]
    [InlineData("http://127.0.0.1/", "private, local")]
    [InlineData("http://0x7f000001/", "oddly written")]
    public void A_refusal_says_what_is_wrong_and_what_to_do(string text, string why)
    {
        var refused = Assert.IsType<UrlAnswer.Refused>(UrlRule.Read(text, AllowedHosts.None));

        Assert.Equal(UrlFault.Forbidden, refused.Fault);
        Assert.Contains(why, refused.Detail, StringComparison.Ordinal);
        Assert.Contains(text, refused.Detail, StringComparison.Ordinal);
        Assert.Contains("Give a public http", refused.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/v1", true)]
    [InlineData("127.0.0.1:8080", true)]
    [InlineData("http://127.0.0.1:8081/", false)]
    [InlineData("http://127.0.0.1/", false)]
    [InlineData("http://models.internal/", true)]
    [InlineData("https://MODELS.internal/", true)]
    [InlineData("http://models.internal:11434/", false)]
    [InlineData("http://[::1]:9000/", true)]
    public void The_operator_may_open_a_host_of_their_own(string text, bool open) =>
        Assert.Equal(open, UrlRule.Read(text, AllowedHosts.Parse(["127.0.0.1:8080", "Models.internal", "[::1]:9000"])) is UrlAnswer.Allowed);

    [Theory]
    [InlineData("/new", "https://acme.com/new")]
    [InlineData("new", "https://acme.com/a/new")]
    [InlineData("?p=2", "https://acme.com/a/b?p=2")]
    [InlineData("//www.acme.com/", "https://www.acme.com/")]
    [InlineData("http://other.com", "http://other.com/")]
    public void A_redirect_is_read_from_where_it_stood(string location, string url) =>
        Assert.Equal(url, Assert.IsType<UrlAnswer.Allowed>(UrlRule.ReadRedirect(new Uri("https://acme.com/a/b"), location, AllowedHosts.None)).Url.AbsoluteUri);

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("//127.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://acme.com/")]
    [InlineData("data:text/html,x")]
    [InlineData("https://acme.com:6379/")]
    public void A_redirect_leads_nowhere_an_address_may_not(string location) =>
        Assert.IsType<UrlAnswer.Refused>(UrlRule.ReadRedirect(new Uri("https://acme.com/"), location, AllowedHosts.None));

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("a b")]
    [InlineData("host:port")]
    [InlineData("me@host")]
    [InlineData("")]
    public void An_exception_that_cannot_be_read_is_named(string entry) =>
        Assert.Contains($"\"{entry}\"", Assert.Throws<FormatException>(() => AllowedHosts.Parse([entry])).Message, StringComparison.Ordinal);
}
