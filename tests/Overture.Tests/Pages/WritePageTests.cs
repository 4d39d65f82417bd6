using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Overture.Audience;
using Overture.Storage;
using Overture.Tests.World;
using Overture.World.ModelProvider;
using static Microsoft.Playwright.Assertions;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Pages;

public sealed class WritePageTests(Browser browser) : IAsyncLifetime
{
    private const string Leads = "First name,Company,E-mail\nAda,Harbour Lane,ada@harbour.example\nMira,Northfield,mira@northfield.example\n";

    private Dashboard dashboard = null!;

    public async ValueTask InitializeAsync() => dashboard = await Dashboard.StartAsync();

    public ValueTask DisposeAsync() => dashboard.DisposeAsync();

    [Fact]
    public Task A_sample_becomes_finished_copy_in_three_clicks() => Visit(async page =>
    {
        await Sample(page, "50 leads");
        await Expect(page.Locator("#drafts article")).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Write 50 sample rows" }).ClickAsync();

        await Expect(page.Locator("#state")).ToHaveTextAsync("Done");
        await Expect(page.Locator("[data-live=completed]")).ToHaveTextAsync("50");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV", Exact = true }).ClickAsync());
        Assert.Equal("leads-finished.csv", download.SuggestedFilename);
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.EndsWith("email_subject,email,email_status,error,model,words,cost", lines[0], StringComparison.Ordinal);
    });

