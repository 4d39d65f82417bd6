using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Overture.Drafting.Sites;
using Overture.Web.Outbound;

namespace Overture.Tests.Drafting.Sites;

/// <summary>
/// One web server on loopback that plays every public site: names resolve to public addresses, and connections to those end here. What is
/// connected to and asked for is kept, so a test can say that nothing was.
/// </summary>
public sealed class SmallInternet : IAsyncLifetime
{
    public const string Public = "93.184.216.34";

    private readonly Dictionary<string, RequestDelegate> pages = new(StringComparer.Ordinal);
    private readonly WebApplication server;
    private readonly List<IDisposable> owned = [];

    public SmallInternet()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(SelfSigned()));
        });
        server = builder.Build();
        server.Run(AnswerAsync);
    }

    public int Port => PortOf(Uri.UriSchemeHttp);

    /// <summary>Takes connections to port 443 too, with a certificate that nobody vouches for; otherwise they are refused.</summary>
    public bool Tls { get; set; }

    public ConcurrentQueue<string> Asked { get; } = [];

    public ConcurrentQueue<IPEndPoint> Connected { get; } = [];

    public ConcurrentDictionary<string, string> UserAgents { get; } = [];

    public Func<string, IPAddress[]> Names { get; set; } = _ => [IPAddress.Parse(Public)];

    public static async Task<SmallInternet> StartAsync()
    {
        var internet = new SmallInternet();
        await internet.InitializeAsync();
        return internet;
    }

    public async ValueTask InitializeAsync() => await server.StartAsync(TestContext.Current.CancellationToken);

    /// <param name="at">Host and path, such as <c>acme.com/about</c>.</param>
    public SmallInternet Serve(string at, RequestDelegate page)
    {
        pages[at] = page;
        return this;
    }

    public SmallInternet Serve(string at, string html, int status = 200, string type = "text/html; charset=utf-8") => Serve(at, http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        return http.Response.WriteAsync(html, http.RequestAborted);
    });

    public SmallInternet Redirect(string at, string to) => Serve(at, http =>
    {
        http.Response.StatusCode = 302;
        http.Response.Headers.Location = to;
        return Task.CompletedTask;
    });

    internal GuardedDial Dial(AllowedHosts? allowed = null) => new(allowed ?? AllowedHosts.None, TimeProvider.System)
    {
        Resolve = (name, _) => Task.FromResult(Names(name)),
        Connect = ConnectAsync,
    };

    internal FetchPage Reader(TimeProvider? clock = null, AllowedHosts? allowed = null) => Reader(Dial(allowed), clock);

    internal FetchPage Reader(GuardedDial dial, TimeProvider? clock = null)
    {
        var limits = new FetchLimits { Apart = TimeSpan.Zero };
        var queue = new PoliteQueue(limits, clock ?? TimeProvider.System);
        owned.Add(queue);
        return SiteServices.Build(dial, queue, limits, clock ?? TimeProvider.System);
    }

    internal Task<PageVerdict> ReadAsync(string address) => Reader().FetchAsync(address, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        owned.ForEach(each => each.Dispose());
        await server.DisposeAsync();
    }

    private int PortOf(string scheme) => server.Urls.Select(url => new Uri(url)).First(url => url.Scheme == scheme).Port;

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=self-signed", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }

    private Task AnswerAsync(HttpContext http)
    {
        var at = $"{http.Request.Host.Host}{http.Request.Path}";
        Asked.Enqueue(at);
        UserAgents[at] = http.Request.Headers.UserAgent.ToString();
        http.Response.StatusCode = 404;
        return pages.GetValueOrDefault(at, _ => Task.CompletedTask)(http);
    }

    private async Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken ct)
    {
        Connected.Enqueue(address);
        if (address.Port == 443 && !Tls)
        {
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, address.Port == 443 ? PortOf(Uri.UriSchemeHttps) : Port, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
