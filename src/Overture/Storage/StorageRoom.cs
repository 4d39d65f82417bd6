using Overture.Web.Doctor;
using Overture.Web.Settings;

namespace Overture.Storage;

/// <summary>What the plumbing of the tables registers.</summary>
internal static class StorageRoom
{
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<Store>(provider => settings.Database.IsSqlite
            ? new SqliteStore(settings.Database, provider.GetRequiredService<TimeProvider>())
            : new PostgresStore(settings.Database, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Holder>();
        services.AddSingleton<Leases>();
        services.AddSingleton<Changes>();
        services.AddSingleton(_ => Secrets.Open(settings));
        services.AddExamination("database", provider => new ExamineDatabase(settings, provider.GetRequiredService<TimeProvider>()).Run);
        return services;
    }
}
