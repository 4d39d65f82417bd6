using System.Net;
using Overture.Tests.World;

namespace Overture.Tests.Access;

public sealed class ApiKeysTests(PostgresServer server)
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task A_key_is_shown_once_opens_the_api_and_is_revoked(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);

        var made = await app.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "robot" }, HttpStatusCode.Created);
        var text = made.GetProperty("key").GetString()!;
        using var robot = app.NewClient();
        robot.DefaultRequestHeaders.Add("X-Api-Key", text);
        var list = await AppHost.ReadAsync(await robot.GetAsync("/api/v1/api-keys", TestContext.Current.CancellationToken), HttpStatusCode.OK);
        await app.SendAsync(HttpMethod.Delete, $"/api/v1/api-keys/{made.GetProperty("id").GetGuid()}", null, HttpStatusCode.NoContent);
        using var after = await robot.GetAsync("/api/v1/api-keys", TestContext.Current.CancellationToken);

        Assert.Equal(2, list.GetProperty("items").GetArrayLength());
        Assert.DoesNotContain(text, list.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(default, list.GetProperty("items")[0].GetProperty("last_used_at").GetDateTimeOffset());
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task A_key_that_asks_too_often_is_told_when_to_come_back()
    {
        await using var app = await AppHost.StartAsync(null, ("RATE_LIMIT_PER_MINUTE", "3"));

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 4; i++)
        {
            answers.Add(await app.Client.GetAsync("/api/v1/jobs", TestContext.Current.CancellationToken));
        }

        Assert.Equal([200, 200, 200, 429], answers.Select(answer => (int)answer.StatusCode));
        Assert.InRange(answers[3].Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        answers.ForEach(answer => answer.Dispose());
    }
}
