using Overture.Web.Outbound;

namespace Overture.Drafting.Sites;

/// <summary>
/// Reads the page a row names: judged, asked for politely, bounded in bytes and time, each redirect judged like the first address, and reduced to
/// its text. A page longer than is read is judged by what came.
/// </summary>
internal sealed class FetchPage(AskSite site, ReadRobots robots, AllowedHosts allowed, FetchLimits limits, TimeProvider clock)
{
    private const string Accept = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1";

    /// <param name="address">The cell as it stands. Without a scheme https is tried, and http when nothing answers there.</param>
    public async Task<PageVerdict> FetchAsync(string address, CancellationToken ct)
    {
        if (UrlRule.Read(address, allowed) is not UrlAnswer.Allowed start)
        {
            return Refusal(UrlRule.Read(address, allowed));
        }

        var time = new TimeAllowance(limits.Time, clock);
        var verdict = await FollowAsync(start.Url, time, ct);
        return verdict is PageVerdict.NotReadable { Reason: UnreadableReason.Down } && !start.SchemeGiven && start.Url.Scheme == Uri.UriSchemeHttps
            && await FollowAsync(Plain(start.Url), time, ct) is PageVerdict.Readable found
                ? found
                : verdict;
    }

    private async Task<PageVerdict> FollowAsync(Uri asked, TimeAllowance time, CancellationToken ct)
    {
        var url = asked;
        for (var redirects = 0; redirects <= limits.Redirects; redirects++)
        {
            switch (await AskAsync(url, time, ct))
            {
                case SiteAnswer.Failed failed:
                    return failed.Why;
                case SiteAnswer.Answered answered:
                    return JudgePage.Judge(answered, asked, url, clock.GetUtcNow());
                case SiteAnswer.Moved moved when UrlRule.ReadRedirect(url, moved.Location, allowed) is var next:
                    if (next is not UrlAnswer.Allowed { Url: var to })
                    {
                        return Refusal(next);
                    }

                    url = to;
                    break;
            }
        }

        return new PageVerdict.NotReadable(UnreadableReason.TooManyRedirects, $"It redirects more than {limits.Redirects} times; the last one leads to {url.IdnHost}.");
    }

    private async Task<SiteAnswer> AskAsync(Uri url, TimeAllowance time, CancellationToken ct)
    {
        var answer = await robots.ForAsync(url, ct);
        if (answer.Unreachable is { } unreachable)
        {
            return new SiteAnswer.Failed(unreachable);
        }

        return answer.Rule.Allows(url)
            ? await site.GetAsync(url, Accept, limits.PageBytes, answer.Rule.CrawlDelay, time, ct)
            : new SiteAnswer.Failed(new(UnreadableReason.Robots, $"robots.txt of {url.IdnHost} does not let this page be read."));
    }

    private static PageVerdict.NotReadable Refusal(UrlAnswer answer) => answer is UrlAnswer.Refused refused
        ? new(refused.Fault == UrlFault.Malformed ? UnreadableReason.BadAddress : UnreadableReason.RefusedAddress, refused.Detail)
        : throw new InvalidOperationException("Only a refused address has a refusal.");

    private static Uri Plain(Uri url) => new UriBuilder(url) { Scheme = Uri.UriSchemeHttp, Port = 80 }.Uri;
}
