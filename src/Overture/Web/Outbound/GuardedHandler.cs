using System.Net;
using System.Text;

namespace Overture.Web.Outbound;

/// <summary>
/// The handler under every HTTP client that goes where a user says (sites, webhooks, model servers of their own): judges the URL, then the
/// connected address. It follows no redirect, uses no proxy (which would connect for us) and keeps no cookie. A 3xx comes back as it is; who follows
/// it sends the next request through here too.
/// </summary>
internal sealed class GuardedHandler : DelegatingHandler
{
    private readonly AllowedHosts allowed;

    public GuardedHandler(GuardedDial dial)
        : base(Sockets(dial)) => allowed = dial.Allowed;

    /// <exception cref="RefusedDestinationException">The URL or its address may not be asked for.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } url || UrlRule.Read(url.AbsoluteUri, allowed) is UrlAnswer.Refused)
        {
            throw new RefusedDestinationException(request.RequestUri?.Host ?? "");
        }

        StayOnTcp(request);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e) when (e.InnerException is RefusedDestinationException refused)
        {
            throw refused;
        }
    }

    /// <summary>HTTP/3 would connect without asking the dial.</summary>
    private static void StayOnTcp(HttpRequestMessage request)
    {
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        request.Version = request.Version.Major > 2 ? HttpVersion.Version20 : request.Version;
    }

    private static SocketsHttpHandler Sockets(GuardedDial dial) => new()
    {
        ConnectCallback = async (context, ct) => await dial.OpenAsync(context.DnsEndPoint, ct),
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
        MaxResponseDrainSize = 0,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
        ActivityHeadersPropagator = null,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    };
}
