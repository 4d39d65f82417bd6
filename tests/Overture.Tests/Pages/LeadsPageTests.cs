using Microsoft.Playwright;
using Overture.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace Overture.Tests.Pages;

public sealed class LeadsPageTests(Browser browser) : IAsyncLifetime
{
    private Dashboard dashboard = null!;

    public async ValueTask InitializeAsync() => dashboard = await Dashboard.StartAsync();

    public ValueTask DisposeAsync() => dashboard.DisposeAsync();

    [Fact]
    public Task An_empty_page_offers_a_sample_that_works() => dashboard.VisitAsync(browser, async (page, _) =>
    {
        await page.GotoAsync("/leads");
        await page.GetByRole(AriaRole.Button, new() { Name = "sample of 50 leads" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "leads.csv" })).ToBeVisibleAsync();
    });

    [Fact]
    public Task Leads_are_found_from_everywhere_by_a_slash() => dashboard.VisitAsync(browser, async (page, tab) =>
    {
        await Fill(page);
        await tab.PressAsync("/");
        await page.Keyboard.TypeAsync("harbour");
        await tab.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 lead with “harbour”" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Leads" })).ToContainTextAsync("Ada Lindqvist");
    });

    [Fact]
    public Task Many_leads_come_page_by_page() => dashboard.VisitAsync(browser, async (page, tab) =>
    {
        await page.GotoAsync("/write");
        await tab.DropAsync("#upload", "many.csv", "Company,E-mail\n" + string.Concat(Enumerable.Range(1, 130).Select(i => $"Company {i},p{i}@company{i}.example\n")));
        await Expect(page.GetByText("130 rows", new() { Exact = true })).ToBeVisibleAsync();
        await page.GotoAsync("/leads");
        await Expect(page.Locator("section").Last.Locator("tbody tr")).ToHaveCountAsync(100);
        await page.GetByRole(AriaRole.Link, new() { Name = "More" }).ClickAsync();
        await Expect(page.Locator("section").Last.Locator("tbody tr")).ToHaveCountAsync(30);
    });

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public Task It_reads_well_in_every_look(Look look) => dashboard.VisitAsync(browser, async (page, tab) =>
    {
        await Fill(page);
        await page.GotoAsync("/leads");
        await tab.CheckAsync("leads");
    }, look);

    private static async Task Fill(IPage page)
    {
        await page.GotoAsync("/write");
        await page.GetByRole(AriaRole.Button, new() { Name = "sample of 50 leads" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "leads.csv" })).ToBeVisibleAsync();
    }
}
