using Microsoft.Playwright;
using Overture.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace Overture.Tests.Pages;

public sealed class DocsPageTests(Browser browser) : IAsyncLifetime
{
    private Dashboard dashboard = null!;

    public async ValueTask InitializeAsync() => dashboard = await Dashboard.StartAsync();

    public ValueTask DisposeAsync() => dashboard.DisposeAsync();

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public Task The_api_is_described_one_click_from_the_dashboard(Look look) => dashboard.VisitAsync(browser, async (page, tab) =>
    {
        await page.GotoAsync("/settings");
        await page.GetByRole(AriaRole.Link, new() { Name = "/docs" }).ClickAsync();
        await Expect(page.GetByText("/api/v1/jobs", new() { Exact = true }).First).ToBeVisibleAsync();
        await tab.CheckAsync("docs");
    }, look);
}
