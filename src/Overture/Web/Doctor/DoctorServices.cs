namespace Overture.Web.Doctor;

internal static class DoctorServices
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What the plumbing of the web has examined.</summary>
    public static IServiceCollection AddDoctor(this IServiceCollection services, Settings.Settings settings)
    {
        services.AddHttpClient(ExaminePort.ClientName, client => client.Timeout = Patience).RemoveAllLoggers();
        services.AddExamination("folders", _ => new ExamineFolders(settings.Storage, settings.Logs).Run);
        services.AddExamination("allowed hosts", provider => ActivatorUtilities.CreateInstance<ExamineHosts>(provider).Run);
        services.AddExamination("port", provider => ActivatorUtilities.CreateInstance<ExaminePort>(provider).Run);
        return services;
    }

    public static IServiceCollection AddExamination(this IServiceCollection services, string check, Func<IServiceProvider, Func<CancellationToken, Task<IReadOnlyList<Finding>>>> make) =>
        services.AddSingleton(provider => new Examination(check, ct => make(provider)(ct)));
}
