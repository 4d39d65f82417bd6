using Microsoft.Extensions.DependencyInjection.Extensions;
using Overture.Access;
using Overture.Audience;
using Overture.Drafting;
using Overture.Drafting.Writing;
using Overture.Web.Settings;
using Quartz;

namespace Overture.Rounds;

/// <summary>Everything that runs by the clock, and how many turns of it run at once on a node.</summary>
internal static class Timetable
{
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(8);

    /// <param name="run">Run them in this process; else it only knows how to wake nobody.</param>
    public static IServiceCollection AddRounds(this IServiceCollection services, DraftingSettings drafting, bool run)
    {
        services.AddSingleton<RoundsClock>();
        services.AddSingleton<WriteChunks>();
        if (!run)
        {
            services.AddQuartz();
            return services;
        }

        services.AddRound<ForgetAnswers>(ForgetAnswers.RoundName);
        services.AddRound<ReadImports>(ReadImports.RoundName);
        services.AddRound<MakeRows>(MakeRows.RoundName);
        services.AddRound<WriteChunks>(WriteChunks.RoundName);
        services.AddRound<ResumeJobs>(ResumeJobs.RoundName);
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options => options.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            quartz.UseDefaultThreadPool(drafting.ChunksAtOnce + 7);
            quartz.UseExecutionLimits(limits => limits
                .ForGroup(ForgetAnswers.RoundName, 1)
                .ForGroup(ReadImports.RoundName, 2)
                .ForGroup(MakeRows.RoundName, 2)
                .ForGroup(ResumeJobs.RoundName, 1)
                .ForGroup(WriteChunks.RoundName, drafting.ChunksAtOnce));
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownPatience);
        services.AddHostedService<Sweep>();
        return services;
    }

    private static void AddRound<T>(this IServiceCollection services, string name)
        where T : class, IRound
    {
        services.TryAddSingleton<T>();
        services.AddSingleton<IRound>(provider => provider.GetRequiredService<T>());
        services.AddKeyedSingleton<IRound>(name, (provider, _) => provider.GetRequiredService<T>());
    }
}
