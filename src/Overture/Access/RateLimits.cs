using System.Globalization;
using System.Threading.RateLimiting;
using Overture.Web;

namespace Overture.Access;

/// <summary>So many requests a minute for each API key; people at pages are not counted.</summary>
internal static class RateLimits
{
    public static void AddRateLimits(this IServiceCollection services, int perMinute) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, Guid>(context => context.Caller()?.Key is { } key
            ? RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter(Guid.Empty));
        limiter.OnRejected = (rejected, _) => new(Refuse(rejected.HttpContext, rejected.Lease, perMinute));
    });

    private static Task Refuse(HttpContext context, RateLimitLease lease, int perMinute)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 60;
        context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return new Problem(429, "rate-limit", "Too many requests with this key", $"{perMinute} a minute are taken.") { Cure = $"Wait {wait} s, or raise RATE_LIMIT_PER_MINUTE." }.ExecuteAsync(context);
    }
}
