using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Overture.Access;
using Overture.Storage;
using Overture.Tests.World;

namespace Overture.Tests.Access;

public sealed class SignInTests
{
    [Fact]
    public async Task Looking_at_a_link_changes_nothing_and_its_button_signs_in_once()
    {
        await using var app = await AppHost.StartAsync();
        using var client = app.NewClient(cookies: new());
        var token = await app.Get<Links>().New(app.Workspace, CancellationToken.None);

        var page = await client.GetStringAsync("/sign-in?token=" + token, TestContext.Current.CancellationToken);
        await client.GetStringAsync("/sign-in?token=" + token, TestContext.Current.CancellationToken);
        using var signedIn = await PostAsync(client, token);
        using var again = await PostAsync(client, token);

        Assert.Contains(token, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
        Assert.All(["httponly", "samesite=lax", "path=/"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/api/v1/jobs"));
    }

    [Fact]
    public async Task A_link_is_good_for_fifteen_minutes()
    {
        await using var app = await AppHost.StartAsync();
        var clock = new Clock(new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        var links = new Links(app.Get<Store>(), clock);
        var (used, late) = (await links.New(app.Workspace, CancellationToken.None), await links.New(app.Workspace, CancellationToken.None));

        clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await links.Use(used, CancellationToken.None));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await links.Use(late, CancellationToken.None));
    }

    [Theory, InlineData("https://elsewhere.example/"), InlineData("//elsewhere.example"), InlineData("/\\elsewhere.example"), InlineData("javascript:alert(1)")]
    public async Task Signing_in_leads_to_no_other_site(string back)
    {
        await using var app = await AppHost.StartAsync();
        using var client = app.NewClient(cookies: new());

        using var answer = await PostAsync(client, await app.Get<Links>().New(app.Workspace, CancellationToken.None), back);

        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_link_is_shown_as_text_whatever_it_holds()
    {
        await using var app = await AppHost.StartAsync();
        using var client = app.NewClient();

        var page = await client.GetStringAsync("/sign-in?token=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E&return=%22%3E%3Cb%3E", TestContext.Current.CancellationToken);

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_shown_in_at_a_page_and_refused_at_the_api()
    {
        await using var app = await AppHost.StartAsync();
        using var client = app.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/leads?q=x");
        request.Headers.Accept.ParseAdd("text/html");

        using var page = await client.SendAsync(request, TestContext.Current.CancellationToken);
        using var api = await client.GetAsync("/api/v1/leads", TestContext.Current.CancellationToken);
        using var wrong = app.NewClient("ovk_no-such-key");

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Equal("/sign-in?return=%2Fleads%3Fq%3Dx", page.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        Assert.Equal("application/problem+json", api.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(wrong, "/api/v1/leads"));
    }

    [Fact]
    public async Task A_change_by_a_session_bears_the_token_of_its_page_and_one_by_a_key_does_not()
    {
        await using var app = await AppHost.StartAsync();
        var cookies = new CookieContainer();
        using var client = await app.SignInAsync(cookies);

        using var without = await client.PostAsJsonAsync("/api/v1/lists", new { name = "one" }, TestContext.Current.CancellationToken);
        var (cookie, token) = await PageTokenAsync(app);
        cookies.Add(app.Address, new Cookie("overture-csrf", cookie));
        client.DefaultRequestHeaders.Add("X-CSRF-Token", token);
        using var with = await client.PostAsJsonAsync("/api/v1/lists", new { name = "two" }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, without.StatusCode);
        Assert.Equal(HttpStatusCode.Created, with.StatusCode);
        await app.SendAsync(HttpMethod.Post, "/api/v1/lists", new { name = "three" }, HttpStatusCode.Created);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var app = await AppHost.StartAsync();
        using var client = await app.SignInAsync();

        using var answer = await client.PostAsync("/sign-out", null, TestContext.Current.CancellationToken);

        Assert.Equal("/sign-in", answer.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, "/api/v1/jobs"));
        await using var db = app.Get<Store>().Open(app.Workspace);
        Assert.Equal(0, await db.Sessions.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_token_of_a_session_opens_nothing_in_a_header()
    {
        await using var app = await AppHost.StartAsync();
        var session = await app.Get<Links>().Use(await app.Get<Links>().New(app.Workspace, CancellationToken.None), CancellationToken.None);
        using var client = app.NewClient(session);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, "/api/v1/jobs"));
    }

    private static async Task<(string Cookie, string Token)> PageTokenAsync(AppHost app)
    {
        await using var db = app.Get<Store>().Open(app.Workspace);
        var user = await db.Users.Select(u => u.Id).SingleAsync(TestContext.Current.CancellationToken);
        var context = new DefaultHttpContext { RequestServices = app.Get<IServiceProvider>(), User = new Caller(app.Workspace, user, null).Principal(Authenticate.SchemeName) };
        var tokens = app.Get<IAntiforgery>().GetTokens(context);
        return (tokens.CookieToken!, tokens.RequestToken!);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string token, string back = "")
    {
        using var form = new FormUrlEncodedContent([new("token", token), new("return", back)]);
        return await client.PostAsync("/sign-in", form, TestContext.Current.CancellationToken);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
