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
        await app.WrittenAsync(2);
        var failed = new List<string>();

        foreach (var (method, path) in await RoutesAsync(app))
        {
            foreach (var input in method == HttpMethod.Get || method == HttpMethod.Delete ? [""] : Naughty)
            {
                using var request = new HttpRequestMessage(method, path + "?q=%00'%25_&limit=3&check=%00&status=&format=csv&encoding=%00") { Content = input.Length is 0 ? null : new StringContent(input, Encoding.UTF8, "application/json") };
                using var answer = await app.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                if ((int)answer.StatusCode >= 500)
                {
                    failed.Add($"{method} {path} {input}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
                }
            }
        }

        Assert.Empty(failed);
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

    private static async Task<IReadOnlyList<(HttpMethod Method, string Path)>> RoutesAsync(AppHost app)
    {
        var description = await app.GetAsync("/openapi/v1.json");
        return [.. from path in description.GetProperty("paths").EnumerateObject()
                   from method in path.Value.EnumerateObject()
                   select (new HttpMethod(method.Name.ToUpperInvariant()), path.Name.Replace("{ordinal}", "1", StringComparison.Ordinal)
                       .Replace("{id}", "00000000-0000-0000-0000-000000000001", StringComparison.Ordinal).Replace("{lead}", "00000000-0000-0000-0000-000000000002", StringComparison.Ordinal))];
    }
}
