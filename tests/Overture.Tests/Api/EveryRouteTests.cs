using System.Net;
using System.Text;
using Overture.Tests.World;

namespace Overture.Tests.Api;

/// <summary>What holds for every route that the description names.</summary>
public sealed class EveryRouteTests(PostgresServer server)
{
    private static readonly string[] Naughty =
    [
        "", "null", "[]", "7", "\"text\"", "{\"name\":\"\\u0000\"}", "{\"name\":\"\\ud800\"}", "{\"text\":\"<script>alert(1)</script>\"}", "{\"email\":\"';DROP TABLE leads;--\"}", "{\"ordinals\":[2147483648]}",
        "{\"lead_ids\":[null]}", "{\"limit\":-1,\"import_id\":\"00000000-0000-0000-0000-000000000000\"}", "{\"spending_cap\":1e400}", "{\"columns\":{\"a\":null}}", "{\"reviewed_at\":\"yesterday\"}",
    ];

    [Fact]
    public async Task No_route_but_health_answers_without_a_key()
    {
        await using var app = await AppHost.StartAsync();
        using var stranger = app.NewClient();
        var routes = await RoutesAsync(app);

        foreach (var (method, path) in routes.Where(route => !route.Path.StartsWith("/health", StringComparison.Ordinal)))
        {
            using var answer = await stranger.SendAsync(new(method, path), TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized, $"{method} {path} answered {answer.StatusCode}");
        }

        Assert.True(routes.Count > 50, $"{routes.Count} routes");
        foreach (var path in new[] { "/openapi/v1.json", "/docs/index.html", "/", "/no-such-page" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task No_input_makes_a_route_fail(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);
        var things = await ThingsAsync(app);
        var (failed, answered) = (new List<string>(), new Dictionary<string, HashSet<int>>(StringComparer.Ordinal));

        foreach (var (method, path) in (await RoutesAsync(app, things)).OrderBy(route => route.Method == HttpMethod.Delete).ThenByDescending(route => route.Path.Length))
        {
            foreach (var input in method == HttpMethod.Get || method == HttpMethod.Delete ? [""] : Naughty)
            {
                foreach (var query in (string[])["", "?q='%25_\\&limit=3&check='&status=&format=csv&encoding=%25", "?q=%00&encoding=%00&check=%00"])
                {
                    using var request = new HttpRequestMessage(method, path + query) { Content = input.Length is 0 ? null : new StringContent(input, Encoding.UTF8, "application/json") };
                    using var answer = await app.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                    _ = answered.TryAdd($"{method} {path}", []);
                    answered[$"{method} {path}"].Add((int)answer.StatusCode);
                    if ((int)answer.StatusCode >= 500)
                    {
                        failed.Add($"{method} {path}{query} {input}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
                    }
                }
            }
        }

        Assert.Empty(failed);
        Assert.Empty(answered.Where(route => route.Value.All(status => status is 404)).Select(route => route.Key));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_control_character_is_refused_by_its_field_wherever_text_enters(bool postgres)
    {
        await using var app = await AppHost.StartAsync(postgres ? server : null);

        var json = await app.SendAsync(HttpMethod.Post, "/api/v1/lists", new { name = "a\0b" }, HttpStatusCode.BadRequest);
        var key = await app.SendAsync(HttpMethod.Put, "/api/v1/prices", new Dictionary<string, object> { ["a\u0007b"] = new { input = 1, output = 1 } }, HttpStatusCode.BadRequest);
        var query = await app.SendAsync(HttpMethod.Get, "/api/v1/leads?q=a%00b", null, HttpStatusCode.BadRequest);
        var form = await app.SendAsync(HttpMethod.Post, "/api/v1/jobs", AppHost.Form(LeadFile.Csv(1), "leads.csv", ("name", "a\0b")), HttpStatusCode.BadRequest);

        Assert.Equal(("name", "ab"), (json.GetProperty("field").GetString(), json.GetProperty("value").GetString()));
        Assert.Contains("U+0000", json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("U+0007", key.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("q", query.GetProperty("field").GetString());
        Assert.Equal("name", form.GetProperty("field").GetString());
    }

    [Fact]
    public async Task Every_route_describes_its_errors_as_problems()
    {
        await using var app = await AppHost.StartAsync();

        var description = await app.GetAsync("/openapi/v1.json");

        Assert.True(description.GetProperty("components").GetProperty("schemas").GetProperty("Problem").GetProperty("properties").TryGetProperty("cure", out _));
        foreach (var (path, method, operation) in from path in description.GetProperty("paths").EnumerateObject()
                                                  from method in path.Value.EnumerateObject()
                                                  where !path.Name.StartsWith("/health", StringComparison.Ordinal)
                                                  select (path.Name, method.Name, method.Value))
        {
            var answers = operation.GetProperty("responses");
            string[] wanted = ["401", "default", .. path.Contains('{', StringComparison.Ordinal) ? ["404", "400"] : Array.Empty<string>(), .. method is "post" or "patch" or "put" ? ["409"] : Array.Empty<string>()];
            foreach (var status in wanted)
            {
                Assert.True(answers.TryGetProperty(status, out var answer) && answer.GetProperty("content").TryGetProperty("application/problem+json", out _), $"{method} {path} does not describe {status}");
            }
        }
    }

    [Fact]
    public async Task The_description_tells_of_errors_of_repeated_posts_and_of_what_is_gone()
    {
        await using var app = await AppHost.StartAsync();

        var operations = (from path in (await app.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject()
                          from method in path.Value.EnumerateObject()
                          select (Method: method.Name, Path: path.Name, Operation: method.Value)).ToList();

        Assert.All(operations, o => Assert.True(o.Operation.GetProperty("responses").GetProperty("default").GetProperty("content").TryGetProperty("application/problem+json", out _), o.Path));
        Assert.All(operations.Where(o => o.Method is "post"), o => Assert.Contains(o.Operation.GetProperty("parameters").EnumerateArray(), p => p.GetProperty("name").GetString() is "Idempotency-Key"));
        Assert.All(operations.Where(o => o.Method is "delete"), o => Assert.True(o.Operation.GetProperty("responses").TryGetProperty("204", out _), o.Path));
    }

    [Fact]
    public async Task The_documentation_shows_the_description()
    {
        await using var app = await AppHost.StartAsync();

        var page = await app.Client.GetStringAsync("/docs/index.html", TestContext.Current.CancellationToken);

        Assert.Contains("swagger-ui", page, StringComparison.Ordinal);
    }

    /// <summary>The routes, with an id of a thing that is there where one is known.</summary>
    private static async Task<IReadOnlyList<(HttpMethod Method, string Path)>> RoutesAsync(AppHost app, IReadOnlyDictionary<string, Guid>? things = null)
    {
        var description = await app.GetAsync("/openapi/v1.json");
        return [.. from path in description.GetProperty("paths").EnumerateObject()
                   from method in path.Value.EnumerateObject()
                   select (new HttpMethod(method.Name.ToUpperInvariant()), path.Name.Replace("{ordinal}", "1", StringComparison.Ordinal)
                       .Replace("{id}", $"{IdFor(path.Name, things)}", StringComparison.Ordinal).Replace("{lead}", $"{things?["leads"] ?? Guid.Empty}", StringComparison.Ordinal))];
    }

    private static Guid IdFor(string path, IReadOnlyDictionary<string, Guid>? things) =>
        things is null ? Guid.Empty
        : things.TryGetValue(path.Split('/').FirstOrDefault(things.ContainsKey) ?? "jobs", out var id) ? id : Guid.Empty;

    /// <summary>One of each, by the part of a path that names it.</summary>
    private static async Task<IReadOnlyDictionary<string, Guid>> ThingsAsync(AppHost app)
    {
        async Task<Guid> First(string path) => (await app.GetAsync("/api/v1/" + path)).GetProperty("items")[0].GetProperty("id").GetGuid();
        async Task<Guid> Made(string path, object body) => (await app.SendAsync(HttpMethod.Post, "/api/v1/" + path, body, HttpStatusCode.Created)).GetProperty("id").GetGuid();
        var job = await app.WrittenAsync(2);
        return new Dictionary<string, Guid>(StringComparer.Ordinal)
        {
            ["jobs"] = job,
            ["imports"] = await First("imports"),
            ["leads"] = await First("leads"),
            ["drafts"] = await First("drafts"),
            ["lists"] = await Made("lists", new { name = "spring" }),
            ["prompts"] = await Made("prompts", new { text = "---\nname: own\n---\n## System\nYou greet.\n## User\nGreet {{first_name}}." }),
            ["provider-keys"] = await Made("provider-keys", new { provider = "openai", key = "sk-0123456789abcdef" }),
            ["api-keys"] = await Made("api-keys", new { name = "another" }),
        };
    }
}
