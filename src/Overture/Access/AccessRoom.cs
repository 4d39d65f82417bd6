using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Overture.Storage;
using Overture.Web.Settings;

namespace Overture.Access;

/// <summary>Who may do what.</summary>
internal static class AccessRoom
{
    public static IServiceCollection AddAccess(this IServiceCollection services) =>
        services.AddSingleton<Links>().AddSingleton<Keys>().AddSingleton<OpenDatabase>();

    /// <summary>What a server needs to know who asks.</summary>
    public static void AddSignIn(this IServiceCollection services, ServerSettings server)
    {
        services.AddSingleton<Callers>().AddSingleton<AnswersGiven>().AddSingleton<AnswerOnce>();
        services.AddAuthentication(Authenticate.SchemeName).AddScheme<AuthenticationSchemeOptions, Authenticate>(Authenticate.SchemeName, null);
        services.AddLogging(logs => logs.AddFilter(typeof(Authenticate).FullName, LogLevel.Warning)); // a request without a key is no news
        services.AddAuthorizationBuilder().SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddRateLimits(server.RateLimit);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.HeaderName = GuardCookies.HeaderName;
            antiforgery.Cookie.Name = "overture-csrf";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
        });
        ProtectBySecret(services);
    }

    /// <summary>Everything but sign-in, health and static files is for who has a key or a session.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use(GuardCookies.Run);
        app.Use(app.Services.GetRequiredService<AnswerOnce>().Run);
        app.UseExceptionHandler(); // once more, inside: a refusal is an answer too, and kept like one
    }

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        routes.MapSignIn();
        routes.MapApiKeys();
    }

    /// <summary>The framework's ring of keys, and its service that would write one into a home folder, are not wanted.</summary>
    private static void ProtectBySecret(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider>(provider => new Protection(provider.GetRequiredService<Secrets>())));
        foreach (var ring in services.Where(service => service.ImplementationType?.Name is "DataProtectionHostedService").ToList())
        {
            services.Remove(ring);
        }
    }
}
