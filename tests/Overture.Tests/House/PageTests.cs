namespace Overture.Tests.House;

public sealed class PageTests
{
    [Fact]
    public void Pages_keep_the_content_security_policy() => Product.AssertNone(Product.Sources(".razor", ".html").SelectMany(source => PageRule.Inline(source.File, source.Text)));

    [Fact]
    public void Style_sheets_shout_at_nobody() => Product.AssertNone(Product.Sources(".css", ".razor").SelectMany(source => PageRule.Shouting(source.File, source.Text)));

    [Fact]
    public void Keys_are_pressed_by_the_tab_which_waits_for_the_page_to_listen() => Assert.Empty(
        Directory.EnumerateFiles(Path.Combine(World.Repository.Root, "tests", "Overture.Tests", "Pages"), "*.cs").Where(file => File.ReadAllText(file).Contains("Keyboard.Press", StringComparison.Ordinal)));

    [Theory]
    [InlineData("<p style=\"color: red\">")]
    [InlineData("<p class=a style='color: red'>")]
    [InlineData("<p style=@colour>")]
    [InlineData("<style>p { color: red }</style>")]
    [InlineData("<button onclick=\"go()\">")]
    [InlineData("<script>go()</script>")]
    [InlineData("<a href=\"javascript:go()\">")]
    [InlineData("<script src=\"https://cdn.example/x.js\"></script>")]
    [InlineData("@((MarkupString)lead.Name)")]
    public void What_the_policy_forbids_is_found(string markup) => Assert.Single(PageRule.Inline("a.razor", "<div>\n" + markup + "\n</div>"));

    [Theory]
    [InlineData("<p class=\"style\">The style= of a letter</p>")]
    [InlineData("<progress value=\"3\" max=\"5\"></progress>")]
    [InlineData("<script type=\"module\" src=\"@Assets[\"app.js\"]\"></script>")]
    [InlineData("<EditForm OnValidSubmit=\"Save\">")]
    [InlineData("<a href=\"https://example.com\">")]
    public void What_it_allows_is_not(string markup) => Assert.Empty(PageRule.Inline("a.razor", markup));

    [Fact]
    public void Importance_is_found() => Assert.Single(PageRule.Shouting("a.css", "p { color: red ! important; }\nq { color: blue; }"));
}
