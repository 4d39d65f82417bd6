using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Drafting;
using Overture.Tests.World;

namespace Overture.Tests.Api;

public sealed class RowsApiTests(PostgresServer server)
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task Rows_are_paged_filtered_and_shown_in_full(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var job = await app.WrittenAsync(7);

        var first = await app.GetAsync($"/api/v1/jobs/{job}/rows?limit=5");
        var rest = await app.GetAsync($"/api/v1/jobs/{job}/rows?limit=5&cursor={first.GetProperty("next_cursor").GetString()}");
        var found = await app.GetAsync($"/api/v1/jobs/{job}/rows?q=anna");
        var one = await app.GetAsync($"/api/v1/jobs/{job}/rows/3");

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], Ordinals(first).Concat(Ordinals(rest)));
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("next_cursor").ValueKind);
        Assert.All(found.GetProperty("items").EnumerateArray(), row => Assert.Contains("anna", row.ToString(), StringComparison.OrdinalIgnoreCase));
        Assert.Equal("row-3", one.GetProperty("cells")[5].GetString());
        Assert.Equal("row-3", one.GetProperty("fields").GetProperty("note").GetString());
        Assert.Empty(Ordinals(await app.GetAsync($"/api/v1/jobs/{job}/rows?status=failed")));
        await app.SendAsync(HttpMethod.Get, $"/api/v1/jobs/{job}/rows/99", null, HttpStatusCode.NotFound);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task An_edited_row_keeps_the_models_words_and_is_never_overwritten(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var job = await app.WrittenAsync(3);
        var before = await app.GetAsync($"/api/v1/jobs/{job}/rows/2");

        var edited = await app.SendAsync(HttpMethod.Patch, $"/api/v1/jobs/{job}/rows/2", new { subject = "Mine", body = "Too short." }, HttpStatusCode.OK);
        var refused = await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/rows/2/regenerate", null, HttpStatusCode.Conflict);
        await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/rows/1/regenerate", null, HttpStatusCode.OK);
        await app.EndAsync(job);
        var draft = await app.GetAsync($"/api/v1/drafts/{edited.GetProperty("draft_id").GetGuid()}");

        Assert.Equal(("edited", "Too short.", before.GetProperty("body").GetString()), (edited.GetProperty("review").GetString(), edited.GetProperty("body").GetString(), edited.GetProperty("original_body").GetString()));
        Assert.Contains("words", edited.GetProperty("failures")[0].GetProperty("check").GetString(), StringComparison.Ordinal);
        Assert.Equal("urn:overture:problem:reviewed", refused.GetProperty("type").GetString());
        Assert.Equal("Too short.", draft.GetProperty("body").GetString());
        await app.SendAsync(HttpMethod.Patch, $"/api/v1/jobs/{job}/rows/2", new { body = " " }, HttpStatusCode.BadRequest);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task All_that_passed_are_approved_and_the_approval_is_taken_back(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var job = await app.WrittenAsync(6);
        await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/rows/1/refuse", null, HttpStatusCode.OK);
        var held = (await app.GetAsync($"/api/v1/jobs/{job}")).GetProperty("held").GetInt32();

        var approved = await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/approve", new { all_passed = true }, HttpStatusCode.OK);
        var after = await app.GetAsync($"/api/v1/jobs/{job}/rows?review=approved");
        var undone = await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/unapprove", new { all_passed = true }, HttpStatusCode.OK);

        Assert.True(held > 0);
        Assert.Equal(6 - held, approved.GetProperty("drafts").GetInt32());
        Assert.Equal(6 - held, after.GetProperty("items").GetArrayLength());
        Assert.Equal(6 - held, undone.GetProperty("drafts").GetInt32());
        Assert.Empty(Ordinals(await app.GetAsync($"/api/v1/jobs/{job}/rows?review=approved")));
        await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/approve", new { }, HttpStatusCode.BadRequest);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_retry_of_written_rows_leaves_approved_and_edited_words_alone(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var job = await app.WrittenAsync(3);
        async Task<string?[]> DraftsAsync() => [.. (await app.GetAsync($"/api/v1/jobs/{job}/rows")).GetProperty("items").EnumerateArray().Select(row => row.GetProperty("draft_id").GetString())];
        await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/rows/1/approve", null, HttpStatusCode.OK);
        await app.SendAsync(HttpMethod.Patch, $"/api/v1/jobs/{job}/rows/2", new { body = "Mine." }, HttpStatusCode.OK);
        var before = await DraftsAsync();

        await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/retry?status=completed", null, HttpStatusCode.OK);
        await app.EndAsync(job);
        var after = await DraftsAsync();

        Assert.Equal(before[..2], after[..2]);
        Assert.NotEqual(before[2], after[2]);
        Assert.NotNull(after[2]);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Rows_without_words_are_passed_over_when_many_are_judged(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null, ("OPENAI_DUMMY_DELAY", "60s"));
        var job = (await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", AppHost.Form(LeadFile.Csv(3)), HttpStatusCode.Accepted)).GetProperty("id").GetGuid();

        var refused = await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/refuse", new { ordinals = new[] { 1, 2 } }, HttpStatusCode.OK);
        var approved = await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/approve", new { ordinals = new[] { 1, 2 } }, HttpStatusCode.OK);

        Assert.Equal((0, 0), (refused.GetProperty("drafts").GetInt32(), approved.GetProperty("drafts").GetInt32()));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_an_edit_leaves_out_stays(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var job = await app.WrittenAsync(1);
        var row = $"/api/v1/jobs/{job}/rows/1";
        var first = await app.GetAsync(row);

        var body = await app.SendAsync(HttpMethod.Patch, row, new { body = "New words." }, HttpStatusCode.OK);
        var subject = await app.SendAsync(HttpMethod.Patch, row, new { subject = "New subject" }, HttpStatusCode.OK);
        var draft = await app.SendAsync(HttpMethod.Patch, $"/api/v1/drafts/{first.GetProperty("draft_id").GetGuid()}", new { body = "Other words." }, HttpStatusCode.OK);

        Assert.Equal((first.GetProperty("subject").GetString(), "New words."), (body.GetProperty("subject").GetString(), body.GetProperty("body").GetString()));
        Assert.Equal(("New subject", "New words."), (subject.GetProperty("subject").GetString(), subject.GetProperty("body").GetString()));
        Assert.Equal(("New subject", "Other words."), (draft.GetProperty("subject").GetString(), draft.GetProperty("body").GetString()));
        await app.SendAsync(HttpMethod.Patch, row, new { }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Whom_a_row_is_for_is_told_by_its_own_file_whatever_another_says_of_the_same_lead_since()
    {
        const string header = "first_name,last_name,email,company,note\n";
        await using var app = await AppHost.StartAsync();
        var job = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", AppHost.Form(header + "Ada,Lind,ada@granit.example,Granit,Quince\n", "one.csv", ("start", "true"), ("prompt", "cold-email")), HttpStatusCode.Accepted);
        var id = job.GetProperty("id").GetGuid();
        await app.EndAsync(id);
        var import = (await app.SendAsync(HttpMethod.Post, "/api/v1/imports", AppHost.Form(header + "Zoe,Lind,ada@granit.example,Kupfer,Medlar\n", "two.csv"), HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        await Until.Async(() => app.GetAsync($"/api/v1/imports/{import}"), seen => seen.GetProperty("state").GetString() is "ready", TimeSpan.FromMinutes(1));

        var listed = (await app.GetAsync($"/api/v1/jobs/{id}/rows")).GetProperty("items")[0];
        var one = await app.GetAsync($"/api/v1/jobs/{id}/rows/1");
        var shown = Assert.Single(await app.Get<ReadRows>().Page(app.Workspace, id, new(), 0, 10, TestContext.Current.CancellationToken));
        var found = await app.Get<ReadRows>().Count(app.Workspace, id, new() { Text = "QUINCE" }, TestContext.Current.CancellationToken);
        var other = await app.Get<ReadRows>().Count(app.Workspace, id, new() { Text = "Medlar" }, TestContext.Current.CancellationToken);

        Assert.Equal((1, 0), (found, other));
        Assert.Equal("Zoe Lind", (await app.GetAsync("/api/v1/leads")).GetProperty("items")[0].GetProperty("full_name").GetString());
        Assert.All([listed, one], row => Assert.Equal(("Ada Lind", "Granit"), (row.GetProperty("name").GetString(), row.GetProperty("company").GetString())));
        Assert.Equal(("Ada Lind", "Granit"), (shown.Name, shown.Company));
    }

    [Fact]
    public async Task A_text_is_replaced_in_every_row_that_holds_it()
    {
        await using var app = await AppHost.StartAsync();
        var job = await app.WrittenAsync(4);
        await app.SendAsync(HttpMethod.Patch, $"/api/v1/jobs/{job}/rows/1", new { subject = "s", body = "We met at the Fair." }, HttpStatusCode.OK);

        var replaced = await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/replace", new { find = "the Fair", replace = "the Expo" }, HttpStatusCode.OK);

        Assert.Equal(1, replaced.GetProperty("drafts").GetInt32());
        Assert.Equal("We met at the Expo.", (await app.GetAsync($"/api/v1/jobs/{job}/rows/1")).GetProperty("body").GetString());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_was_replaced_or_refused_is_taken_back_to_the_letter_but_for_what_changed_since(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var job = await app.WrittenAsync(6);
        await app.SendAsync(HttpMethod.Patch, $"/api/v1/jobs/{job}/rows/1", new { subject = "s", body = "We met at the Fair, and the Expo." }, HttpStatusCode.OK);
        await app.SendAsync(HttpMethod.Patch, $"/api/v1/jobs/{job}/rows/2", new { subject = "s", body = "The Fair? I was at the Fair." }, HttpStatusCode.OK);
        await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/rows/3/approve", null, HttpStatusCode.OK);
        await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/rows/4/refuse", null, HttpStatusCode.OK);
        var (before, counts) = (await RowsAsync(app, job), await CountsAsync(app, job));

        var replaced = await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/replace", new { find = "the Fair", replace = "the Expo" }, HttpStatusCode.OK);
        var refused = await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/refuse", new { ordinals = new[] { 1, 2, 3, 4, 5 } }, HttpStatusCode.OK);
        var between = await CountsAsync(app, job);
        var unrefused = await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/unapprove", new { reviewed_at = refused.GetProperty("reviewed_at").GetString() }, HttpStatusCode.OK);
        await app.SendAsync(HttpMethod.Patch, $"/api/v1/jobs/{job}/rows/2", new { subject = "s", body = "Mine, and newer." }, HttpStatusCode.OK);
        var unreplaced = await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/unapprove", new { reviewed_at = replaced.GetProperty("reviewed_at").GetString() }, HttpStatusCode.OK);
        var (after, again) = (await RowsAsync(app, job), await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/unapprove", new { reviewed_at = replaced.GetProperty("reviewed_at").GetString() }, HttpStatusCode.OK));

        Assert.Equal((2, 4, 4, 1, 0), (Drafts(replaced), Drafts(refused), Drafts(unrefused), Drafts(unreplaced), Drafts(again)));
        Assert.NotEqual(counts, between);
        Assert.Equal(counts, await CountsAsync(app, job));
        Assert.Equal([.. before.Select((row, i) => i is 1 ? "completed edited Mine, and newer." : row)], after);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Rows_without_words_are_judged_by_nobody(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var job = await app.WrittenAsync(3);
        await app.Get<Overture.Storage.Store>().Write(Overture.Storage.Lane.Requests, app.Workspace, (db, ct) => db.Rows.Where(r => r.JobId == job && r.Ordinal == 2).ExecuteUpdateAsync(set => set.SetProperty(r => r.DraftId, (Guid?)null), ct), TestContext.Current.CancellationToken);

        var refused = await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/refuse", new { ordinals = new[] { 1, 2, 3 } }, HttpStatusCode.OK);
        var approved = await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/approve", new { ordinals = new[] { 1, 2, 3 } }, HttpStatusCode.OK);

        Assert.Equal((2, 2), (Drafts(refused), Drafts(approved)));
    }

    [Fact]
    public async Task Rows_are_found_by_company_in_any_case_of_letters()
    {
        await using var app = await AppHost.StartAsync();
        var job = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", AppHost.Form("first_name,company\nAda,Österreich Post\nEva,50% Club\n", "l.csv", [("start", "true"), ("prompt", "cold-email")]), HttpStatusCode.Accepted);
        var id = job.GetProperty("id").GetGuid();
        await app.EndAsync(id);

        Assert.Equal([1], Ordinals(await app.GetAsync($"/api/v1/jobs/{id}/rows?company=%C3%96sterreich")));
        Assert.Equal([2], Ordinals(await app.GetAsync($"/api/v1/jobs/{id}/rows?company=50%25 CLUB")));
        Assert.Empty(Ordinals(await app.GetAsync($"/api/v1/jobs/{id}/rows?company=%25o%25")));
    }

    private static int Drafts(JsonElement answer) => answer.GetProperty("drafts").GetInt32();

    private static async Task<string[]> RowsAsync(AppHost app, Guid job) =>
        [.. (await app.GetAsync($"/api/v1/jobs/{job}/rows")).GetProperty("items").EnumerateArray().Select(row => $"{row.GetProperty("status")} {row.GetProperty("review")} {row.GetProperty("body")}")];

    private static async Task<string> CountsAsync(AppHost app, Guid job)
    {
        var now = await app.GetAsync($"/api/v1/jobs/{job}");
        return $"{now.GetProperty("completed")} {now.GetProperty("held")} {now.GetProperty("failed")}";
    }

    private static IEnumerable<int> Ordinals(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("ordinal").GetInt32());
}