    [Fact]
    public Task A_dropped_file_goes_up_and_its_drafts_come() => Visit(async (page, tab) =>
    {
        await page.GotoAsync("/write");
        await tab.DropAsync("#upload", "people.csv", Leads);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "people.csv" })).ToBeVisibleAsync();
        await Expect(page.Locator("#drafts article")).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Write 2 sample rows" })).ToBeEnabledAsync();
    });

    [Fact]
    public async Task A_broken_upload_goes_on_by_itself_from_what_the_server_holds()
    {
        var file = "First name,Company,E-mail,Note\n" + string.Concat(Enumerable.Range(1, 3000).Select(i => $"Ada,Company {i},a{i}@company{i}.example,{new string('n', 1000)}\n"));
        await using var wire = new CutWire(dashboard.Site, 1_700_000);
        await browser.VisitAsync(wire.Site, async tab =>
        {
            tab.Allow("net::ERR_");
            tab.Allow("409"); // what came before the break may still be on its way into the table
            await dashboard.SignInAsync(tab.Page);
            await tab.Page.GotoAsync("/write");
            await tab.Page.GetByLabel("Drop a file").SetInputFilesAsync(new FilePayload { Name = "big.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });
            await Expect(tab.Page.GetByText("It goes on by itself")).ToBeVisibleAsync();
            wire.Mend();
            await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "big.csv" })).ToBeVisibleAsync();
            await Expect(tab.Page.GetByText("3,000 rows", new() { Exact = true })).ToBeVisibleAsync();
        });

        Assert.True(wire.IsCut);
        Assert.InRange(wire.Sent, file.Length, file.Length + 1_300_000);
    }

    [Fact]
    public async Task An_upload_whose_page_was_closed_goes_on_when_the_file_is_chosen_again()
    {
        var file = "First name,Company,E-mail,Note\n" + string.Concat(Enumerable.Range(1, 3000).Select(i => $"Ada,Company {i},a{i}@company{i}.example,{new string('n', 1000)}\n"));
        var path = Path.Combine(Directory.CreateTempSubdirectory("overture-upload-").FullName, "big.csv");
        await File.WriteAllTextAsync(path, file, TestContext.Current.CancellationToken);
        await using var wire = new CutWire(dashboard.Site, 1_700_000);
        await browser.VisitAsync(wire.Site, async tab =>
        {
            tab.Allow("net::ERR_");
            tab.Allow("409"); // what came before the break may still be on its way into the table
            await dashboard.SignInAsync(tab.Page);
            await tab.Page.GotoAsync("/write");
            await tab.Page.GetByLabel("Drop a file").SetInputFilesAsync(path);
            await Expect(tab.Page.GetByText("The connection broke at 3")).ToBeVisibleAsync();
            await tab.Page.GotoAsync("about:blank");
            wire.Mend();
            await tab.Page.GotoAsync("/write");
            await tab.Page.GetByLabel("Drop a file").SetInputFilesAsync(path);
            await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "big.csv" })).ToBeVisibleAsync();
        });

        Assert.InRange(wire.Sent, file.Length, file.Length + 1_300_000);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public Task Pasted_cells_are_a_file_too() => Visit(async page =>
    {
        await page.GotoAsync("/write");
        await page.EvaluateAsync("""
            text => { const data = new DataTransfer(); data.setData('text', text); document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true })); }
            """, Leads.Replace(',', '\t'));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "pasted.csv" })).ToBeVisibleAsync();
    });

    [Fact]
    public Task What_cannot_be_read_is_refused_in_place_with_the_cure() => Visit(async page =>
    {
        await page.GotoAsync("/write");
        await page.GetByLabel("Drop a file").SetInputFilesAsync(new FilePayload { Name = "empty.csv", MimeType = "text/csv", Buffer = [] });
        await Expect(page.Locator("#upload-problem")).ToContainTextAsync("it is empty");
        await Expect(page).ToHaveURLAsync(new Regex("/write$", RegexOptions.None, TimeSpan.FromSeconds(1)));
    });

    [Fact]
    public Task A_file_read_wrongly_is_read_again_as_a_person_says() => Visit(async (page, tab) =>
    {
        await page.GotoAsync("/write");
        await tab.DropAsync("#upload", "people.csv", Leads);
        await page.Locator("#columns > summary").ClickAsync();
        await page.GetByLabel("What Company means").SelectOptionAsync("Title");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it this way" }).ClickAsync();
        await page.Locator("#columns > summary").ClickAsync();
        await Expect(page.GetByLabel("What Company means")).ToHaveValueAsync("Title");

        await page.GetByLabel("First line").SelectOptionAsync("0");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it this way" }).ClickAsync();
        await Expect(page.GetByText("3 rows").First).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_file_whose_quotes_line_ends_and_preamble_were_found_wrongly_is_read_as_a_person_says() => Visit(async (page, tab) =>
    {
        await Drop(page, tab, "odd.csv", "Name!Note\nAda!#x!y#\nMira!#back\\\\slash#\n");
        await page.Locator("#punctuation > summary").ClickAsync();
        await page.GetByLabel("Another delimiter").FillAsync("!");
        await page.GetByLabel("Quote", new() { Exact = true }).FillAsync("#");
        await page.GetByLabel("A quote within quotes").SelectOptionAsync("backslash");
        await Read(page);
        await Expect(page.GetByLabel("Delimiter", new() { Exact = true })).ToHaveValueAsync("!");
        await Expect(Table(page)).ToContainTextAsync("x!y");
        await Expect(Table(page)).ToContainTextAsync("back\\slash");
        await Expect(page.Locator("#punctuation > summary")).ToContainTextAsync("quoted with #, a backslash within · lines end with LF");

        await page.GetByLabel("A quote within quotes").SelectOptionAsync("doubled");
        await Read(page);
        await Expect(Table(page)).ToContainTextAsync("back\\\\slash");
        await Expect(page.GetByLabel("Quote", new() { Exact = true })).ToHaveValueAsync("#");

        await page.GetByLabel("Quote", new() { Exact = true }).FillAsync("none");
        await page.GetByLabel("First line").SelectOptionAsync("2");
        await Read(page);
        await Expect(Table(page)).ToContainTextAsync("Note #x");
        await Expect(Table(page)).ToContainTextAsync("#back\\\\slash#");
        await Expect(page.Locator("#punctuation > summary")).ToContainTextAsync("no quotes · lines end with LF");
        await Expect(page.GetByLabel("First line")).ToHaveValueAsync("2");
    });

    [Fact]
    public Task Where_the_table_begins_and_how_its_lines_end_is_the_persons_word() => Visit(async (page, tab) =>
    {
        await Drop(page, tab, "people.csv", "First name,Company\rAda,Harbour Lane\rMira,Northfield\r");
        await Expect(page.GetByLabel("Lines end with")).ToHaveValueAsync("cr");
        await page.GetByLabel("Lines above it").FillAsync("1");
        await page.GetByLabel("First line").SelectOptionAsync("0");
        await Read(page);
        await Expect(page.GetByText("2 rows", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(Table(page)).Not.ToContainTextAsync("First name,");

        await page.GetByLabel("Lines above it").FillAsync("0");
        await page.GetByLabel("First line").SelectOptionAsync("1");
        await page.Locator("#punctuation > summary").ClickAsync();
        await page.GetByLabel("Lines end with").SelectOptionAsync("lf");
        await Read(page);
        await Expect(page.GetByLabel("Lines end with")).ToHaveValueAsync("lf");
        await Expect(page.GetByText("0 rows", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByLabel("Lines end with").SelectOptionAsync("cr");
        await Read(page);
        await Expect(page.GetByText("2 rows", new() { Exact = true })).ToBeVisibleAsync();
    });

    [Theory]
    [InlineData("Lines above it", "a few", "Lines above it “a few”: it is no whole number. Send digits alone.")]
    [InlineData("Lines above it", "1001", "Lines above it “1001”: it is no number of lines before a table. Choose 0 to 1000.")]
    [InlineData("Quote", "''", "Quote “''”: it is not one character. Send one character, or tab.")]
    [InlineData("Quote", ",", "Quote “,”: it is the delimiter too. Choose another quote, or another delimiter.")]
    [InlineData("Another delimiter", "and", "Delimiter “and”: it is not one character. Send one character, or tab.")]
    [InlineData("Another delimiter", "\"", "Delimiter “\"”: it cannot be a line break or the quote. Choose a character that stands between the cells.")]
    public Task A_way_of_reading_that_cannot_be_is_refused_with_field_value_and_cure_and_nothing_typed_is_lost(string field, string value, string words) => Visit(async (page, tab) =>
    {
        await Drop(page, tab, "people.csv", Leads);
        await page.Locator("#punctuation > summary").ClickAsync();
        await page.GetByLabel("What Company means").SelectOptionAsync("Title");
        await page.GetByLabel(field, new() { Exact = true }).FillAsync(value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it this way" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(words);
        await Expect(page.GetByLabel(field, new() { Exact = true })).ToHaveValueAsync(value);
        await Expect(page.GetByLabel(field, new() { Exact = true })).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeInViewportAsync();
        await Expect(page.GetByLabel("What Company means")).ToHaveValueAsync("Title");
    });

    [Fact]
    public Task A_file_that_broke_off_in_reading_is_read_when_its_quote_is_put_right() => Visit(async (page, tab) =>
    {
        await Drop(page, tab, "people.csv", Leads);
        await dashboard.Services.GetRequiredService<Store>().Write(Lane.Requests, dashboard.Workspace, (db, ct) => db.Imports.ExecuteUpdateAsync(set => set
            .SetProperty(i => i.State, ImportState.Failed).SetProperty(i => i.Error, "line 2: its quote is never closed."), ct), TestContext.Current.CancellationToken);
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("say under Columns how this one is written");
        await page.Locator("#punctuation > summary").ClickAsync();
        await page.GetByLabel("Quote", new() { Exact = true }).FillAsync("'");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it this way" }).ClickAsync();
        await Expect(page.Locator("#drafts article")).ToHaveCountAsync(2);
    });

    [Fact]
    public Task Lines_that_could_not_be_read_are_listed_with_their_reason() => Visit(async (page, tab) =>
    {
        await page.GotoAsync("/write");
        await tab.DropAsync("#upload", "torn.csv", Leads + "\nIda,Field,ida@field.example\n");
        await page.GetByRole(AriaRole.Link, new() { Name = "1 line could not be read" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Lines that could not be read" })).ToContainTextAsync("empty");
    });

    [Fact]
    public Task With_sites_alone_the_opener_is_chosen_and_the_email_says_why_not() => Visit(async page =>
    {
        await Sample(page, "20 sites");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Three of your rows, written with opener" })).ToBeVisibleAsync();
        await page.Locator("#prompt > summary").ClickAsync();
        await Expect(page.Locator("#which option[value=cold-email]")).ToBeDisabledAsync();
        await Expect(page.GetByText("the file has only websites").First).ToBeVisibleAsync();
    });

    [Fact]
    public Task An_edited_prompt_drafts_again_and_one_that_names_a_missing_field_is_refused_with_the_fields_there_are() => Visit(async page =>
    {
        await Sample(page, "50 leads");
        await Expect(page.Locator("#drafts article")).ToHaveCountAsync(3);
        await page.Locator("#prompt > summary").ClickAsync();
        var text = await page.Locator("#text").InputValueAsync();
        await page.Locator("#text").FillAsync(text + "\nIndustry: {{industry}}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and draft again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("{{industry}}");
        Assert.EndsWith("{{industry}}", await page.Locator("#text").InputValueAsync(), StringComparison.Ordinal);

        await page.Locator("#text").FillAsync(text.Replace("name: cold-email", "name: mine", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and draft again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "written with mine" })).ToBeVisibleAsync();
        await Expect(page.Locator("#drafts article")).ToHaveCountAsync(3);
    });

    [Fact]
    public Task Without_a_key_it_says_so_first_and_takes_one_in_place() => Visit(async page =>
    {
        await page.GotoAsync("/write");
        await Expect(page.GetByText("There is no model key yet, so the words will be samples")).ToBeVisibleAsync();
        await page.GetByText("Add a model key").ClickAsync();
        await page.GetByLabel("Key", new() { Exact = true }).FillAsync("short");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save key" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Copy the whole key");
    });

    [Fact]
    public async Task A_key_is_tested_as_it_is_saved_and_only_one_that_works_is_kept()
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { Fault = ModelFault.InvalidKey } }, CancellationToken.None);
        await using var open = await Dashboard.StartAsync(("OUTBOUND_ALLOWED_HOSTS", provider.Url.Authority));
        await open.VisitAsync(browser, async (page, _) =>
        {
            async Task SaveAsync()
            {
                await page.GetByLabel("Key", new() { Exact = true }).FillAsync("sk-a-key-of-the-right-length");
                await page.GetByLabel("Address, for another provider").FillAsync(provider.Url.ToString());
                await page.GetByRole(AriaRole.Button, new() { Name = "Save key" }).ClickAsync();
            }

            await page.GotoAsync("/write");
            await page.GetByText("Add a model key").ClickAsync();
            await SaveAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("the provider refuses it");
            await Expect(page.GetByText("There is no model key yet")).ToBeVisibleAsync();
            Assert.Equal(1, provider.Count);

            provider.Behaviour = new();
            await SaveAsync();
            await Expect(page.GetByText("There is no model key yet")).ToHaveCountAsync(0);
            Assert.Equal(2, provider.Count);
        });
    }

    [Fact]
    public async Task With_a_key_the_button_says_rows_cost_and_time()
    {
        await using var paid = await Dashboard.StartAsync(("OPENAI_API_KEY", "sk-nobody-answers-here"), ("OPENAI_BASE_URL", "http://127.0.0.1:9/v1"));
        await paid.VisitAsync(browser, async (page, _) =>
        {
            await Sample(page, "50 leads");
            await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(@"^Write 50 rows · about \$0\.\d+ · 50 s$", RegexOptions.None, TimeSpan.FromSeconds(1)) })).ToBeVisibleAsync();
            await page.GetByText("How much, and how far").ClickAsync();
            await Expect(page.GetByLabel("Spend at most")).ToBeVisibleAsync();
            await Expect(page.GetByLabel("Write 20 first")).ToBeVisibleAsync();
        });
    }

    [Fact]
    public Task Without_scripts_a_file_becomes_copy_by_plain_forms() => dashboard.VisitAsync(browser, async (page, _) =>
    {
        await page.GotoAsync("/write");
        await page.GetByLabel("Drop a file").SetInputFilesAsync(new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(Leads) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
        await page.Locator("#columns > summary").ClickAsync();
        await page.GetByLabel("Lines above it").FillAsync("one");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it this way" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Lines above it “one”: it is no whole number");
        await page.GetByLabel("Lines above it").FillAsync("0");
        await page.GetByLabel("A quote within quotes").SelectOptionAsync("backslash");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it this way" }).ClickAsync();
        await Expect(page.Locator("#punctuation > summary")).ToContainTextAsync("a backslash within");
        await page.GetByRole(AriaRole.Button, new() { Name = "Draft three rows now" }).ClickAsync();
        await Expect(page.Locator("#drafts article")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Write 2 sample rows" }).ClickAsync();
        await Expect(page.Locator("#state")).ToHaveTextAsync("Done", new() { Timeout = 20_000 });
    }, new(NoScript: true));

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public Task It_reads_well_in_every_look(Look look) => dashboard.VisitAsync(browser, async (page, tab) =>
    {
        await page.GotoAsync("/write");
        await tab.CheckAsync("write");
        Assert.InRange(await tab.ShiftAsync(), 0, 0.01);
        await Sample(page, "50 leads");
        await Expect(page.Locator("#drafts article")).ToHaveCountAsync(3);
        await tab.CheckAsync("write-drafts");
        await page.Locator("#columns > summary").ClickAsync();
        await page.Locator("#prompt > summary").ClickAsync();
        await page.Locator("#punctuation > summary").ClickAsync();
        await tab.CheckAsync("write-open");
        await page.GetByLabel("Quote", new() { Exact = true }).FillAsync("''");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it this way" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await tab.CheckAsync("write-refused");
    }, look);

    private static async Task Drop(IPage page, Tab tab, string name, string text)
    {
        await page.GotoAsync("/write");
        await tab.DropAsync("#upload", name, text);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
        await Unfold(page);
    }

    private static async Task Read(IPage page)
    {
        await page.EvaluateAsync("document.documentElement.dataset.before = ''");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it this way" }).ClickAsync();
        await page.WaitForSelectorAsync("html:not([data-before])", new() { State = WaitForSelectorState.Attached });
        await Unfold(page);
    }

    private static async Task Unfold(IPage page) => await page.Locator("#columns").EvaluateAsync("columns => columns.open = true");

    private static ILocator Table(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "Columns and first rows" });

    private static async Task Sample(IPage page, string which)
    {
        await page.GotoAsync("/write");
        await page.GetByRole(AriaRole.Button, new() { Name = $"sample of {which}" }).ClickAsync();
    }

    private Task Visit(Func<IPage, Task> visit) => dashboard.VisitAsync(browser, (page, _) => visit(page));

    private Task Visit(Func<IPage, Tab, Task> visit) => dashboard.VisitAsync(browser, visit);
}
