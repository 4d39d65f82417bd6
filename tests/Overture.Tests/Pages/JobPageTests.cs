using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Overture.Drafting;
using Overture.Storage;
using Overture.Tests.World;
using static Microsoft.Playwright.Assertions;
using static Overture.Tests.Pages.Jobs;

namespace Overture.Tests.Pages;

public sealed class JobPageTests(Browser browser) : IAsyncDisposable
{
    private Dashboard? running;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => running?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Figures_move_while_it_writes_and_it_can_be_paused_resumed_and_left()
    {
        var dashboard = await Start("40ms", "1");
        await dashboard.VisitAsync(browser, async (page, _) =>
        {
            var job = await Job(dashboard, Leads(60), wait: false);
            await page.GotoAsync($"/jobs/{job}");
            await Expect(page.Locator("#state")).ToHaveTextAsync("Writing");
            await Expect(page.Locator("[data-live=completed]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^([3-9]|[1-5][0-9])$"));

            await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
            await Expect(page.Locator("#state")).ToHaveTextAsync("Paused");
            await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
            await Expect(page.Locator("#state")).ToHaveTextAsync("Writing");
            await page.GotoAsync("/");
            await Expect(page.GetByText("1 job running")).ToBeVisibleAsync();
            await page.GotoAsync($"/jobs/{job}");
            await Expect(page.Locator("#works")).ToContainTextAsync("1 job running");
            await Expect(page.Locator("#state")).ToHaveTextAsync("Done", new() { Timeout = 20_000 });
            await Expect(page.Locator("[data-live=completed]")).ToHaveTextAsync("60");
            await Expect(page.Locator("#works")).ToBeEmptyAsync();
        });
    }

    [Fact]
    public async Task A_job_at_its_cap_goes_on_when_the_cap_is_raised_on_its_page()
    {
        var dashboard = await Start("20ms", "1");
        await dashboard.VisitAsync(browser, async (page, _) =>
        {
            var job = await Job(dashboard, Leads(30), wait: false);
            await dashboard.Services.GetRequiredService<SteerJob>().Pause(dashboard.Workspace, job, Stop);
            await dashboard.Services.GetRequiredService<Store>().Write(Lane.Requests, dashboard.Workspace, (db, ct) => db.Jobs.Where(j => j.Id == job).ExecuteUpdateAsync(set => set
                .SetProperty(j => j.Reason, "spending_cap").SetProperty(j => j.CapMicros, 2_000_000).SetProperty(j => j.CostMicros, 2_000_000), ct), Stop);
            await page.GotoAsync($"/jobs/{job}");
            await Expect(page.GetByLabel("Spend at most")).ToHaveValueAsync("4.00");

            await page.GetByLabel("Spend at most").FillAsync("1");
            await page.GetByRole(AriaRole.Button, new() { Name = "Raise the cap and go on" }).ClickAsync();
            await Expect(page.GetByText("The spending cap of $1.00 is reached")).ToBeVisibleAsync();
            await page.GetByLabel("Spend at most").FillAsync("5");
            await page.GetByRole(AriaRole.Button, new() { Name = "Raise the cap and go on" }).ClickAsync();

            await Expect(page.Locator("#state")).ToHaveTextAsync("Done", new() { Timeout = 20_000 });
            await Expect(page.Locator("[data-live=completed]")).ToHaveTextAsync("30");
        });
    }

    [Fact]
    public async Task What_a_person_types_while_rows_are_written_stays_when_the_job_ends()
    {
        var dashboard = await Start("60ms", "1");
        await dashboard.VisitAsync(browser, async (page, _) =>
        {
            await page.GotoAsync($"/jobs/{await Job(dashboard, Leads(150), wait: false)}");
            await Expect(page.Locator("[data-live=completed]")).Not.ToHaveTextAsync("0");
            await page.ReloadAsync();
            await page.GetByText("Find and replace in all texts").ClickAsync();
            await page.GetByLabel("Find, letter for letter").FillAsync("quite easy");
            await page.Locator("#text summary").GetByText("Edit").ClickAsync();
            await page.GetByLabel("Text", new() { Exact = true }).FillAsync("My own words");
            await page.GetByLabel("Find in rows").ClickAsync();
            await page.Keyboard.TypeAsync("someb");

            await Expect(page.Locator("#state")).ToHaveTextAsync("Done", new() { Timeout = 30_000 });
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Approve all 150 that passed" })).ToBeVisibleAsync();
            await page.Keyboard.TypeAsync("ody");
            await Expect(page.GetByLabel("Find in rows")).ToHaveValueAsync("somebody");
            await Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("My own words");
            await Expect(page.GetByLabel("Text", new() { Exact = true })).ToBeVisibleAsync();
            await Expect(page.GetByLabel("Find, letter for letter")).ToHaveValueAsync("quite easy");

            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(page.Locator("#row-1")).ToContainTextAsync("Edited");
            await Expect(page.GetByLabel("Find in rows")).ToHaveValueAsync("somebody");
        });
    }

