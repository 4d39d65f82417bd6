using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Access;
using Overture.Storage;
using Overture.Tests.World;

namespace Overture.Tests.Access;

public sealed class AnswerOnceTests(PostgresServer server)
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task The_same_request_is_answered_again_and_another_is_refused(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);

        using var first = await PostAsync(app, "k1", "one");
        using var again = await PostAsync(app, "k1", "one");
        using var other = await PostAsync(app, "k1", "two");
        using var refused = await PostAsync(app, "k2", "one");
        using var refusedAgain = await PostAsync(app, "k2", "one");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity), (first.StatusCode, again.StatusCode, other.StatusCode));
        Assert.Equal(await TextAsync(first), await TextAsync(again));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (refused.StatusCode, refusedAgain.StatusCode));
        Assert.True(refusedAgain.Headers.Contains("Idempotency-Replayed"));
    }

    [Theory, InlineData("/api/v1/jobs"), InlineData("/upload")]
    public async Task An_upload_is_told_by_what_it_holds(string path)
    {
        await using var app = await AppHost.StartAsync();

        using var first = await UploadAsync(app, path, "first_name\nAnna\n");
        using var again = await UploadAsync(app, path, "first_name\nAnna\n");
        using var otherFile = await UploadAsync(app, path, "first_name\nEmma\n");
        using var otherName = await UploadAsync(app, path, "first_name\nAnna\n", name: "lead2.csv");
        using var otherField = await UploadAsync(app, path, "first_name\nAnna\n", prompt: "opener");

        Assert.True(first.IsSuccessStatusCode, await TextAsync(first));
        Assert.Equal((first.StatusCode, await TextAsync(first)), (again.StatusCode, await TextAsync(again)));
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotency-Replayed")));
        Assert.All([otherFile, otherName, otherField], other => Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode));
        Assert.Equal(1, (await app.GetAsync("/api/v1/jobs")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task An_upload_that_was_refused_half_way_may_come_again_smaller()
    {
        await using var app = await AppHost.StartAsync(null, ("MAX_FILE_SIZE", "1000"));

        using var tooLarge = await UploadAsync(app, "/api/v1/jobs", LeadFile.Csv(100));
        using var smaller = await UploadAsync(app, "/api/v1/jobs", LeadFile.Csv(2));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.Accepted), (tooLarge.StatusCode, smaller.StatusCode));
    }

    [Fact]
    public async Task Of_two_uploads_at_once_under_one_key_the_one_that_differs_is_refused()
    {
        await using var app = await AppHost.StartAsync();

        var both = await Task.WhenAll(UploadAsync(app, "/api/v1/jobs", LeadFile.Csv(3)), UploadAsync(app, "/api/v1/jobs", LeadFile.Csv(4)));

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.UnprocessableEntity], both.Select(answer => answer.StatusCode).Order());
        Array.ForEach(both, answer => answer.Dispose());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_a_dead_process_began_is_taken_up_with_the_ids_it_used(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        using var first = await PostAsync(app, "k", "one");
        await app.Get<Store>().Write(Lane.Requests, app.Workspace, (db, ct) => db.IdempotentAnswers.ExecuteUpdateAsync(set => set
            .SetProperty(a => a.Status, (int?)null).SetProperty(a => a.Body, (byte[]?)null).SetProperty(a => a.Holder, "elsewhere/1:2:3"), ct), CancellationToken.None);

        using var again = await PostAsync(app, "k", "one");

        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(1, (await app.GetAsync("/api/v1/lists")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_kept_answer_cannot_be_read_in_the_table()
    {
        await using var app = await AppHost.StartAsync();
        using var answer = await PostAsync(app, "k", "a secret name");

        await using var db = app.Get<Store>().Open(app.Workspace);
        var kept = await db.IdempotentAnswers.SingleAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("secret", System.Text.Encoding.Latin1.GetString(kept.Body!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_forgotten_after_a_day()
    {
        await using var app = await AppHost.StartAsync();
        using var answer = await PostAsync(app, "k", "one");
        await app.Get<Store>().Write(Lane.Requests, app.Workspace, (db, ct) => db.IdempotentAnswers.ExecuteUpdateAsync(set => set
            .SetProperty(a => a.CreatedAt, TimeProvider.System.GetUtcNow().AddHours(-25)), ct), CancellationToken.None);
        var round = app.Get<ForgetAnswers>();

        foreach (var (key, _) in await round.Keys(CancellationToken.None))
        {
            await round.Turn(key, CancellationToken.None);
        }

        await using var db = app.Get<Store>().Open(app.Workspace);
        Assert.Equal(0, await db.IdempotentAnswers.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_id_grown_from_a_key_is_the_same_each_time_and_sorts_by_its_instant()
    {
        var (workspace, now) = (Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), TimeProvider.System.GetUtcNow());

        var id = new RequestSeed(workspace, "k", now).Id("job");

        Assert.Equal(id, new RequestSeed(workspace, "k", now).Id("job"));
        Assert.NotEqual(id, new RequestSeed(workspace, "k", now).Id("import"));
        Assert.Equal((7, now.ToUnixTimeMilliseconds()), (id.Version, Convert.ToInt64(id.ToString("N")[..12], 16)));
    }

    private static async Task<HttpResponseMessage> PostAsync(AppHost app, string key, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/lists") { Content = JsonContent.Create(new { name }) };
        request.Headers.Add("Idempotency-Key", key);
        return await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<HttpResponseMessage> UploadAsync(AppHost app, string path, string file, string name = "leads.csv", string prompt = "cold-email")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = AppHost.Form(file, name, ("prompt", prompt)) };
        request.Headers.Add("Idempotency-Key", "upload");
        return await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
