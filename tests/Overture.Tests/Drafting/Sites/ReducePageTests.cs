using System.Text;
using Overture.Drafting.Sites;

namespace Overture.Tests.Drafting.Sites;

public class ReducePageTests
{
    [Fact]
    public void A_page_becomes_its_title_description_headings_and_paragraphs()
    {
        var page = ReducePage.Reduce(
            """
            <!doctype html><html lang="de-AT"><head><meta charset=utf-8><title> Hofer &amp; Söhne
            | Zimmerei </title><meta name=Description content="Dachstühle   aus Tirol"><style>p{color:red}</style><script>var a = "<p>not text</p>";</script></head>
            <body class="cookies-pending"><header><h1>Hofer &amp; Söhne</h1></header>
            <!-- a comment --><nav><a href=/>Start</a></nav><main><h2>Unser <em>Hand</em>werk</h2><p>Seit 1920<br>bauen wir.</p>
            <ul><li>Dach<li>Fach</ul><table><tr><td>Mo<td>8-17</table></main><footer>© Impressum</footer><noscript>Please enable JavaScript</noscript></body></html>
            """);

        Assert.Equal(("Hofer & Söhne | Zimmerei", "de-AT"), (page.Title, page.Language));
        Assert.Equal(
            """
            Hofer & Söhne | Zimmerei
            Dachstühle aus Tirol
            Hofer & Söhne
            Unser Handwerk
            Seit 1920
            bauen wir.
            Dach
            Fach
            Mo 8-17
            """, page.Text);
    }

    [Theory]
    [InlineData("<div hidden>x</div>")]
    [InlineData("<div hidden=until-found>x</div>")]
    [InlineData("<div aria-hidden='TRUE'><p>x<p>x</div>")]
    [InlineData("<p style='display:none'>x")]
    [InlineData("<p style='DISPLAY : none !important'>x</p>")]
    [InlineData("<p style='dis/**/play:none'>x</p>")]
    [InlineData("<span style='visibility:hidden'>x</span>")]
    [InlineData("<span style='font-size:0'>x</span>")]
    [InlineData("<span style='font-size:1px'>x</span>")]
    [InlineData("<span style='opacity:0'>x</span>")]
    [InlineData("<span style='opacity:.0'>x</span>")]
    [InlineData("<div style='width:0;height:0px'>x</div>")]
    [InlineData("<div style='height:0;overflow:hidden'>x</div>")]
    [InlineData("<div style='position:absolute;left:-9999px'>x</div>")]
    [InlineData("<div style='text-indent:-9999px'>x</div>")]
    [InlineData("<div style='position:absolute;clip:rect(0, 0, 0, 0)'>x</div>")]
    [InlineData("<div style='clip-path: inset(50%)'>x</div>")]
    [InlineData("<div style='transform:scale(0)'>x</div>")]
    [InlineData("<div style='color:#fff;background:white'>x</div>")]
    [InlineData("<div style='color:rgb(255, 255, 255);background-color:#ffffff'>x</div>")]
    [InlineData("<div style='color:transparent'>x</div>")]
    [InlineData("<div style='color:rgba(1,2,3,0)'>x</div>")]
    [InlineData("<div style='a:b;' style='display:block' hidden>x</div>")]
    [InlineData("<p>y<b hidden>x</p><p>x</p></b>")]
    [InlineData("<div><i style=display:none>x</div><div>x</div></i>")]
    [InlineData("<div hidden><p>x</span></b></i>x</p>x</div>")]
    [InlineData("<div hidden><table><tr><td>x</div>x</table></div>")]
    [InlineData("<table hidden><tr><td>x<tr><td>x</table>")]
    [InlineData("<div popover>x</div>")]
    [InlineData("<dialog>x</dialog>")]
    [InlineData("<template><p>x</p></template>")]
    [InlineData("<select><option>x<option>x</select>")]
    [InlineData("<textarea><p>x</p></textarea>")]
    [InlineData("<svg><title>x</title><text>x</text><style>x</style></svg>")]
    [InlineData("<button>x</button><label>x</label><iframe>x</iframe><object>x</object>")]
    [InlineData("<script>x</script><style>x</style><noscript>x</noscript><xmp hidden>x</xmp>")]
    [InlineData("<div role=navigation>x</div><div role=dialog>x</div>")]
    [InlineData("<div id=CybotCookiebotDialog>x</div>")]
    [InlineData("<div class='c-cookie-banner is-open'><p>x</p></div>")]
    [InlineData("<div id=onetrust-banner-sdk>x</div>")]
    [InlineData("<a class='skip-link' href=#a>x</a><span class=sr-only>x</span>")]
    [InlineData("<div class='site-footer'>x</div><ul class='nav nav-pills'><li>x</ul>")]
    [InlineData("<!-- x --><!x><?x?>")]
    public void What_a_reader_does_not_see_is_left_out(string html) =>
        Assert.Equal("y before\nafter", ReducePage.Reduce($"<body><p>y before</p>{html.Replace(">y<", "><", StringComparison.Ordinal)}<div>after</div>").Text);

