using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Overture.Audience;
using Overture.Drafting;
using Overture.Storage;
using Overture.Tests.World;
using static Microsoft.Playwright.Assertions;

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
            await Expect(page.Locator("#state")).ToHaveTextAsync("Done", new() { Timeout = 20_000 });
            await Expect(page.Locator("[data-live=completed]")).ToHaveTextAsync("60");
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
            await page.GetByLabel("Failed check").SelectOptionAsync("link");
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
        await dashboard.VisitAsync(browser, async (page, _) =>
        {
            var job = await Job(dashboard, Leads(9));
            await Reword(dashboard, job, [2, 5, 7], name => $"Good morning {name}, I saw that your team is hiring for support this spring, and wondered who answers all those letters at night.");
            await page.GotoAsync($"/jobs/{job}");
            await page.GetByLabel("Likeness").SelectOptionAsync("all");
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
    public async Task Thousands_of_rows_scroll_in_a_window()
    {
        var dashboard = await Start();
        await dashboard.VisitAsync(browser, async (page, tab) =>
        {
            await page.GotoAsync($"/jobs/{await Job(dashboard, Leads(3000))}");
            await page.Locator("#rows").EvaluateAsync("rows => rows.scrollTop = rows.scrollHeight");
            await Expect(page.Locator("#row-3000")).ToContainTextAsync(Name(3000));
            Assert.InRange(await page.Locator("#rows > li").CountAsync(), 10, 60);

            await page.Locator("#row-3000 a").ClickAsync();
            await Expect(page.Locator("#text h2")).ToHaveTextAsync(Name(3000));
            await tab.PressAsync("k");
            await Expect(page.Locator("#text h2")).ToHaveTextAsync(Name(2999));
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
            await page.GotoAsync("/");
            await tab.CheckAsync("home");
        }, look);
    }

    /// <summary>A name for a number, in letters alone: "Gih Fah" for 7.</summary>
    private static string Name(int number)
    {
        var letters = string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + 'a')));
        return $"Gi{letters} Fa{letters}";
    }

    private static string Leads(int rows)
    {
        var text = new StringBuilder("First name,Last name,Email,Company\n");
        for (var i = 1; i <= rows; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{Name(i).Replace(' ', ',')},person{i}@company{i}.example,Company {i}\n");
        }

        return text.ToString();
    }

    private async Task<Dashboard> Start(string delay = "0s", string atOnce = "64") =>
        running = await Dashboard.StartAsync(("OPENAI_DUMMY_MODE", "true"), ("OPENAI_DUMMY_DELAY", delay), ("OPENAI_CONCURRENCY", atOnce));

    /// <param name="file">The text of a file, or the name of a sample.</param>
    private static async Task<Guid> Job(Dashboard dashboard, string file, bool wait = true)
    {
        await using var bytes = SampleFile.Open(file)?.Bytes ?? new MemoryStream(Encoding.UTF8.GetBytes(file));
        var services = dashboard.Services;
        var import = await services.GetRequiredService<BeginImport>().Run(dashboard.Workspace, "leads.csv", bytes, null, Stop);
        var job = await services.GetRequiredService<CreateJob>().Run(dashboard.Workspace, new() { ImportId = import.Id, Name = "leads.csv", Start = true }, Stop);
        using var watch = services.GetRequiredService<Changes>().Watch(dashboard.Workspace, job.Id);
        while (wait && (await services.GetRequiredService<JobStatusQuery>().Run(dashboard.Workspace, job.Id, Stop))!.Status is JobStatus.Processing)
        {
            await watch.Next(TimeSpan.FromMilliseconds(100), TimeProvider.System, Stop);
        }

        return job.Id;
    }

    /// <summary>The same words for several rows, but for what is made of each one's number.</summary>
    private static Task Reword(Dashboard dashboard, Guid job, int[] ordinals, Func<string, string> text) => dashboard.Services.GetRequiredService<Store>().Write(Lane.Requests, dashboard.Workspace, async (db, ct) =>
    {
        foreach (var ordinal in ordinals)
        {
            var (draft, body) = (await db.Rows.Where(r => r.JobId == job && r.Ordinal == ordinal).Select(r => r.DraftId).SingleAsync(ct), text(Name(ordinal)));
            await db.Drafts.Where(d => d.Id == draft).ExecuteUpdateAsync(set => set.SetProperty(d => d.Body, body), ct);
        }
    }, Stop);

    /// <summary>Rows whose site could not be read, as the fetching has it.</summary>
    private static Task Unread(Dashboard dashboard, Guid job, int[] ordinals) => dashboard.Services.GetRequiredService<Store>().Write(Lane.Requests, dashboard.Workspace, async (db, ct) =>
    {
        await db.Rows.Where(r => r.JobId == job && ordinals.Contains(r.Ordinal)).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.Status, RowStatus.Held).SetProperty(r => r.DraftId, (Guid?)null).SetProperty(r => r.Error, "The site could not be read: it answered 403."), ct);
        await db.Jobs.Where(j => j.Id == job).ExecuteUpdateAsync(set => set.SetProperty(j => j.Completed, j => j.Completed - ordinals.Length).SetProperty(j => j.Held, ordinals.Length), ct);
    }, Stop);

    /// <summary>Two rows held for a link, one failed, as a model might have it.</summary>
    private static Task Trouble(Dashboard dashboard, Guid job) => dashboard.Services.GetRequiredService<Store>().Write(Lane.Requests, dashboard.Workspace, async (db, ct) =>
    {
        const string link = """[{"check":"link","detail":"The text has a link that is not allowed: acme.example. Take it out."}]""";
        var held = await db.Rows.Where(r => r.JobId == job && (r.Ordinal == 3 || r.Ordinal == 4)).Select(r => r.DraftId).ToListAsync(ct);
        await db.Drafts.Where(d => held.Contains(d.Id)).ExecuteUpdateAsync(set => set.SetProperty(d => d.Failures, link).SetProperty(d => d.Passed, false), ct);
        await db.Rows.Where(r => r.JobId == job && held.Contains(r.DraftId)).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.Status, RowStatus.Held).SetProperty(r => r.Error, "The text has a link that is not allowed: acme.example. Take it out."), ct);
        await db.Rows.Where(r => r.JobId == job && r.Ordinal == 5).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.Status, RowStatus.Failed).SetProperty(r => r.DraftId, (Guid?)null).SetProperty(r => r.Error, "The provider failed 4 times: 503 Service Unavailable"), ct);
        await db.Jobs.Where(j => j.Id == job).ExecuteUpdateAsync(set => set.SetProperty(j => j.Completed, j => j.Completed - 3).SetProperty(j => j.Held, 2).SetProperty(j => j.Failed, 1), ct);
    }, Stop);
}
