using Overture.Web.Outbound;

namespace Overture.Drafting.Sites;

internal static class SiteServices
{
    /// <summary><see cref="FetchPage"/> for the whole process, so that all jobs share one queue and what is known of robots.txt. Needs <see cref="OutboundServices.AddGuardedHttp"/>.</summary>
    public static IServiceCollection AddSites(this IServiceCollection services, FetchLimits limits)
    {
        services.AddSingleton(provider => new PoliteQueue(limits, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => Build(provider.GetRequiredService<GuardedDial>(), provider.GetRequiredService<PoliteQueue>(), limits, provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    public static FetchPage Build(GuardedDial dial, PoliteQueue queue, FetchLimits limits, TimeProvider clock)
    {
        var site = new AskSite(new HttpMessageInvoker(new GuardedHandler(dial)), queue);
        return new FetchPage(site, new ReadRobots(site, dial.Allowed, limits, clock), dial.Allowed, limits, clock);
    }
}
