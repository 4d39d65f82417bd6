using System.Net;
using Overture.Tests.World;

namespace Overture.Tests.Api;

public sealed class DraftingApiTests(PostgresServer server)
{
    private const string Own = """
        ---
        name: short-hello
        words: 3-20
        ---
        ## System
        You greet people.
        ## User
        Greet {{first_name}}.
        """;

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_prompt_of_ones_own_is_checked_kept_in_versions_and_put_away(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);

        var verdict = await app.SendAsync(HttpMethod.Post, "/api/v1/prompts/validate", new { text = Own }, HttpStatusCode.OK);
        var broken = await app.SendAsync(HttpMethod.Post, "/api/v1/prompts/validate", new { text = "no prompt" }, HttpStatusCode.OK);
        var made = await app.SendAsync(HttpMethod.Post, "/api/v1/prompts", new { text = Own }, HttpStatusCode.Created);
        var path = $"/api/v1/prompts/{made.GetProperty("id").GetGuid()}";
        var changed = await app.SendAsync(HttpMethod.Patch, path, new { text = Own.Replace("Greet {{", "Salute {{", StringComparison.Ordinal) }, HttpStatusCode.OK);
        var versions = await app.GetAsync(path + "/versions");
        var names = (await app.GetAsync("/api/v1/prompts")).GetProperty("items").EnumerateArray().Select(p => p.GetProperty("name").GetString()).ToList();

        Assert.True(verdict.GetProperty("valid").GetBoolean());
        Assert.Equal("first_name", verdict.GetProperty("fields")[0].GetString());
        Assert.False(broken.GetProperty("valid").GetBoolean());
        Assert.Equal((1, 2, 2), (made.GetProperty("version").GetInt32(), changed.GetProperty("version").GetInt32(), versions.GetProperty("items").GetArrayLength()));
        Assert.Equal(["cold-email", "follow-up", "opener", "short-hello"], names);
        await app.SendAsync(HttpMethod.Post, "/api/v1/prompts", new { text = Own }, HttpStatusCode.Conflict);
        var invalid = await app.SendAsync(HttpMethod.Post, "/api/v1/prompts", new { text = "no prompt" }, HttpStatusCode.BadRequest);
        Assert.Equal("urn:overture:problem:prompt-invalid", invalid.GetProperty("type").GetString());
        Assert.Equal(("text", "no prompt"), (invalid.GetProperty("field").GetString(), invalid.GetProperty("value").GetString()));
        Assert.StartsWith("Begin with a line ---", invalid.GetProperty("cure").GetString(), StringComparison.Ordinal);
        await app.SendAsync(HttpMethod.Delete, path, null, HttpStatusCode.NoContent);
        await app.SendAsync(HttpMethod.Get, path, null, HttpStatusCode.NotFound);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Prices_of_ones_own_stand_over_the_shipped_ones(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);

        var before = await app.GetAsync("/api/v1/prices");
        var after = await app.SendAsync(HttpMethod.Put, "/api/v1/prices", new Dictionary<string, object> { ["my-model"] = new { input = 0.5, output = 1.5 } }, HttpStatusCode.OK);
        await app.SendAsync(HttpMethod.Put, "/api/v1/prices", new Dictionary<string, object> { ["my-model"] = new { input = -1, output = 1.5 } }, HttpStatusCode.BadRequest);

        Assert.True(before.TryGetProperty("gpt-4o-mini", out _));
        Assert.Equal((0.5m, true), (after.GetProperty("my-model").GetProperty("input").GetDecimal(), after.GetProperty("my-model").GetProperty("own").GetBoolean()));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_model_key_is_kept_sealed_and_never_shown(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);

        var made = await app.SendAsync(HttpMethod.Post, "/api/v1/provider-keys", new { provider = "openai", name = "team", key = "sk-0123456789abcdef", limit_group = "org-1" }, HttpStatusCode.Created);
        var list = await app.GetAsync("/api/v1/provider-keys");

        Assert.Equal(("…cdef", "org-1"), (made.GetProperty("hint").GetString(), list.GetProperty("items")[0].GetProperty("limit_group").GetString()));
        Assert.DoesNotContain("0123456789", list.ToString() + made, StringComparison.Ordinal);
        await app.SendAsync(HttpMethod.Post, "/api/v1/provider-keys", new { provider = "nobody", key = "sk-0123456789abcdef" }, HttpStatusCode.BadRequest);
        var inside = await app.SendAsync(HttpMethod.Post, "/api/v1/provider-keys", new { provider = "openai", key = "sk-0123456789abcdef", base_url = "http://10.0.0.1/v1" }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("base_url", "http://10.0.0.1/v1"), (inside.GetProperty("field").GetString(), inside.GetProperty("value").GetString()));
        Assert.DoesNotContain("..", inside.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await app.SendAsync(HttpMethod.Delete, $"/api/v1/provider-keys/{made.GetProperty("id").GetGuid()}", null, HttpStatusCode.NoContent);
    }
}
