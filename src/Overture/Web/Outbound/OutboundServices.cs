using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Overture.Web.Outbound;

internal static class OutboundServices
{
    /// <summary>Guarded outbound HTTP: <see cref="GuardedDial"/> for the whole process, <see cref="GuardedHandler"/> as the handler of the clients that need it.</summary>
    public static IServiceCollection AddGuardedHttp(this IServiceCollection services, AllowedHosts allowed)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new GuardedDial(allowed, provider.GetRequiredService<TimeProvider>()));
        services.AddTransient<GuardedHandler>();
        return services;
    }
}
