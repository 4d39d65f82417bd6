using System.Net;
using System.Text;
using Overture.Tests.Audience.Files;
using Overture.Tests.World;

namespace Overture.Tests.Api;

public sealed class AudienceApiTests(PostgresServer server)
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task An_import_is_shown_changed_before_it_is_used_and_held_afterwards(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var import = await app.SendAsync(HttpMethod.Post, "/api/v1/imports", AppHost.Form("Vorname;Firma;Notiz\nAnna;ACME Inc.;x\n\n\"torn\nBoris;Beta;y\n", "leute.csv"), HttpStatusCode.Accepted);
        var path = $"/api/v1/imports/{import.GetProperty("id").GetGuid()}";

        await ReadyAsync(app, path);
        var changed = await app.SendAsync(HttpMethod.Patch, path, new { columns = new Dictionary<string, string> { ["Notiz"] = "title" }, consent = "legitimate-interest" }, HttpStatusCode.OK);
        await ReadyAsync(app, path);
        var wrong = await app.SendAsync(HttpMethod.Patch, path, new { columns = new Dictionary<string, string> { ["Notiz"] = "shoe_size" } }, HttpStatusCode.BadRequest);
        var now = await app.GetAsync(path);
        var lines = await app.GetAsync(path + "/lines");
        await app.GetAsync(path + "/rejected");
        var job = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", new { import_id = import.GetProperty("id").GetGuid(), start = true }, HttpStatusCode.Accepted);
        await app.EndAsync(job.GetProperty("id").GetGuid());
        var held = await app.SendAsync(HttpMethod.Patch, path, new { delimiter = "," }, HttpStatusCode.Conflict);

        Assert.Equal(["first_name", "company", null], import.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("field").GetString()));
        Assert.Equal((";", "legitimate-interest"), (now.GetProperty("dialect").GetProperty("delimiter").GetString(), now.GetProperty("consent").GetString()));
        Assert.Equal("title", now.GetProperty("columns")[2].GetProperty("field").GetString());
        Assert.Equal("title", changed.GetProperty("columns")[2].GetProperty("field").GetString());
        Assert.Equal("columns", wrong.GetProperty("field").GetString());
        Assert.Equal("Anna", lines.GetProperty("items")[0].GetProperty("cells")[0].GetString());
        Assert.Contains("job", held.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sheets_are_told_and_another_may_be_read()
    {
        await using var app = await AppHost.StartAsync();
        using var form = new MultipartFormDataContent { { new StreamContent(new XlsxFile().Sheet("Old", XlsxFile.Text(["Firma"], ["Beta"])).Sheet("People", XlsxFile.Text(["Vorname", "Ort"], ["Anna", "Ulm"])).Save()), "file", "leute.xlsx" } };
        var import = await app.SendAsync(HttpMethod.Post, "/api/v1/imports", form, HttpStatusCode.Accepted);
        var path = $"/api/v1/imports/{import.GetProperty("id").GetGuid()}";

        await app.SendAsync(HttpMethod.Patch, path, new { sheet = "People" }, HttpStatusCode.OK);
        await app.SendAsync(HttpMethod.Patch, path, new { columns = new Dictionary<string, string> { ["Ort"] = "" } }, HttpStatusCode.OK);
        await ReadyAsync(app, path);
        var now = await app.GetAsync(path);

        Assert.Equal(["Old", "People"], import.GetProperty("sheets").EnumerateArray().Select(sheet => sheet.GetString()));
        Assert.Equal(("Old", "People"), (import.GetProperty("dialect").GetProperty("sheet").GetString(), now.GetProperty("dialect").GetProperty("sheet").GetString()));
        Assert.Equal(["first_name", null], now.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("field").GetString()));
        Assert.Equal("Anna", now.GetProperty("first_rows")[0][0].GetString());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Broken_letters_are_told_and_their_repair_is_chosen(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var whole = string.Concat(Enumerable.Range(0, 20).Select(i => $"Jürgen Müller {i},Café Böhm\n"));
        var broken = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(whole));
        var import = await app.SendAsync(HttpMethod.Post, "/api/v1/imports", AppHost.Form("full_name,company\n" + broken), HttpStatusCode.Accepted);
        var path = $"/api/v1/imports/{import.GetProperty("id").GetGuid()}";

        await app.SendAsync(HttpMethod.Patch, path, new { repair_mojibake = true }, HttpStatusCode.OK);
        await app.SendAsync(HttpMethod.Patch, path, new { consent = "opt-in", header = true }, HttpStatusCode.OK);
        await ReadyAsync(app, path);
        var now = await app.GetAsync(path);

        Assert.Contains("Jürgen", import.GetProperty("mojibake").GetProperty("example").GetString(), StringComparison.Ordinal);
        Assert.Equal((false, true), (import.GetProperty("mojibake").GetProperty("repaired").GetBoolean(), now.GetProperty("mojibake").GetProperty("repaired").GetBoolean()));
        Assert.Equal(("utf-8", "Jürgen Müller 0"), (now.GetProperty("dialect").GetProperty("encoding").GetString(), now.GetProperty("first_rows")[0][0].GetString()));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Leads_are_made_found_changed_listed_and_forgotten(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);

        var lead = await app.SendAsync(HttpMethod.Post, "/api/v1/leads", new { email = "Anna@ACME.example", first_name = "ANNA", company = "ACME Inc.", extra = new { size = "12" } }, HttpStatusCode.Created);
        var id = lead.GetProperty("id").GetGuid();
        var twin = await app.SendAsync(HttpMethod.Post, "/api/v1/leads", new { email = "anna@acme.example" }, HttpStatusCode.Conflict);
        var changed = await app.SendAsync(HttpMethod.Patch, $"/api/v1/leads/{id}", new { title = "CEO" }, HttpStatusCode.OK);
        var list = (await app.SendAsync(HttpMethod.Post, "/api/v1/lists", new { name = "Friends" }, HttpStatusCode.Created)).GetProperty("id").GetGuid();
        var filled = await app.SendAsync(HttpMethod.Post, $"/api/v1/lists/{list}/leads", new { lead_ids = new[] { id, Guid.Empty } }, HttpStatusCode.OK);

        Assert.Equal(("Anna", "Anna@acme.example"), (lead.GetProperty("first_name").GetString(), lead.GetProperty("email").GetString()));
        Assert.Contains(id.ToString(), twin.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(("CEO", "Anna", "12"), (changed.GetProperty("title").GetString(), changed.GetProperty("first_name").GetString(), changed.GetProperty("extra").GetProperty("size").GetString()));
        Assert.Equal(1, filled.GetProperty("leads").GetInt32());
        Assert.Equal(1, (await app.GetAsync($"/api/v1/leads?list_id={list}&q=acme")).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await app.GetAsync("/api/v1/leads?q=nobody")).GetProperty("items").GetArrayLength());
        await app.SendAsync(HttpMethod.Post, "/api/v1/lists", new { name = "Friends" }, HttpStatusCode.Conflict);
        await app.SendAsync(HttpMethod.Post, "/api/v1/leads", new { email = "not an address" }, HttpStatusCode.BadRequest);
        var job = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", new { list_id = list, start = true }, HttpStatusCode.Accepted);
        Assert.Equal(1, (await app.EndAsync(job.GetProperty("id").GetGuid())).GetProperty("done").GetInt32());
        await app.SendAsync(HttpMethod.Delete, $"/api/v1/leads/{id}", null, HttpStatusCode.NoContent);
        Assert.Equal(0, (await app.GetAsync($"/api/v1/lists/{list}")).GetProperty("leads").GetInt32());
        await app.SendAsync(HttpMethod.Delete, $"/api/v1/lists/{list}", null, HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_correction_leaves_those_before_it_as_they_are()
    {
        await using var app = await AppHost.StartAsync();
        var import = await app.SendAsync(HttpMethod.Post, "/api/v1/imports", AppHost.Form("JÃ¼rgen;KÃ¶ln;x\nZoÃ«;SÃ£o Paulo;y\n", "leute.csv", ("header", "false")), HttpStatusCode.Accepted);
        var path = $"/api/v1/imports/{import.GetProperty("id").GetGuid()}";
        await ReadyAsync(app, path);

        await app.SendAsync(HttpMethod.Patch, path, new { repair_mojibake = true }, HttpStatusCode.OK);
        await app.SendAsync(HttpMethod.Patch, path, new { columns = new Dictionary<string, string> { ["#1"] = "first_name", ["Column 2"] = "city" } }, HttpStatusCode.OK);
        var headed = await app.SendAsync(HttpMethod.Patch, path, new { header = true }, HttpStatusCode.OK);
        var back = await app.SendAsync(HttpMethod.Patch, path, new { header = false, columns = new Dictionary<string, string> { ["#2"] = "", ["#3"] = "city" } }, HttpStatusCode.OK);

        Assert.Equal(("Jürgen", "Köln"), (headed.GetProperty("columns")[0].GetProperty("header").GetString(), headed.GetProperty("columns")[1].GetProperty("header").GetString()));
        Assert.Equal(["first_name", "city", null], Fields(headed));
        Assert.Equal(["first_name", null, "city"], Fields(back));
        Assert.Equal("Jürgen", back.GetProperty("first_rows")[0][0].GetString());
        Assert.Equal(("ready", 2, true), (back.GetProperty("state").GetString(), back.GetProperty("lines").GetInt32(), back.GetProperty("dialect").GetProperty("repair_mojibake").GetBoolean()));
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_refused_with_those_that_are()
    {
        await using var app = await AppHost.StartAsync();
        var import = await app.SendAsync(HttpMethod.Post, "/api/v1/imports", AppHost.Form("Vorname;Firma\nAnna;Acme\n"), HttpStatusCode.Accepted);
        var path = $"/api/v1/imports/{import.GetProperty("id").GetGuid()}";

        foreach (var column in new[] { "Nope", "#9" })
        {
            var refused = await app.SendAsync(HttpMethod.Patch, path, new { columns = new Dictionary<string, string> { [column] = "city" } }, HttpStatusCode.BadRequest);

            Assert.Equal(("columns", column), (refused.GetProperty("field").GetString(), refused.GetProperty("value").GetString()));
            Assert.Contains("Vorname, Firma", refused.GetProperty("cure").GetString(), StringComparison.Ordinal);
        }

        await app.SendAsync(HttpMethod.Post, "/api/v1/imports", AppHost.Form("Vorname;Firma\nAnna;Acme\n", "leads.csv", ("columns", """{"Nope": "city"}""")), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Columns_that_nothing_is_known_of_are_warned_about()
    {
        await using var app = await AppHost.StartAsync();

        var unknown = await app.SendAsync(HttpMethod.Post, "/api/v1/imports", AppHost.Form("x_1,y_1\nfoo,bar\n"), HttpStatusCode.Accepted);
        var people = await app.SendAsync(HttpMethod.Post, "/api/v1/imports", AppHost.Form("email,name\na@b.example,Ann\n"), HttpStatusCode.Accepted);

        Assert.StartsWith("No column was recognised", unknown.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(0, people.GetProperty("warnings").GetArrayLength());
    }

    private static IEnumerable<string?> Fields(System.Text.Json.JsonElement import) => import.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("field").GetString());

    private static async Task ReadyAsync(AppHost app, string path)
    {
        while ((await app.GetAsync(path)).GetProperty("state").GetString() is not "ready")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
