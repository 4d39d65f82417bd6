using Overture.Access;
using Overture.Accounts.Models;
using Overture.Web.Doctor;
using Overture.Web.Outbound;
using Overture.Web.Settings;

namespace Overture.Accounts;

/// <summary>What we work with: model providers now, mailboxes later.</summary>
internal static class AccountsRoom
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, ModelSettings settings)
    {
        services.AddSingleton(settings);
        services.AddHttpClient(ModelPool.Trusted, Patient).ConfigurePrimaryHttpMessageHandler(() => ModelTimeouts.Default.Handler()).SetHandlerLifetime(Timeout.InfiniteTimeSpan).RemoveAllLoggers();
        services.AddHttpClient(ModelPool.Guarded, Patient).ConfigurePrimaryHttpMessageHandler<GuardedHandler>().SetHandlerLifetime(Timeout.InfiniteTimeSpan).RemoveAllLoggers();
        services.AddSingleton<AskProvider>().AddSingleton<TestProviderKey>(provider => provider.GetRequiredService<AskProvider>().Run);
        services.AddSingleton<IFurnish, OpenKeys>();
        services.AddSingleton<ModelPool>().AddSingleton<AddProviderKey>().AddSingleton<RemoveProviderKey>();
        services.AddSingleton<KeepSpent>().AddHostedService(provider => provider.GetRequiredService<KeepSpent>());
        services.AddExamination("model keys", provider => ActivatorUtilities.CreateInstance<ExamineKeys>(provider).Run);
        return services;
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes) => routes.MapProviderKeys();

    /// <summary>Time-outs are the callers' own.</summary>
    private static void Patient(HttpClient client) => client.Timeout = Timeout.InfiniteTimeSpan;
}
