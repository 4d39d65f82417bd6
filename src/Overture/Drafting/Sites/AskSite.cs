using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using Overture.Web.Outbound;

namespace Overture.Drafting.Sites;

/// <summary>One GET to a stranger's server, in its turn and bounded; every failure of the wire comes back as a value.</summary>
internal sealed class AskSite(HttpMessageInvoker http, PoliteQueue queue)
{
    private static readonly string UserAgent = $"Overture/{typeof(AskSite).Assembly.GetName().Version?.ToString(3)} (reads public pages for its user; robots.txt: {RobotsRule.ProductToken})";

    /// <param name="url">A URL that <see cref="UrlRule"/> let through.</param>
    /// <param name="accept">The Accept header.</param>
    /// <param name="maxBytes">Of the decoded body.</param>
    /// <param name="pause">What the host asks for between requests.</param>
    /// <param name="time">What is left for this page; waiting for the turn is free.</param>
    public Task<SiteAnswer> GetAsync(Uri url, string accept, int maxBytes, TimeSpan? pause, TimeAllowance time, CancellationToken ct) =>
        queue.RunAsync(url.IdnHost, pause, turn => AskAsync(url, accept, maxBytes, time, turn), ct);

    private async Task<SiteAnswer> AskAsync(Uri url, string accept, int maxBytes, TimeAllowance time, CancellationToken ct)
    {
        try
        {
            return await time.SpendAsync(inTime => SendAsync(url, accept, maxBytes, inTime), ct);
        }
        catch (RefusedDestinationException e)
        {
            return Failed(UnreadableReason.RefusedAddress, e.Message);
        }
        catch (TimeoutException)
        {
            return Failed(UnreadableReason.Down, $"{url.IdnHost} did not answer in full in time.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            return Failed(UnreadableReason.Down, $"{url.IdnHost} {Symptom(e)}.");
        }
    }

    private async Task<SiteAnswer> SendAsync(Uri url, string accept, int maxBytes, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await http.SendAsync(request, ct);
        if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            && First(response.Headers, "Location") is { } location)
        {
            return new SiteAnswer.Moved(location);
        }

        var body = response.IsSuccessStatusCode ? await BoundedBody.ReadAsync(response.Content, maxBytes, ct) : new([], Cut: false);
        _ = MediaTypeHeaderValue.TryParse(First(response.Content.Headers, "Content-Type"), out var type);
        return new SiteAnswer.Answered(response.StatusCode, type?.MediaType?.ToLowerInvariant(), type?.CharSet, First(response.Content.Headers, "Content-Language"), body);
    }

    private static string? First(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static string Symptom(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException!)
        {
            switch (cause)
            {
                case AuthenticationException:
                    return "has no certificate that can be trusted";
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return "is a name that leads to no address";
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable }:
                    return "takes no connection";
            }
        }

        return "broke off, or answered what is not HTTP";
    }

    private static SiteAnswer.Failed Failed(UnreadableReason reason, string detail) => new(new(reason, detail));
}
