using Overture.Access;
using Overture.Drafting.Export;
using Overture.Drafting.Likeness;
using Overture.Drafting.Prompts;
using Overture.Drafting.Providers;
using Overture.Drafting.Sites;
using Overture.Drafting.Writing;
using Overture.Web;
using Overture.Web.Settings;
using Overture.Web.Shell;

namespace Overture.Drafting;

/// <summary>The words.</summary>
internal static class DraftingRoom
{
    public static IServiceCollection AddDrafting(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings.Drafting);
        services.AddSites(new FetchLimits());
        services.AddSingleton<KeepPrompt>().AddSingleton<IFurnish>(provider => provider.GetRequiredService<KeepPrompt>());
        services.AddSingleton<ModelChoice>().AddSingleton<CheckCap>().AddSingleton<CreateJob>().AddSingleton<ChangeJob>().AddSingleton<FindEarlierJob>().AddSingleton<SteerJob>().AddSingleton<ReadFinished>().AddSingleton<JobStatusQuery>().AddSingleton<EstimateRest>();
        services.AddSingleton<EditRow>().AddSingleton<ReviewRows>().AddSingleton<ReadRows>().AddSingleton<ReplaceText>().AddSingleton<Unapprove>().AddSingleton<TakeBack>().AddSingleton<FindAlike>().AddSingleton<WriteAgain>().AddSingleton<LeadStory>().AddSingleton<LastActivity>().AddSingleton<WrittenByDay>().AddSingleton<RowAnswer>();
        services.AddSingleton<OrderJob>().AddSingleton<JobFeed>().AddSingleton<OldResults>();
        services.AddSingleton(new ProblemRule(e => e is PromptInvalid invalid ? new(400, "prompt-invalid", "The prompt cannot be used", invalid.Message) { Field = "text", Value = invalid.Value ?? invalid.Where, Cure = Sentence(invalid.Cure) } : null));
        services.AddSingleton<DraftSamples>().AddSingleton<RunningJobs>().AddSingleton(provider => new RunningWork(provider.GetRequiredService<RunningJobs>().Count));
        services.AddSingleton<DummyChatClient>().AddSingleton<AskModel>().AddSingleton<WriteRow>().AddSingleton<LoadChunk>().AddSingleton<Plans>();
        services.AddSingleton<ReadSite>().AddSingleton<PriceList>();
        services.AddSingleton<ResultWriter>().AddHostedService(provider => provider.GetRequiredService<ResultWriter>());
        services.AddSingleton<Desk>().AddHostedService(provider => provider.GetRequiredService<Desk>());
        return services;
    }

    private static string Sentence(string cure) => char.ToUpperInvariant(cure[0]) + cure[1..] + ".";

    public static void MapDrafting(this WebApplication app, ServerSettings server, DraftingSettings drafting)
    {
        app.UseOldRoot(server);
        app.MapImportChange();
        app.MapJobs(drafting.MaxFileSize);
        app.MapRows();
        app.MapDrafts();
        app.MapPrompts();
        app.MapPrices();
        app.MapOldRoutes(server.OldRoutes, drafting.MaxFileSize);
    }
}
