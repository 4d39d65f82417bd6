using Microsoft.Playwright;
using Overture.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace Overture.Tests.Pages;

public sealed class SettingsPageTests(Browser browser) : IAsyncLifetime
{
    private Dashboard dashboard = null!;

    public async ValueTask InitializeAsync() => dashboard = await Dashboard.StartAsync();

    public ValueTask DisposeAsync() => dashboard.DisposeAsync();

    [Fact]
    public Task An_api_key_is_shown_once_and_can_be_revoked() => dashboard.VisitAsync(browser, async (page, _) =>
    {
        await page.GotoAsync("/settings");
        await page.GetByLabel("What the key is for").FillAsync("nightly export");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a key" }).ClickAsync();
        await Expect(page.Locator("#new-key")).ToContainTextAsync("ovk_");

        await page.GotoAsync("/settings");
        await Expect(page.Locator("#new-key")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke the key nightly export" }).ClickAsync();
        await Expect(page.GetByText("nightly export")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task A_prompt_is_saved_as_a_new_version_and_a_broken_one_keeps_what_was_typed() => dashboard.VisitAsync(browser, async (page, _) =>
    {
        await page.GotoAsync("/settings");
        await page.Locator("#prompts summary").First.ClickAsync();
        var text = page.GetByLabel("Text of cold-email");
        await text.FillAsync("no settings at all");
        await page.Locator("#prompts details[open]").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("begin with a line ---");
        await Expect(text).ToHaveValueAsync("no settings at all");
    });

    [Fact]
    public Task Colours_follow_the_system_until_chosen() => dashboard.VisitAsync(browser, async (page, _) =>
    {
        await page.GotoAsync("/settings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark colours" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.EndsWith("/settings", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "System colours" }).ClickAsync();
        Assert.Null(await page.Locator("html").GetAttributeAsync("data-theme"));
    });

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public Task It_reads_well_in_every_look(Look look) => dashboard.VisitAsync(browser, async (page, tab) =>
    {
        await page.GotoAsync("/settings");
        await tab.CheckAsync("settings");
        await page.GotoAsync("/");
        await tab.CheckAsync("home-empty");
        await page.GotoAsync("/leads");
        await tab.CheckAsync("leads-empty");
    }, look);
}
