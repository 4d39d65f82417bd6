using Microsoft.Playwright;
using Overture.Tests.World;
using static Microsoft.Playwright.Assertions;
using static Overture.Tests.Pages.Jobs;

namespace Overture.Tests.Pages;

public sealed class HomePageTests(Browser browser) : IAsyncDisposable
{
    private Dashboard? running;

    public ValueTask DisposeAsync() => running?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task What_needs_somebody_is_cured_by_one_click()
    {
        var dashboard = await Start();
        await dashboard.VisitAsync(browser, async (page, _) =>
        {
            var job = await Job(dashboard, Leads(12));
            await Trouble(dashboard, job);
            await page.GotoAsync("/");
            var needs = page.GetByRole(AriaRole.Region, new() { Name = "Needs you" });
            await Expect(needs).ToContainTextAsync("2 rows are held for review.");
            await needs.GetByRole(AriaRole.Button, new() { Name = "Retry it" }).ClickAsync();
            await Expect(page.Locator("[data-live=completed]")).ToHaveTextAsync("10");

            await Unread(dashboard, job, [7, 8]);
            await page.GotoAsync("/");
            await needs.GetByRole(AriaRole.Button, new() { Name = "Write these 2 from the name and columns alone" }).ClickAsync();
            await Expect(page.Locator("#state")).ToHaveTextAsync("Done");
            await page.GotoAsync("/");
            await Expect(needs).Not.ToContainTextAsync("could not be read");
        });
    }

    [Fact]
    public async Task What_was_written_and_what_happened_is_told_in_words_and_figures()
    {
        var dashboard = await Start();
        await dashboard.VisitAsync(browser, async (page, _) =>
        {
            var job = await Job(dashboard, Leads(12));
            await page.GotoAsync($"/jobs/{job}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Approve all 12 that passed" }).ClickAsync();
            await Expect(page.GetByText("12 texts approved.")).ToBeVisibleAsync();
            await page.GotoAsync("/");
            await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Last activity" })).ToContainTextAsync("leads.csv: 12 texts approved");
            await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Texts written by day" })).ToBeVisibleAsync();
            await Expect(page.Locator("figure svg g")).ToHaveCountAsync(30);
            Assert.EndsWith(": 12 texts", await page.Locator("figure svg g title").Last.TextContentAsync(), StringComparison.Ordinal);
            await page.GetByText("As a table").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Texts written by day" }).Locator("tbody tr").First).ToContainTextAsync("12");
        });
    }

    [Fact]
    public async Task A_running_job_moves_and_ends_without_a_reload()
    {
        var dashboard = await Start("40ms", "1");
        await dashboard.VisitAsync(browser, async (page, _) =>
        {
            await Job(dashboard, Leads(60), wait: false);
            await page.GotoAsync("/");
            await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Running now" }).Locator("[data-live=done]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[1-5][0-9]$"));
            await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Running now" })).ToHaveCountAsync(0);
            await Expect(page.GetByRole(AriaRole.Row, new() { Name = "leads.csv" })).ToContainTextAsync("Done");
        });
    }

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task It_reads_well_in_every_look(Look look)
    {
        var dashboard = await Start("20ms", "1");
        await dashboard.VisitAsync(browser, async (page, tab) =>
        {
            var job = await Job(dashboard, "leads");
            await Trouble(dashboard, job);
            await Unread(dashboard, await Job(dashboard, Leads(20)), [4, 5]);
            await Job(dashboard, Leads(5000), wait: false);
            await page.GotoAsync("/");
            await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Running now" })).ToContainTextAsync("of 5,000");
            await tab.CheckAsync("home");
        }, look);
    }

    private async Task<Dashboard> Start(string delay = "0s", string atOnce = "64") =>
        running = await Dashboard.StartAsync(("OPENAI_DUMMY_MODE", "true"), ("OPENAI_DUMMY_DELAY", delay), ("OPENAI_CONCURRENCY", atOnce));
}