    [Theory]
    [InlineData("<p hidden>no<p>yes")]
    [InlineData("<ul><li hidden>no<li>yes</ul>")]
    [InlineData("<table><tr><td hidden>no<td>yes</table>")]
    [InlineData("<table><tr hidden><td>no<tr><td>yes</table>")]
    [InlineData("<dl><dt hidden>no<dd>yes</dl>")]
    [InlineData("<br hidden>yes")]
    [InlineData("<img aria-hidden=true>yes")]
    [InlineData("<svg/>yes")]
    [InlineData("<svg><path/><title>no</svg>yes")]
    [InlineData("<nav><div>no</nav>yes")]
    [InlineData("<a hidden>no<a>yes</a>")]
    [InlineData("<head><title>yes</title><p>yes")]
    [InlineData("<div style='opacity:0;transform:translateY(20px)'>yes</div>")]
    [InlineData("<div style='color:#fff;background:#000'>yes</div>")]
    [InlineData("<div style='font-size:1em;opacity:1;height:100%;overflow:hidden;left:-1px'>yes</div>")]
    [InlineData("<div class=menu>yes</div>")]
    [InlineData("<div class='cookie-recipes'>yes</div>")]
    [InlineData("<main class='has-footer nav'>yes</main>")]
    [InlineData("<dialog open>yes</dialog>")]
    [InlineData("</div></p></body></html>yes")]
    [InlineData("<details><summary>yes</summary></details>")]
    [InlineData("<plaintext>yes")]
    [InlineData("y&#101;s")]
    public void What_a_reader_sees_stays(string html) => Assert.Equal("yes", ReducePage.Reduce(html).Text);

    [Fact]
    public void What_cannot_be_seen_in_a_text_is_taken_out()
    {
        var tags = string.Concat("ignore all".Select(c => char.ConvertFromUtf32(0xE0000 + c)));

        var text = ReducePage.Reduce($"<p>Ship\u200Bpi\u00ADng\u00A0\u2003 \u202Eboats\u2066\uFE0F\uDB40\uDD01{tags}\0\u0007 caf\u0065\u0301 \u3164می\u200Cخواهم a\u200Db \uE000\uFFFD").Text;

        Assert.Equal("Shipping boats caf\u00E9 می\u200Cخواهم ab", text);
    }

    [Fact]
    public void A_long_page_is_cut_between_words_at_eight_thousand_characters()
    {
        var text = ReducePage.Reduce(string.Concat(Enumerable.Range(0, 3_000).Select(i => $"<p>paragraph {i} 🙂</p>"))).Text;

        Assert.InRange(text.Length, 7_900, ReducePage.MaxCharacters);
        Assert.StartsWith("paragraph 0 🙂\nparagraph 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, char.IsSurrogate(text[^1]) && !char.IsLowSurrogate(text[^1]) ? text[^1..] : "\uD800", StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_page_repeats_is_said_once() => Assert.Equal("Boats\nOak", ReducePage.Reduce("<title>Boats</title><h1>Boats</h1><p>Oak<p>Oak<p>Boats").Text);

    [Theory]
    [InlineData("<meta property=og:title content=Shared><meta property=og:description content='About us'><p>x", "Shared", "Shared\nAbout us\nx")]
    [InlineData("<meta property=og:title content=Shared><title>Own</title><p>x", "Own", "Own\nx")]
    [InlineData("<title></title><p>x", null, "x")]
    [InlineData("<title>Torn", "Torn", "Torn")]
    public void The_title_is_the_pages_own_or_the_one_it_shares(string html, string? title, string text)
    {
        var page = ReducePage.Reduce(html);

        Assert.Equal((title, text), (page.Title, page.Text));
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("pt_BR", "pt-BR")]
    [InlineData("zh-Hant-TW", "zh-Hant-TW")]
    [InlineData("{{lang}}", null)]
    [InlineData("", null)]
    public void The_language_is_a_tag_or_none(string lang, string? tag) => Assert.Equal(tag, ReducePage.Reduce($"<html lang='{lang}'>x").Language);

    public static TheoryData<string> Bombs() => ["deep", "formatting", "attributes", "same attribute", "entities", "brackets", "comments", "scripts", "tables", "torn", "one tag", "doctypes", "lists", "hidden", "style"];

    /// <summary>Two megabytes each, made to be slow; a tree of most of them takes a minute and gigabytes. The bound is a hang guard.</summary>
    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Bombs))]
    public async Task A_page_made_to_be_slow_is_not(string kind)
    {
        var html = kind switch
        {
            "deep" => Fill("<div>"),
            "formatting" => string.Concat(Enumerable.Range(0, 400).Select(i => $"<b hidden id={i}>")) + Fill("<p>x"),
            "attributes" => $"<div {string.Concat(Enumerable.Range(0, 200_000).Select(i => $"a{i}=1 "))}>",
            "same attribute" => $"<div {Fill("class=a ")}>",
            "entities" => Fill("&amp&notit;"),
            "brackets" => Fill("<"),
            "comments" => Fill("<!--"),
            "scripts" => "<script>" + Fill("<!--<script>"),
            "tables" => Fill("<table><tr><td>"),
            "torn" => string.Concat(Enumerable.Repeat("<div><td><i>", 300)) + Fill("</div>"),
            "one tag" => $"<{new string('a', 2_000_000)}",
            "doctypes" => Fill("<!DOCTYPE a PUBLIC 'x'>"),
            "lists" => string.Concat(Enumerable.Repeat("<p><li><div>", 300)) + Fill("<li><p>"),
            "hidden" => Fill("<p><b hidden>x</p>"),
            _ => $"<div style='{Fill("/*color:a;")}'>",
        };

        var before = GC.GetAllocatedBytesForCurrentThread();
        var page = ReducePage.Reduce(html);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(page.Text.Length, 0, ReducePage.MaxCharacters);
        Assert.InRange(allocated, 0, 600_000_000);
        await Task.CompletedTask;
    }

    private static string Fill(string piece) => new StringBuilder().Insert(0, piece, 2_000_000 / piece.Length).ToString();
}
