using Overture.Drafting.Sites;

namespace Overture.Tests.Drafting.Sites;

public class RobotsRuleTests
{
    [Theory]
    [InlineData("", "/", true)]
    [InlineData("nonsense", "/", true)]
    [InlineData("Disallow: /", "/", true)]                                                          // belongs to no group
    [InlineData("User-agent: *\nDisallow: /", "/", false)]
    [InlineData("user-AGENT : *\n disallow : /  # all", "/", false)]
    [InlineData("\uFEFFUser-agent: *\r\nDisallow: /\r", "/", false)]
    [InlineData("User-agent: *\nDisallow:", "/", true)]
    [InlineData("User-agent: *\nDisallow: /", "/robots.txt", true)]
    [InlineData("User-agent: googlebot\nDisallow: /", "/", true)]
    [InlineData("User-agent: Overture\nDisallow: /", "/", false)]
    [InlineData("User-agent: OVERTURE/2.0\nDisallow: /", "/", false)]
    [InlineData("User-agent: overturebot\nDisallow: /", "/", true)]
    [InlineData("User-agent: overture\nAllow: /\nUser-agent: *\nDisallow: /", "/", true)]
    [InlineData("User-agent: overture\nUser-agent: *\nDisallow: /a", "/a", false)]                  // one group, two names
    [InlineData("User-agent: overture\n\nDisallow: /a\nUser-agent: overture\nDisallow: /b", "/b", false)] // groups of one name are one
    [InlineData("User-agent: overture\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/b", true)]
    [InlineData("User-agent: overture\nCrawl-delay: 1\nUser-agent: *\nDisallow: /", "/", true)]
    [InlineData("User-agent: *\nSitemap: /x\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true)]
    [InlineData("User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", false)]
    [InlineData("User-agent: *\nDisallow: /page\nAllow: /page", "/page", true)]
    [InlineData("User-agent: *\nAllow: /p\nDisallow: /", "/page", true)]
    [InlineData("User-agent: *\nAllow: /$\nDisallow: /", "/", true)]
    [InlineData("User-agent: *\nAllow: /$\nDisallow: /", "/page.htm", false)]
    [InlineData("User-agent: *\nDisallow: *.php$", "/x/index.php", false)]
    [InlineData("User-agent: *\nDisallow: *.php$", "/x/index.php?x", true)]
    [InlineData("User-agent: *\nDisallow: /a*b*c", "/a-b-c-d", false)]
    [InlineData("User-agent: *\nDisallow: /a*b*c$", "/abcbc", false)]
    [InlineData("User-agent: *\nDisallow: /a*ab$", "/ab", true)]
    [InlineData("User-agent: *\nDisallow: /fish", "/Fish", true)]
    [InlineData("User-agent: *\nDisallow: /*?id=", "/x?y=1&id=3", true)]
    [InlineData("User-agent: *\nDisallow: /*?*id=", "/x?y=1&id=3", false)]
    [InlineData("User-agent: *\nDisallow: /foo/bar/ツ", "/foo/bar/%E3%83%84", false)]
    [InlineData("User-agent: *\nDisallow: /foo/%62%61r", "/foo/bar", false)]
    [InlineData("User-agent: *\nDisallow: /foo/bar%2Fbaz", "/foo/bar/baz", true)]
    public void A_path_is_allowed_or_not(string robots, string path, bool allowed) =>
        Assert.Equal(allowed, RobotsRule.Parse(robots).Allows(new Uri($"https://acme.com{path}")));

    [Theory]
    [InlineData("User-agent: *\nCrawl-delay: 2.5", 2.5)]
    [InlineData("User-agent: overture\nCrawl-delay: 3\nUser-agent: *\nCrawl-delay: 9", 3.0)]
    [InlineData("User-agent: *\nCrawl-delay: -1", null)]
    [InlineData("User-agent: *\nCrawl-delay: soon", null)]
    [InlineData("User-agent: *\nCrawl-delay: 99999999999999999999999999", 86_400.0)]
    public void The_pause_asked_for_is_read(string robots, double? seconds) =>
        Assert.Equal(seconds, RobotsRule.Parse(robots).CrawlDelay?.TotalSeconds);

    [Fact]
    public void A_file_made_to_be_slow_is_not()
    {
        var stars = RobotsRule.Parse($"User-agent: *\nDisallow: /{string.Concat(Enumerable.Repeat("*a", RobotsRule.MaxBytes / 2))}b");
        var lines = RobotsRule.Parse($"User-agent: *\n{string.Concat(Enumerable.Repeat("Disallow: /*a*a*b$\n", RobotsRule.MaxBytes / 20))}");
        var page = new Uri($"https://acme.com/{new string('a', 2_000)}");

        Assert.True(stars.Allows(page));
        Assert.True(lines.Allows(page));
    }
}
