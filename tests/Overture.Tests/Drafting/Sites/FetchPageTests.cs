using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Overture.Drafting.Sites;
using Overture.Tests.World;
using Overture.Web.Outbound;

namespace Overture.Tests.Drafting.Sites;

public class FetchPageTests
{
    private const string Story = "We restore wooden sailing boats on the coast of Brittany, from keel to mast, with oak from our own yard and bronze cast next door. "
        + "Founded in 1971 by two brothers, the yard now employs nineteen people and launches three boats a year.";

    private const string Page = $"<html lang=fr><title>Chantier Le Gall</title><body><p>{Story}</p></body></html>";

    [Fact]
    public async Task A_page_is_read_with_its_title_language_hash_and_place()
    {
        await using var net = (await SmallInternet.StartAsync()).Serve("legall.fr/", Page);

        var page = Assert.IsType<PageVerdict.Readable>(await net.ReadAsync("http://legall.fr"));

        Assert.Equal($"Chantier Le Gall\n{Story}", page.Text);
        Assert.Equal(("Chantier Le Gall", "fr", "http://legall.fr/"), (page.Title, page.Language, page.Url.AbsoluteUri));
        Assert.Matches("^[0-9a-f]{64}$", page.Hash);
        Assert.StartsWith("Overture/", net.UserAgents["legall.fr/"], StringComparison.Ordinal);
        Assert.Equal(["legall.fr/robots.txt", "legall.fr/"], net.Asked);
    }

    [Fact]
    public async Task A_cell_without_scheme_falls_back_to_http_where_https_does_not_answer()
    {
        await using var net = (await SmallInternet.StartAsync()).Serve("legall.fr/", Page);

        var page = Assert.IsType<PageVerdict.Readable>(await net.ReadAsync("legall.fr"));

        Assert.Equal([443, 80], net.Connected.Select(at => at.Port).Distinct());
        Assert.Equal("http", page.Url.Scheme);
    }

    [Fact]
    public async Task Redirects_are_followed_and_the_last_address_is_kept()
    {
        await using var net = (await SmallInternet.StartAsync()).Redirect("a.com/", "http://b.com/x").Redirect("b.com/x", "/y").Serve("b.com/y", Page);

        var page = Assert.IsType<PageVerdict.Readable>(await net.ReadAsync("http://a.com"));

        Assert.Equal("http://b.com/y", page.Url.AbsoluteUri);
    }

    [Fact]
    public async Task A_chain_of_thirty_redirects_is_left_after_five()
    {
        await using var net = await SmallInternet.StartAsync();
        for (var i = 0; i < 30; i++)
        {
            net.Redirect($"a.com/{i}", $"/{i + 1}");
        }

        Assert.Equal(UnreadableReason.TooManyRedirects, await ReasonAsync(net, "http://a.com/0"));
        Assert.Equal(6, net.Asked.Count(at => at != "a.com/robots.txt"));
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("//[::1]/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://a.com:6379/")]
    public async Task A_redirect_to_a_private_place_is_refused(string to)
    {
        await using var net = (await SmallInternet.StartAsync()).Redirect("a.com/", to);

        Assert.Equal(UnreadableReason.RefusedAddress, await ReasonAsync(net, "http://a.com/"));
        Assert.All(net.Connected, at => Assert.Equal($"{SmallInternet.Public}:80", at.ToString()));
    }

    [Fact]
    public async Task A_redirect_from_an_allowed_host_to_one_that_is_not_is_refused()
    {
        await using var open = await SmallInternet.StartAsync();
        await using var canary = await SmallInternet.StartAsync();
        open.Redirect("127.0.0.1/", $"http://127.0.0.1:{canary.Port}/").Redirect("127.0.0.1/near", "/page").Serve("127.0.0.1/page", Page);
        var reader = open.Reader(new GuardedDial(AllowedHosts.Parse([$"127.0.0.1:{open.Port}"]), TimeProvider.System));

        var near = await reader.FetchAsync($"http://127.0.0.1:{open.Port}/near", TestContext.Current.CancellationToken);
        var far = await reader.FetchAsync($"http://127.0.0.1:{open.Port}/", TestContext.Current.CancellationToken);

        Assert.IsType<PageVerdict.Readable>(near);
        Assert.Equal(UnreadableReason.RefusedAddress, Assert.IsType<PageVerdict.NotReadable>(far).Reason);
        Assert.Empty(canary.Asked);
    }

