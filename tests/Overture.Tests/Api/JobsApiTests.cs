using System.Net;
using Overture.Tests.World;

namespace Overture.Tests.Api;

public sealed class JobsApiTests(PostgresServer server)
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task A_file_is_uploaded_written_watched_and_downloaded(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);

        using var form = AppHost.Form(LeadFile.Csv(30), "people.csv", ("prompt", "cold-email"), ("start", "true"));
        using var answer = await app.Client.PostAsync("/api/v1/jobs", form, TestContext.Current.CancellationToken);
        var job = await AppHost.ReadAsync(answer, HttpStatusCode.Accepted);
        var id = job.GetProperty("id").GetGuid();

        Assert.Equal($"/api/v1/jobs/{id}", answer.Headers.Location!.ToString());
        var events = await app.Client.GetStringAsync($"/api/v1/jobs/{id}/events", TestContext.Current.CancellationToken);
        Assert.Contains("event: job", events, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"completed\"", events[events.LastIndexOf("data:", StringComparison.Ordinal)..], StringComparison.Ordinal);
        var done = await app.EndAsync(id);
        Assert.Equal((30, 30), (done.GetProperty("total").GetInt32(), done.GetProperty("done").GetInt32()));
        var csv = await app.Client.GetStringAsync($"/api/v1/jobs/{id}/download?format=csv", TestContext.Current.CancellationToken);
        Assert.Equal(31, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Count(line => line.Contains("row-", StringComparison.Ordinal) || line.Contains("email_status", StringComparison.Ordinal)));
        using var xlsx = await app.Client.GetAsync($"/api/v1/jobs/{id}/download", TestContext.Current.CancellationToken);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.Content.Headers.ContentType!.MediaType);
        Assert.Equal("people-finished.xlsx", xlsx.Content.Headers.ContentDisposition!.FileNameStar ?? xlsx.Content.Headers.ContentDisposition.FileName);
        Assert.Equal("PK"u8.ToArray(), (await xlsx.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..2]);
        Assert.Equal(id, (await app.GetAsync("/api/v1/jobs")).GetProperty("items")[0].GetProperty("id").GetGuid());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_job_of_an_import_starts_pauses_resumes_and_is_canceled(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null, ("OPENAI_DUMMY_DELAY", "60s"));
        var import = await app.SendAsync(HttpMethod.Post, "/api/v1/imports", AppHost.Form(LeadFile.Csv(5)), HttpStatusCode.Accepted);

        var job = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", new { import_id = import.GetProperty("id").GetGuid() }, HttpStatusCode.Accepted);
        var path = $"/api/v1/jobs/{job.GetProperty("id").GetGuid()}/";

        Assert.Equal("pending", job.GetProperty("status").GetString());
        foreach (var (verb, status) in new[] { ("start", "processing"), ("pause", "paused"), ("resume", "processing"), ("cancel", "canceled") })
        {
            Assert.Equal(status, (await app.SendAsync(HttpMethod.Post, path + verb, null, HttpStatusCode.OK)).GetProperty("status").GetString());
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_job_that_is_over_does_not_start_and_says_what_helps(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var (done, canceled) = (await app.WrittenAsync(2), (await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", AppHost.Form(LeadFile.Csv(3)), HttpStatusCode.Accepted)).GetProperty("id").GetGuid());
        await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{canceled}/cancel", null, HttpStatusCode.OK);

        foreach (var (job, status, verb) in new[] { (done, "completed", "start"), (done, "completed", "resume"), (canceled, "canceled", "start"), (canceled, "canceled", "resume"), (canceled, "canceled", "start?all=true") })
        {
            var refused = await app.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{job}/{verb}", null, HttpStatusCode.Conflict);
            Assert.Equal(("status", status), (refused.GetProperty("field").GetString(), refused.GetProperty("value").GetString()));
            Assert.Contains("/retry", refused.GetProperty("cure").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_prompt_that_asks_for_what_no_lead_of_a_list_has_is_refused_with_the_fields_there_are(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var lead = await app.SendAsync(HttpMethod.Post, "/api/v1/leads", new { email = "anna@granit.example", first_name = "Anna", extra = new Dictionary<string, string> { ["hobby"] = "chess" } }, HttpStatusCode.Created);
        var list = (await app.SendAsync(HttpMethod.Post, "/api/v1/lists", new { name = "spring" }, HttpStatusCode.Created)).GetProperty("id").GetGuid();
        await app.SendAsync(HttpMethod.Post, $"/api/v1/lists/{list}/leads", new { lead_ids = new[] { lead.GetProperty("id").GetGuid() } }, HttpStatusCode.OK);
        foreach (var field in new[] { "hobby", "pet" })
        {
            await app.SendAsync(HttpMethod.Post, "/api/v1/prompts", new { text = $"---\nname: ask-{field}\n---\n## System\nYou greet.\n## User\nGreet {{{{first_name}}}} with {{{{{field}}}}}." }, HttpStatusCode.Created);
        }

        var refused = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", new { list_id = list, prompt = "ask-pet" }, HttpStatusCode.BadRequest);
        await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", new { list_id = list, prompt = "ask-hobby" }, HttpStatusCode.Accepted);

        Assert.Equal(("prompt", "{{pet}}"), (refused.GetProperty("field").GetString(), refused.GetProperty("value").GetString()));
        Assert.Contains("first_name", refused.GetProperty("cure").GetString(), StringComparison.Ordinal);
        Assert.Contains("hobby", refused.GetProperty("cure").GetString(), StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_download_in_an_encoding_that_lacks_a_character_is_refused_before_its_first_byte(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var job = (await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", AppHost.Form("first_name,company_name,title\r\nΖωή,Granit,CEO\r\n", "leads.csv", ("start", "true")), HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        await app.EndAsync(job);

        var refused = await app.SendAsync(HttpMethod.Get, $"/api/v1/jobs/{job}/download?format=csv&encoding=windows-1252", null, HttpStatusCode.UnprocessableEntity);
        using var held = await app.Client.GetAsync($"/api/v1/jobs/{job}/download?format=csv&encoding=windows-1253", TestContext.Current.CancellationToken);

        Assert.Equal(("encoding", "windows-1252", "Use utf-8."), (refused.GetProperty("field").GetString(), refused.GetProperty("value").GetString(), refused.GetProperty("cure").GetString()));
        Assert.Contains("Ζ (U+0396)", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, held.StatusCode);
    }

    [Fact]
    public async Task A_download_holds_every_line_whatever_is_read_or_written_so_far()
    {
        await using var app = await AppHost.StartAsync();
        var form = AppHost.Form(LeadFile.Csv(30_000), "leads.csv", ("start", "true"), ("prompt", "cold-email"), ("limit", "5"));
        var id = (await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", form, HttpStatusCode.Accepted)).GetProperty("id").GetGuid();

        var atOnce = await app.Client.GetStringAsync($"/api/v1/jobs/{id}/download?format=csv", TestContext.Current.CancellationToken);
        var ended = await app.EndAsync(id);
        var atLast = await app.Client.GetStringAsync($"/api/v1/jobs/{id}/download?format=csv", TestContext.Current.CancellationToken);

        Assert.Equal((5, 5), (ended.GetProperty("total").GetInt32(), ended.GetProperty("completed").GetInt32()));
        Assert.All([atOnce, atLast], file => Assert.Equal(30_001, file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [Fact]
    public async Task What_cannot_be_a_job_is_refused_with_the_field_and_the_cure()
    {
        await using var app = await AppHost.StartAsync();

        var noPrompt = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", AppHost.Form(LeadFile.Csv(2), "leads.csv", ("prompt", "no such prompt")), HttpStatusCode.BadRequest);
        var noSource = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", new { prompt = "cold-email" }, HttpStatusCode.BadRequest);
        var noFile = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", new MultipartFormDataContent { { new StringContent("cold-email"), "prompt" } }, HttpStatusCode.BadRequest);
        var wrongType = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", new { import_id = "seven" }, HttpStatusCode.BadRequest);
        var empty = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", AppHost.Form("", "empty.csv"), HttpStatusCode.BadRequest);

        Assert.Equal("prompt", noPrompt.GetProperty("field").GetString());
        Assert.Contains("cold-email", noPrompt.GetProperty("cure").GetString(), StringComparison.Ordinal);
        Assert.Equal("import_id", noSource.GetProperty("field").GetString());
        Assert.Equal("file", noFile.GetProperty("field").GetString());
        Assert.Equal("import_id", wrongType.GetProperty("field").GetString());
        Assert.Equal("urn:overture:problem:file-refused", empty.GetProperty("type").GetString());
        Assert.Empty((await app.GetAsync("/api/v1/imports")).GetProperty("items").EnumerateArray().Where(i => i.GetProperty("file_name").GetString() is "empty.csv"));
    }

    [Fact]
    public async Task A_file_over_the_limit_answers_413_and_leaves_nothing()
    {
        await using var app = await AppHost.StartAsync(null, ("MAX_FILE_SIZE", "10000"));

        var little = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", AppHost.Form(LeadFile.Csv(200)), HttpStatusCode.RequestEntityTooLarge);
        var much = await app.SendAsync(HttpMethod.Post, "/upload", AppHost.Form(new string('a', 2_000_000)), HttpStatusCode.RequestEntityTooLarge);

        Assert.Contains("MAX_FILE_SIZE", little.GetProperty("cure").GetString() + much.GetProperty("cure").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await app.GetAsync("/api/v1/imports")).GetProperty("items").GetArrayLength());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Twenty_equal_posts_under_one_key_have_one_effect_and_one_answer(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var file = LeadFile.Csv(5);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs") { Content = AppHost.Form(file, "leads.csv", ("start", "true")) };
            request.Headers.Add("Idempotency-Key", "the-same-upload");
            return (await AppHost.ReadAsync(await app.Client.SendAsync(request, TestContext.Current.CancellationToken), HttpStatusCode.Accepted)).ToString();
        }));

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Equal(1, (await app.GetAsync("/api/v1/jobs")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await app.GetAsync("/api/v1/imports")).GetProperty("items").GetArrayLength());
    }
}
