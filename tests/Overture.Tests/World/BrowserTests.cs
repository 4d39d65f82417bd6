using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Overture.Tests.World;

public sealed class BrowserTests(Browser browser)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public Task A_sound_page_passes_in_every_look(Look look) => ServeAsync("<p>Good morning</p>", async site =>
    {
        await browser.VisitAsync(site, tab => OpenAsync(tab, () => tab.CheckAsync("sample")), look);
        Assert.True(File.Exists(Path.Combine(Repository.Root, "artifacts", "screenshots", $"sample-{look}.png")));
    });

    [Theory]
    [InlineData("<img src='data:,'>", "image-alt")]
    [InlineData("<p style='color:#bbb'>Faint</p>", "color-contrast")]
    [InlineData("<p style='width:5000px'>Wide</p>", "scrolls sideways")]
    [InlineData("<script>console.error('lost')</script>", "lost")]
    [InlineData("<script>throw new Error('thrown')</script>", "thrown")]
    [InlineData("<img alt='' src='http://127.0.0.1:9/far.png'>", "which is not")]
    public Task A_page_that_is_not_sound_fails_the_test(string body, string complaint) => ServeAsync(body, async site =>
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => browser.VisitAsync(site, tab => OpenAsync(tab, () => tab.CheckAsync("guilty"))));

        Assert.Contains(complaint, failure.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task An_error_that_the_test_provokes_may_be_allowed() => ServeAsync("<script>console.error('as told')</script>", site =>
        browser.VisitAsync(site, tab =>
        {
            tab.Allow("as told");
            return OpenAsync(tab, () => Task.CompletedTask);
        }));

    [Fact]
    public Task A_dropped_file_reaches_the_page() => ServeAsync(
        """
        <div id=zone>Drop here</div><output id=heard></output>
        <script>zone.ondrop = async e => { const f = e.dataTransfer.files[0]; heard.textContent = f.name + ': ' + await f.text(); }</script>
        """,
        site => browser.VisitAsync(site, tab => OpenAsync(tab, async () =>
        {
            await tab.DropAsync("#zone", "leads.csv", "name\nAda");
            await tab.Page.GetByText("leads.csv: name").WaitForAsync();
        })));

    [Fact]
    public Task Without_scripts_a_page_runs_none() => ServeAsync("<p id=p>plain</p><script>p.textContent = 'scripted'</script>", site =>
        browser.VisitAsync(site, tab => OpenAsync(tab, async () => Assert.Equal("plain", await tab.Page.TextContentAsync("#p"))), new(NoScript: true)));

    [Fact]
    public Task A_page_that_moves_under_its_reader_is_measured() => ServeAsync(
        "<div id=late></div><p>Text</p><script>addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(() => late.style.height = '400px')))</script>",
        site => browser.VisitAsync(site, tab => OpenAsync(tab, async () =>
        {
            await tab.Page.WaitForFunctionAsync("late.offsetHeight === 400");
            Assert.InRange(await tab.ShiftAsync(), 0.001, 10);
        })));

    private static async Task OpenAsync(Tab tab, Func<Task> then)
    {
        await tab.Page.GotoAsync("/", new() { WaitUntil = Microsoft.Playwright.WaitUntilState.NetworkIdle });
        await then();
    }

    private static async Task ServeAsync(string body, Func<Uri, Task> visit)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/", () => Results.Content(Page(body), "text/html; charset=utf-8"));
        app.MapGet("/favicon.ico", () => Results.NoContent());
        await app.StartAsync(Stop);
        await visit(new(app.Urls.Single()));
    }

    private static string Page(string body) => $"""
        <!doctype html><html lang=en><head><title>Sample</title><meta name=viewport content="width=device-width"><meta name=color-scheme content="light dark"></head>
        <body><main><h1>Sample</h1>{body}</main></body></html>
        """;
}
