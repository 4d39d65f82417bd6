using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Overture.Web.Outbound;

namespace Overture.Drafting.Sites;

/// <summary>
/// The robots.txt of a site, asked for once a day (RFC 9309 §2.4) and kept in memory. 4xx, and more redirects than are followed, mean that there is
/// none and everything is allowed (§2.3.1.2, §2.3.1.3); 5xx and no answer mean that nothing is (§2.3.1.4), which is asked again after ten minutes.
/// </summary>
internal sealed class ReadRobots(AskSite site, AllowedHosts allowed, FetchLimits limits, TimeProvider clock)
{
    private const int KeptWeight = 8_000_000;

    /// <summary>What an entry weighs beside its rules.</summary>
    private const int EntryWeight = 500;

    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private static readonly TimeSpan FailureKeptFor = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (RobotsAnswer Answer, DateTimeOffset Until)> kept = new(StringComparer.Ordinal);
    private readonly Queue<(string Origin, DateTimeOffset Until)> order = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<RobotsAnswer>>> asking = new(StringComparer.Ordinal);
    private long weight;

    public async Task<RobotsAnswer> ForAsync(Uri url, CancellationToken ct)
    {
        var origin = url.GetLeftPart(UriPartial.Authority);
        while (true)
        {
            if (Known(origin) is { } known)
            {
                return known;
            }

            var one = asking.GetOrAdd(origin, _ => new(() => AskAsync(origin, ct)));
            try
            {
                return await one.Value.WaitAsync(ct);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // Whoever asked first gave up; the next one asks.
            }
        }
    }

    private async Task<RobotsAnswer> AskAsync(string origin, CancellationToken ct)
    {
        try
        {
            var answer = await FollowAsync(new Uri($"{origin}/robots.txt"), ct);
            Keep(origin, answer);
            return answer;
        }
        finally
        {
            asking.TryRemove(origin, out _);
        }
    }

    private async Task<RobotsAnswer> FollowAsync(Uri url, CancellationToken ct)
    {
        var time = new TimeAllowance(limits.Time, clock);
        for (var redirects = 0; redirects <= limits.Redirects; redirects++)
        {
            switch (await site.GetAsync(url, "text/plain, */*;q=0.1", RobotsRule.MaxBytes, pause: null, time, ct))
            {
                case SiteAnswer.Failed failed:
                    return new(RobotsRule.AllowAll, failed.Why);
                case SiteAnswer.Answered answered:
                    return Judge(url, answered);
                case SiteAnswer.Moved moved when UrlRule.ReadRedirect(url, moved.Location, allowed) is UrlAnswer.Allowed next:
                    url = next.Url;
                    break;
                default:
                    return new(RobotsRule.AllowAll);
            }
        }

        return new(RobotsRule.AllowAll);
    }

    private static RobotsAnswer Judge(Uri url, SiteAnswer.Answered answered) => answered.Status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new(RobotsRule.Parse(Encoding.UTF8.GetString(answered.Body.Bytes))),
        >= HttpStatusCode.InternalServerError => new(RobotsRule.AllowAll, new(UnreadableReason.Robots, $"robots.txt of {url.IdnHost} answered {(int)answered.Status}, which means: not now.")),
        _ => new(RobotsRule.AllowAll),
    };

    private RobotsAnswer? Known(string origin)
    {
        lock (gate)
        {
            return kept.TryGetValue(origin, out var entry) && entry.Until > clock.GetUtcNow() ? entry.Answer : null;
        }
    }

    private void Keep(string origin, RobotsAnswer answer)
    {
        var until = clock.GetUtcNow() + (answer.Unreachable is null ? KeptFor : FailureKeptFor);
        lock (gate)
        {
            Drop(origin);
            kept[origin] = (answer, until);
            order.Enqueue((origin, until));
            weight += EntryWeight + answer.Rule.Weight;
            while (weight > KeptWeight && order.TryDequeue(out var oldest))
            {
                DropIf(oldest);
            }
        }
    }

    private void DropIf((string Origin, DateTimeOffset Until) queued)
    {
        if (kept.TryGetValue(queued.Origin, out var entry) && entry.Until == queued.Until)
        {
            Drop(queued.Origin);
        }
    }

    private void Drop(string origin)
    {
        if (kept.Remove(origin, out var entry))
        {
            weight -= EntryWeight + entry.Answer.Rule.Weight;
        }
    }
}
