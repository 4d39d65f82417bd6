using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Overture.Drafting;
using Overture.Tests.World;
using static Microsoft.Playwright.Assertions;
using static Overture.Tests.Pages.Jobs;

namespace Overture.Tests.Pages;

public sealed class LeadPageTests(Browser browser) : IAsyncLifetime
{
    private Dashboard dashboard = null!;

    public async ValueTask InitializeAsync() => dashboard = await Dashboard.StartAsync(("OPENAI_DUMMY_MODE", "true"));

    public ValueTask DisposeAsync() => dashboard.DisposeAsync();

    [Fact]
    public Task A_leads_whole_story_is_told_from_its_file_to_what_was_approved() => dashboard.VisitAsync(browser, async (page, _) =>
    {
        var job = await Job(dashboard, Leads(3));
        await dashboard.Services.GetRequiredService<EditRow>().Run(dashboard.Workspace, job, 2, "Mine", "These are my own words for you.", null, TestContext.Current.CancellationToken);
        await page.GotoAsync("/leads");
        await page.GetByRole(AriaRole.Link, new() { Name = Name(2) }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Name(2), Level = 1 })).ToBeVisibleAsync();
        var story = page.GetByRole(AriaRole.Region, new() { Name = "What happened" }).Locator("ol > li");
        await Expect(story).ToHaveCountAsync(3);
        await Expect(story.Nth(0)).ToContainTextAsync("Came with leads.csv, row 2");
        await Expect(story.Nth(1)).ToContainTextAsync("Written in leads.csv, with cold-email, version 1, by the sample writer");
        await Expect(story.Nth(2)).ToContainTextAsync("Edited in leads.csv");
        await story.Nth(1).GetByText("Mine").ClickAsync();
        await Expect(page.GetByText("These are my own words for you.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "What is known" })).ToContainTextAsync("person2@company2.example");

        await story.Nth(1).GetByRole(AriaRole.Link, new() { Name = "leads.csv" }).ClickAsync();
        await Expect(page.Locator("#text h2")).ToHaveTextAsync(Name(2));
        await page.GetByRole(AriaRole.Link, new() { Name = "whole story" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Name(2), Level = 1 })).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_lead_that_is_not_there_says_so() => dashboard.VisitAsync(browser, async (page, tab) =>
    {
        tab.Allow("404");
        await page.GotoAsync($"/leads/{Guid.Empty}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is nothing here" })).ToBeVisibleAsync();
    });

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public Task It_reads_well_in_every_look(Look look) => dashboard.VisitAsync(browser, async (page, tab) =>
    {
        var job = await Job(dashboard, "leads");
        await Trouble(dashboard, job);
        await dashboard.Services.GetRequiredService<EditRow>().Run(dashboard.Workspace, job, 2, "Mine", "These are my own words for you.", null, TestContext.Current.CancellationToken);
        await page.GotoAsync($"/jobs/{job}?row=2");
        await page.GetByRole(AriaRole.Link, new() { Name = "whole story" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What happened" })).ToBeVisibleAsync();
        await page.Locator(".story details > summary").First.ClickAsync();
        await tab.CheckAsync("lead");
    }, look);
}
