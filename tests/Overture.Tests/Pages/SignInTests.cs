using Microsoft.Playwright;
using Overture.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace Overture.Tests.Pages;

public sealed class SignInTests(Browser browser) : IAsyncLifetime
{
    private Dashboard dashboard = null!;

    public async ValueTask InitializeAsync() => dashboard = await Dashboard.StartAsync();

    public ValueTask DisposeAsync() => dashboard.DisposeAsync();

    [Fact]
    public Task A_link_signs_in_once_and_a_used_one_says_how_to_get_another() => browser.VisitAsync(dashboard.Site, async tab =>
    {
        var link = await dashboard.LinkAsync();
        await tab.Page.GotoAsync(link);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Home" })).ToBeVisibleAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(tab.Page.GetByText("overture link")).ToBeVisibleAsync();

        tab.Allow("400");
        await tab.Page.GotoAsync(link);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("used already");
    });

    [Fact]
    public Task Who_is_not_signed_in_is_brought_back_to_where_they_were_going() => browser.VisitAsync(dashboard.Site, async tab =>
    {
        await tab.Page.GotoAsync("/settings");
        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    });

    [Fact]
    public Task An_address_that_nothing_answers_says_so_in_the_frame() => dashboard.VisitAsync(browser, async (page, tab) =>
    {
        tab.Allow("404");
        var answer = await page.GotoAsync("/nowhere");
        Assert.Equal(404, answer!.Status);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is nothing here" })).ToBeVisibleAsync();

        answer = await page.GotoAsync("/jobs/00000000-0000-0000-0000-000000000000");
        Assert.Equal(404, answer!.Status);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is nothing here" })).ToBeVisibleAsync();
    });

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public Task It_reads_well_in_every_look(Look look) => browser.VisitAsync(dashboard.Site, async tab =>
    {
        await tab.Page.GotoAsync(await dashboard.LinkAsync());
        await tab.CheckAsync("sign-in");
    }, look);
}
