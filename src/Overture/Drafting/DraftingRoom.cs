using Overture.Access;
using Overture.Drafting.Export;
using Overture.Drafting.Providers;
using Overture.Drafting.Writing;
using Overture.Web.Settings;

namespace Overture.Drafting;

/// <summary>The words.</summary>
internal static class DraftingRoom
{
    public static IServiceCollection AddDrafting(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings.Models).AddSingleton(settings.Drafting);
        services.AddSingleton<KeepPrompt>().AddSingleton<IFurnish>(provider => provider.GetRequiredService<KeepPrompt>());
        services.AddSingleton<ModelChoice>().AddSingleton<CreateJob>().AddSingleton<SteerJob>().AddSingleton<ReadFinished>().AddSingleton<JobStatusQuery>();
        services.AddSingleton<DummyChatClient>().AddSingleton<AskModel>().AddSingleton<WriteRow>().AddSingleton<LoadChunk>().AddSingleton<Plans>();
        services.AddSingleton<ResultWriter>().AddHostedService(provider => provider.GetRequiredService<ResultWriter>());
        services.AddSingleton<Desk>().AddHostedService(provider => provider.GetRequiredService<Desk>());
        return services;
    }

    public static void MapDrafting(this IEndpointRouteBuilder routes, ServerSettings server) => _ = (routes, server);
}
