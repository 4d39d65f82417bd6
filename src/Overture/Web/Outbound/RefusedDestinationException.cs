namespace Overture.Web.Outbound;

/// <summary>
/// A request was not sent because of where it led. It is an <see cref="HttpRequestException"/> with one text for all cases, so that nobody
/// maps a private network by our errors.
/// </summary>
internal sealed class RefusedDestinationException(string host)
    : HttpRequestException(HttpRequestError.ConnectionError, $"{host} leads to an address that Overture does not open: it is private, local or reserved.");