    [Fact]
    public async Task A_name_that_turns_private_between_two_requests_is_refused()
    {
        await using var net = (await SmallInternet.StartAsync()).Serve("rebind.com/", Page).Serve("rebind.com/robots.txt", Close(""));
        var answers = new Queue<IPAddress[]>([[IPAddress.Parse(SmallInternet.Public)], [IPAddress.Loopback]]);
        net.Names = _ => answers.Dequeue();

        Assert.Equal(UnreadableReason.RefusedAddress, await ReasonAsync(net, "http://rebind.com/"));
        Assert.Equal(["rebind.com/robots.txt"], net.Asked);
    }

    [Fact]
    public async Task One_private_address_among_public_ones_refuses_the_name()
    {
        await using var net = await SmallInternet.StartAsync();
        net.Names = _ => [IPAddress.Parse(SmallInternet.Public), IPAddress.Parse("fd00:ec2::254")];

        Assert.Equal(UnreadableReason.RefusedAddress, await ReasonAsync(net, "http://mixed.com/"));
        Assert.Empty(net.Connected);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_bomb_is_read_up_to_two_megabytes(string encoding)
    {
        long sent = 0;
        await using var net = (await SmallInternet.StartAsync()).Serve("bomb.com/", async http =>
        {
            http.Response.StatusCode = 200;
            http.Response.ContentType = "text/html";
            http.Response.Headers.ContentEncoding = encoding;
            http.Response.ContentLength = 10_000_000_000;
            await using Stream packed = encoding == "br" ? new BrotliStream(http.Response.Body, CompressionLevel.Fastest, leaveOpen: true) : new GZipStream(http.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await packed.WriteAsync(Encoding.UTF8.GetBytes(Page), http.RequestAborted);
            for (var block = Enumerable.Repeat((byte)' ', 1 << 20).ToArray(); sent < 10_000; sent++)
            {
                await packed.WriteAsync(block, http.RequestAborted);
            }
        });

        var verdict = await net.ReadAsync("http://bomb.com/");

        Assert.True(verdict is PageVerdict.Readable, verdict.ToString());
        Assert.True(sent < 10_000, "the server was let to send it all");
    }

    [Fact]
    public async Task An_endless_page_without_text_is_too_large()
    {
        await using var net = (await SmallInternet.StartAsync()).Serve("endless.com/", async http =>
        {
            http.Response.StatusCode = 200;
            http.Response.ContentType = "text/html";
            for (var block = Encoding.UTF8.GetBytes($"<!-- {new string('x', 60_000)} -->"); ;)
            {
                await http.Response.Body.WriteAsync(block, http.RequestAborted);
            }
        });

        Assert.Equal(UnreadableReason.TooLarge, await ReasonAsync(net, "http://endless.com/"));
    }

    [Theory]
    [InlineData("/robots.txt")]
    [InlineData("/")]
    public async Task A_server_that_drips_is_left_after_ten_seconds(string slow)
    {
        var clock = new Clock(DateTimeOffset.UnixEpoch);
        var dripping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var net = (await SmallInternet.StartAsync()).Serve($"slow.com{slow}", async http =>
        {
            http.Response.StatusCode = 200;
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync("<", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            dripping.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        var reading = net.Reader(clock).FetchAsync("http://slow.com/", TestContext.Current.CancellationToken);
        await dripping.Task;
        clock.Advance(TimeSpan.FromSeconds(9.9));
        var early = reading.IsCompleted;
        clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.False(early);
        Assert.Equal(UnreadableReason.Down, Assert.IsType<PageVerdict.NotReadable>(await reading).Reason);
    }

    [Fact]
    public async Task A_person_who_gives_up_is_not_told_that_the_site_is_down()
    {
        using var giveUp = new CancellationTokenSource();
        await using var net = (await SmallInternet.StartAsync()).Serve("slow.com/", async http =>
        {
            await giveUp.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => net.Reader().FetchAsync("http://slow.com/", giveUp.Token));
    }

    [Theory]
    [InlineData(401, nameof(UnreadableReason.Forbidden))]
    [InlineData(403, nameof(UnreadableReason.Forbidden))]
    [InlineData(429, nameof(UnreadableReason.Forbidden))]
    [InlineData(404, nameof(UnreadableReason.NotFound))]
    [InlineData(410, nameof(UnreadableReason.NotFound))]
    [InlineData(500, nameof(UnreadableReason.Down))]
    [InlineData(503, nameof(UnreadableReason.Down))]
    [InlineData(304, nameof(UnreadableReason.Down))]
    public async Task A_status_is_a_reason(int status, string reason)
    {
        await using var net = (await SmallInternet.StartAsync()).Serve("a.com/", status == 304 ? "" : Page, status);

        var no = Assert.IsType<PageVerdict.NotReadable>(await net.ReadAsync("http://a.com/"));

        Assert.Equal(reason, no.Reason.ToString());
        Assert.Contains($"a.com answered {status}", no.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_without_address_and_a_closed_port_are_down_and_say_so()
    {
        await using var net = await SmallInternet.StartAsync();

        var closed = Assert.IsType<PageVerdict.NotReadable>(await net.ReadAsync("https://closed.com"));
        net.Names = _ => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound);
        var nameless = Assert.IsType<PageVerdict.NotReadable>(await net.ReadAsync("https://nameless.com"));

        Assert.Equal((UnreadableReason.Down, "closed.com takes no connection."), (closed.Reason, closed.Detail));
        Assert.Equal((UnreadableReason.Down, "nameless.com is a name that leads to no address."), (nameless.Reason, nameless.Detail));
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_is_down_and_says_so()
    {
        await using var net = (await SmallInternet.StartAsync()).Serve("a.com/", Page);
        net.Tls = true;

        var no = Assert.IsType<PageVerdict.NotReadable>(await net.ReadAsync("https://a.com/"));

        Assert.Equal((UnreadableReason.Down, "a.com has no certificate that can be trusted."), (no.Reason, no.Detail));
        Assert.Empty(net.Asked);
    }

    [Fact]
    public async Task One_registration_gives_one_reader_to_the_whole_process()
    {
        await using var services = new ServiceCollection().AddGuardedHttp(AllowedHosts.None).AddSites(new FetchLimits()).BuildServiceProvider();

        var reader = services.GetRequiredService<FetchPage>();

        Assert.Same(reader, services.GetRequiredService<FetchPage>());
        Assert.IsType<PageVerdict.NotReadable>(await reader.FetchAsync("http://127.0.0.1/", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("User-agent: *\nDisallow: /", 200, nameof(UnreadableReason.Robots))]
    [InlineData("User-agent: overture\nDisallow: /\n\nUser-agent: *\nAllow: /", 200, nameof(UnreadableReason.Robots))]
    [InlineData("", 503, nameof(UnreadableReason.Robots))]
    public async Task Robots_that_refuse_are_heard(string robots, int status, string reason)
    {
        await using var net = (await SmallInternet.StartAsync()).Serve("a.com/robots.txt", robots, status, "text/plain").Serve("a.com/", Page);

        Assert.Equal(reason, (await ReasonAsync(net, "http://a.com/")).ToString());
        Assert.Equal(["a.com/robots.txt"], net.Asked);
    }

    [Theory]
    [InlineData("User-agent: *\nDisallow: /private", 200)]
    [InlineData("User-agent: overture\nDisallow:\n\nUser-agent: *\nDisallow: /", 200)]
    [InlineData("User-agent: *\nDisallow: /", 403)]
    [InlineData("<html>not robots</html>", 404)]
    public async Task Robots_that_do_not_are_no_hindrance(string robots, int status)
    {
        await using var net = (await SmallInternet.StartAsync()).Serve("a.com/robots.txt", robots, status, "text/plain").Serve("a.com/", Page);

        Assert.IsType<PageVerdict.Readable>(await net.ReadAsync("http://a.com/"));
    }

    [Fact]
    public async Task Robots_are_asked_once_a_day_however_many_rows_wait()
    {
        var clock = new Clock(DateTimeOffset.UnixEpoch);
        await using var net = (await SmallInternet.StartAsync()).Redirect("a.com/robots.txt", "http://www.a.com/robots.txt").Serve("a.com/", Page);
        var reader = net.Reader(clock);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => reader.FetchAsync("http://a.com/", TestContext.Current.CancellationToken)));
        clock.Advance(TimeSpan.FromHours(23));
        await reader.FetchAsync("http://a.com/", TestContext.Current.CancellationToken);
        var before = net.Asked.Count(at => at == "a.com/robots.txt");
        clock.Advance(TimeSpan.FromHours(2));
        await reader.FetchAsync("http://a.com/", TestContext.Current.CancellationToken);

        Assert.Equal((1, 2), (before, net.Asked.Count(at => at == "a.com/robots.txt")));
    }

    [Theory]
    [InlineData("application/pdf", "%PDF-1.7")]
    [InlineData("image/png", "x")]
    [InlineData("text/html", "%PDF-1.7 renamed")]
    [InlineData("text/html", "MZ\0\0\0binary")]
    [InlineData("application/json", "{}")]
    public async Task What_is_no_web_page_is_not_read(string type, string body)
    {
        await using var net = (await SmallInternet.StartAsync()).Serve("a.com/", body, 200, type);

        Assert.Equal(UnreadableReason.NotHtml, await ReasonAsync(net, "http://a.com/"));
    }

    [Fact]
    public async Task A_short_page_and_a_parked_one_are_told_apart()
    {
        await using var net = (await SmallInternet.StartAsync()).Serve("short.com/", "<p>Hello.</p>")
            .Serve("parked.com/", "<title>parked.com</title><p>This domain is for sale! Buy now.</p>")
            .Redirect("gone.com/", "http://www.hugedomains.com/domain_profile.cfm?d=gone.com").Serve("www.hugedomains.com/domain_profile.cfm", Page);

        Assert.Equal(UnreadableReason.TooShort, await ReasonAsync(net, "http://short.com/"));
        Assert.Equal(UnreadableReason.Parked, await ReasonAsync(net, "http://parked.com/"));
        Assert.Equal(UnreadableReason.Parked, await ReasonAsync(net, "http://gone.com/"));
    }

    [Theory]
    [InlineData("windows-1251", "text/html; charset=windows-1251", "")]
    [InlineData("windows-1251", "text/html", "<meta charset=windows-1251>")]
    [InlineData("windows-1251", "text/html; charset=utf-8", "<meta http-equiv=Content-Type content=\"text/html; charset=cp1251\">")]
    [InlineData("utf-8", "text/html", "")]
    [InlineData("utf-16", "text/html; charset=iso-8859-1", "")]
    public async Task A_page_is_read_in_the_charset_it_was_written_in(string written, string type, string head)
    {
        var text = string.Concat(Enumerable.Repeat("Мы восстанавливаем деревянные лодки. ", 8));
        var encoding = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(written) ?? Encoding.GetEncoding(written);
        await using var net = (await SmallInternet.StartAsync()).Serve("a.com/", http =>
        {
            http.Response.StatusCode = 200;
            http.Response.Headers.ContentType = type;
            return http.Response.Body.WriteAsync((byte[])[.. encoding.GetPreamble().Where(_ => written == "utf-16"), .. encoding.GetBytes($"{head}<p>{text}</p>")], http.RequestAborted).AsTask();
        });

        Assert.Contains("Мы восстанавливаем деревянные лодки.", Assert.IsType<PageVerdict.Readable>(await net.ReadAsync("http://a.com/")).Text, StringComparison.Ordinal);
    }

    private static RequestDelegate Close(string text) => http =>
    {
        http.Response.StatusCode = 200;
        http.Response.Headers.Connection = "close";
        return http.Response.WriteAsync(text, http.RequestAborted);
    };

    private static async Task<UnreadableReason> ReasonAsync(SmallInternet net, string address) => Assert.IsType<PageVerdict.NotReadable>(await net.ReadAsync(address)).Reason;
}