    [Fact]
    public async Task A_cap_being_typed_stays_while_a_row_is_judged_and_then_counts()
    {
        var dashboard = await Start("20ms", "1");
        await dashboard.VisitAsync(browser, async (page, _) =>
        {
            var job = await Job(dashboard, Leads(30), wait: false);
            await page.GotoAsync($"/jobs/{job}");
            await Expect(page.Locator("[data-live=completed]")).Not.ToHaveTextAsync("0");
            await dashboard.Services.GetRequiredService<SteerJob>().Pause(dashboard.Workspace, job, Stop);
            await dashboard.Services.GetRequiredService<Store>().Write(Lane.Requests, dashboard.Workspace, (db, ct) => db.Jobs.Where(j => j.Id == job).ExecuteUpdateAsync(set => set
                .SetProperty(j => j.Reason, "spending_cap").SetProperty(j => j.CapMicros, 2_000_000).SetProperty(j => j.CostMicros, 2_000_000), ct), Stop);
            await page.GotoAsync($"/jobs/{job}");
            await page.GetByLabel("Spend at most").FillAsync("7.5");
            await page.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
            await Expect(page.Locator("#row-1")).ToContainTextAsync("Approved");
            await Expect(page.GetByLabel("Spend at most")).ToHaveValueAsync("7.5");

            await page.GetByRole(AriaRole.Button, new() { Name = "Raise the cap and go on" }).ClickAsync();
            await Expect(page.GetByText("(at most $7.50)")).ToBeVisibleAsync();
            await Expect(page.Locator("#state")).ToHaveTextAsync("Done", new() { Timeout = 20_000 });
        });
    }

