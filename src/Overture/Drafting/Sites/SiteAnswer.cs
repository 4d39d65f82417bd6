using System.Net;
using Overture.Web.Outbound;

namespace Overture.Drafting.Sites;

/// <summary>What one request to a site brought.</summary>
internal abstract record SiteAnswer
{
    private SiteAnswer()
    {
    }

    /// <param name="Status">Anything but a redirect.</param>
    /// <param name="MediaType">Of the Content-Type, lower case, if there is one.</param>
    /// <param name="Charset">Of the Content-Type, if it names one.</param>
    /// <param name="Language">Content-Language, if it names one.</param>
    /// <param name="Body">Empty unless the status is 2xx.</param>
    internal sealed record Answered(HttpStatusCode Status, string? MediaType, string? Charset, string? Language, BoundedBody Body) : SiteAnswer;

    /// <param name="Location">The Location header as it stood.</param>
    internal sealed record Moved(string Location) : SiteAnswer;

    /// <param name="Why">Refused, or down.</param>
    internal sealed record Failed(PageVerdict.NotReadable Why) : SiteAnswer;
}