    [Fact]
    public async Task Canceling_says_how_many_rows_it_concerns_and_keeps_what_is_done()
    {
        var dashboard = await Start("50ms", "1");
        await dashboard.VisitAsync(browser, async (page, _) =>
        {
            await page.GotoAsync($"/jobs/{await Job(dashboard, Leads(200), wait: false)}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Cancel the other" }).ClickAsync();
            await Expect(page.Locator("#state")).ToHaveTextAsync("Canceled");
            await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Rows by state" })).ToContainTextAsync("Canceled");
        });
    }

    [Fact]
    public async Task Rows_are_read_and_judged_by_keyboard()
    {
        var dashboard = await Start();
        await dashboard.VisitAsync(browser, async (page, tab) =>
        {
            await page.GotoAsync($"/jobs/{await Job(dashboard, Leads(5))}");
            await tab.PressAsync("j");
            await Expect(page.Locator("#text h2")).ToHaveTextAsync(Name(2));
            await tab.PressAsync("k");
            await Expect(page.Locator("#text h2")).ToHaveTextAsync(Name(1));

            await tab.PressAsync("a");
            await Expect(page.Locator("#row-1")).ToContainTextAsync("Approved");
            await Expect(page.Locator("#text h2")).ToHaveTextAsync(Name(2));

            await tab.PressAsync("x");
            await Expect(page.Locator("#row-2")).ToContainTextAsync("Refused");
            await Expect(page.Locator("#text h2")).ToHaveTextAsync(Name(3));

            await tab.PressAsync("e");
            await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Short and mine.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(page.Locator("#row-3")).ToContainTextAsync("Edited");
            await Expect(page.Locator("#text .words").First).ToHaveTextAsync("Short and mine.");
            await Expect(page.Locator("#text .checks .failed")).ToContainTextAsync("Number of words");

            await tab.PressAsync("j");
            await Expect(page.Locator("#text h2")).ToHaveTextAsync(Name(4));
            await tab.PressAsync("r");
            await Expect(page.Locator("#state")).ToHaveTextAsync("Done");
            await Expect(page.Locator("#text")).ToContainTextAsync("take 2");
        });
    }

    [Fact]
    public async Task All_that_passed_are_approved_at_once_and_it_can_be_undone()
    {
        var dashboard = await Start();
        await dashboard.VisitAsync(browser, async (page, _) =>
        {
            await page.GotoAsync($"/jobs/{await Job(dashboard, Leads(40))}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Approve all 40 that passed" }).ClickAsync();
            await Expect(page.GetByText("40 texts approved.")).ToBeVisibleAsync();
            await Expect(page.Locator("#row-1")).ToContainTextAsync("Approved");

            await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(page.Locator("#row-1")).ToContainTextAsync("Written");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Approve all 40 that passed" })).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task A_random_thirty_say_what_reading_them_proves()
    {
        var dashboard = await Start();
        await dashboard.VisitAsync(browser, async (page, tab) =>
        {
            await page.GotoAsync($"/jobs/{await Job(dashboard, Leads(50))}");
            await page.GetByRole(AriaRole.Link, new() { Name = "Read a random 30" }).ClickAsync();
            await Expect(page.GetByText("0 of 30 bad: at most 10 % are")).ToBeVisibleAsync();
            await Expect(page.Locator("#rows > li")).ToHaveCountAsync(30);

            await tab.PressAsync("x");
            await Expect(page.Locator("#rows")).ToContainTextAsync("Refused");
            await page.ReloadAsync();
            await Expect(page.GetByText("1 of 30 bad: at most 15 % are")).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task Rows_are_filtered_by_state_failed_check_and_words_and_failed_ones_say_why()
    {
        var dashboard = await Start();
        await dashboard.VisitAsync(browser, async (page, tab) =>
        {
            var job = await Job(dashboard, Leads(12));
            await Trouble(dashboard, job);
            await page.GotoAsync($"/jobs/{job}");
            var states = page.GetByRole(AriaRole.Navigation, new() { Name = "Rows by state" });

            await states.GetByRole(AriaRole.Link, new() { Name = "Failed" }).ClickAsync();
            await Expect(page.Locator("#rows > li")).ToHaveCountAsync(1);
            await Expect(page.Locator("#text")).ToContainTextAsync("The provider failed 4 times");

            await states.GetByRole(AriaRole.Link, new() { Name = "All" }).ClickAsync();
            await Expect(page.Locator("#rows > li")).ToHaveCountAsync(12);
            await tab.ChooseAsync("Failed check", "link");
            await Expect(page.Locator("#rows > li")).ToHaveCountAsync(2);

            await page.GotoAsync($"/jobs/{job}");
            await page.GetByLabel("Find in rows").FillAsync(Name(7).ToLowerInvariant());
            await tab.PressAsync("Enter");
            await Expect(page.Locator("#rows > li")).ToHaveCountAsync(1);
            await Expect(page.Locator("#text h2")).ToHaveTextAsync(Name(7));
        });
    }

    [Fact]
    public async Task A_word_is_replaced_in_all_texts()
    {
        var dashboard = await Start();
        await dashboard.VisitAsync(browser, async (page, _) =>
        {
            var job = await Job(dashboard, Leads(6));
            await dashboard.Services.GetRequiredService<EditRow>().Run(dashboard.Workspace, job, 2, "a word", "That was quite easy, was it not?", null, Stop);
            await page.GotoAsync($"/jobs/{job}?row=2");
            await page.GetByText("Find and replace in all texts").ClickAsync();
            await page.GetByLabel("Find, letter for letter").FillAsync("quite easy");
            await page.GetByLabel("Put in its place").FillAsync("not hard");
            await page.GetByRole(AriaRole.Button, new() { Name = "Replace everywhere" }).ClickAsync();
            await Expect(page.GetByText("1 text changed")).ToBeVisibleAsync();
            await Expect(page.Locator("#text .words").First).ToHaveTextAsync("That was not hard, was it not?");

            await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(page.GetByText("1 text is as before.")).ToBeVisibleAsync();
            await Expect(page.Locator("#text .words").First).ToHaveTextAsync("That was quite easy, was it not?");
        });
    }

    [Fact]
    public async Task Texts_that_read_much_alike_are_found_refused_together_and_taken_back()
    {
        var dashboard = await Start();
        await dashboard.VisitAsync(browser, async (page, tab) =>
        {
            var job = await Job(dashboard, Leads(9));
            await Reword(dashboard, job, [2, 5, 7], name => $"Good morning {name}, I saw that your team is hiring for support this spring, and wondered who answers all those letters at night.");
            await page.GotoAsync($"/jobs/{job}");
            await tab.ChooseAsync("Likeness", "all");
            await page.GetByRole(AriaRole.Link, new() { Name = "3 rows read much alike" }).ClickAsync();
            await Expect(page.Locator("#rows > li")).ToHaveCountAsync(3);
            await Expect(page.Locator("#row-5")).ToBeVisibleAsync();

            await page.GetByRole(AriaRole.Button, new() { Name = "Refuse these 3" }).ClickAsync();
            await Expect(page.Locator("#row-7")).ToContainTextAsync("Refused");
            await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(page.GetByText("3 texts are as before.")).ToBeVisibleAsync();
            await Expect(page.Locator("#row-7")).ToContainTextAsync("Written");
        });
    }

    [Fact]
    public async Task Rows_are_filtered_by_company_and_by_likeness_without_scripts_too()
    {
        var dashboard = await Start();
        await dashboard.VisitAsync(browser, async (page, _) =>
        {
            await page.GotoAsync($"/jobs/{await Job(dashboard, Leads(12))}");
            await page.GetByLabel("Company").FillAsync("company 11");
            await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
            await Expect(page.Locator("#rows > li")).ToHaveCountAsync(1);
            await Expect(page.Locator("#text h2")).ToHaveTextAsync(Name(11));

            await page.GetByRole(AriaRole.Button, new() { Name = "Approve these 1" }).ClickAsync();
            await Expect(page.Locator("#row-11")).ToContainTextAsync("Approved");
        }, new(NoScript: true));
    }

    [Fact]
    public async Task Rows_held_for_want_of_a_site_are_written_from_their_columns_by_one_click()
    {
        var dashboard = await Start();
        await dashboard.VisitAsync(browser, async (page, _) =>
        {
            var job = await Job(dashboard, Leads(8));
            await Unread(dashboard, job, [2, 3, 4]);
            await page.GotoAsync($"/jobs/{job}");
            await Expect(page.GetByText("3 rows are held: their sites could not be read.")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Write these 3 from the name and columns alone" }).ClickAsync();
            await Expect(page.Locator("[data-live=completed]")).ToHaveTextAsync("8");
            await Expect(page.GetByText("could not be read")).ToHaveCountAsync(0);
        });
    }

    [Fact]
    public async Task A_finished_job_is_written_again_with_a_changed_prompt_and_says_how_many_rows_differ()
    {
        var dashboard = await Start();
        await dashboard.VisitAsync(browser, async (page, _) =>
        {
            await page.GotoAsync($"/jobs/{await Job(dashboard, Leads(6))}");
            await page.GetByRole(AriaRole.Link, new() { Name = "Write again with a changed prompt" }).ClickAsync();
            await Expect(page.GetByText("No row differs: all 6 have words from cold-email")).ToBeVisibleAsync();

            var text = await page.Locator("#text").InputValueAsync();
            await page.Locator("#text").FillAsync(text.Replace("name: cold-email", "name: warmer", StringComparison.Ordinal));
            await page.GetByRole(AriaRole.Button, new() { Name = "Save and see what differs" }).ClickAsync();
            await Expect(page.Locator("#differ")).ToHaveTextAsync("6 rows differ");
            await page.GetByRole(AriaRole.Button, new() { Name = "Write 6 sample rows again" }).ClickAsync();
            await Expect(page.Locator("#state")).ToHaveTextAsync("Done");

            await page.GetByRole(AriaRole.Link, new() { Name = "Write again with a changed prompt" }).ClickAsync();
            await Expect(page.GetByText("No row differs: all 6 have words from warmer")).ToBeVisibleAsync();
            await page.Locator("#text").FillAsync("---\nname: cold-email\n---\nHello {{nobody}}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save and see what differs" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task Eighteen_thousand_rows_scroll_in_a_window()
    {
        var dashboard = await Start();
        await dashboard.VisitAsync(browser, async (page, tab) =>
        {
            await page.GotoAsync($"/jobs/{await Job(dashboard, Leads(18_000))}");
            foreach (var row in new[] { 18_000, 9_001, 51, 13_337, 1 })
            {
                await page.Locator("#rows").EvaluateAsync("(rows, row) => rows.scrollTop = (row - 1) * rows.querySelector('li:not(.gap)').offsetHeight", row);
                await Expect(page.Locator($"#row-{row}")).ToContainTextAsync(Name(row));
                Assert.True(await page.Locator($"#row-{row}").EvaluateAsync<bool>("row => { const [a, b] = [row.getBoundingClientRect(), row.parentElement.getBoundingClientRect()]; return a.top >= b.top - 1 && a.bottom <= b.bottom + 1; }"), $"row {row} is not in the window");
                Assert.InRange(await page.Locator("#rows > li").CountAsync(), 10, 60);
            }

            await page.Locator("#rows").EvaluateAsync("rows => rows.scrollTop = rows.scrollHeight");
            await page.Locator("#row-18000 a").ClickAsync();
            await Expect(page.Locator("#text h2")).ToHaveTextAsync(Name(18_000));
            await tab.PressAsync("k");
            await Expect(page.Locator("#text h2")).ToHaveTextAsync(Name(17_999));
            Assert.Equal(18_000, await page.Locator("#rows").EvaluateAsync<int>("rows => Math.round((rows.scrollHeight) / rows.querySelector('li:not(.gap)').offsetHeight)"));
        });
    }

    [Fact]
    public async Task Without_scripts_rows_are_paged_edited_and_judged_all_the_same()
    {
        var dashboard = await Start();
        await dashboard.VisitAsync(browser, async (page, _) =>
        {
            await page.GotoAsync($"/jobs/{await Job(dashboard, Leads(70))}");
            await page.GetByRole(AriaRole.Link, new() { Name = "Later" }).ClickAsync();
            await page.Locator("#row-60 a").ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
            await Expect(page.Locator("#row-60")).ToContainTextAsync("Approved");

            await page.Locator("#text summary").GetByText("Edit").ClickAsync();
            await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Mine.");
            await page.GetByLabel("Subject", new() { Exact = true }).FillAsync(new string('s', 1001));
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(page.Locator("#text").GetByRole(AriaRole.Alert)).ToContainTextAsync("it has more than 1,000 characters. Shorten it.");
            await Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("Mine.");
            await page.GetByLabel("Subject", new() { Exact = true }).FillAsync("Short");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(page.Locator("#row-60")).ToContainTextAsync("Edited");
        }, new(NoScript: true));
    }

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task It_reads_well_in_every_look(Look look)
    {
        var dashboard = await Start();
        await dashboard.VisitAsync(browser, async (page, tab) =>
        {
            var job = await Job(dashboard, "leads");
            await Trouble(dashboard, job);
            await page.GotoAsync($"/jobs/{job}");
            await tab.CheckAsync("job");
            await page.GotoAsync($"/jobs/{job}?state=held");
            await tab.CheckAsync("job-held");
            await Reword(dashboard, job, [7, 9, 12, 20], name => $"Good morning {name}, I saw that your team is hiring for support this spring, and wondered who answers all those letters at night.");
            await page.GotoAsync($"/jobs/{job}?alike=all");
            await tab.CheckAsync("job-alike");
            await page.GotoAsync($"/jobs/{job}/again?prompt=follow-up");
            await tab.CheckAsync("again");
        }, look);
    }

    private async Task<Dashboard> Start(string delay = "0s", string atOnce = "64") =>
        running = await Dashboard.StartAsync(("OPENAI_DUMMY_MODE", "true"), ("OPENAI_DUMMY_DELAY", delay), ("OPENAI_CONCURRENCY", atOnce));
}
