using Overture.Audience.Files;
using Overture.Web;

namespace Overture.Audience;

/// <summary>Whom we may write to.</summary>
internal static class AudienceRoom
{
    public static IServiceCollection AddAudience(this IServiceCollection services) =>
        services.AddSingleton<ReceiveFile>().AddSingleton<ResumeUpload>().AddSingleton<InspectImport>().AddSingleton<BeginImport>().AddSingleton<TakeFile>().AddSingleton<ReadImport>()
            .AddSingleton(new ProblemRule(e => e is FileRefused refused ? Told(refused) : null));

    /// <param name="mostBytes">Of an uploaded file.</param>
    public static void MapAudience(this IEndpointRouteBuilder routes, long mostBytes)
    {
        routes.MapUploads(mostBytes);
        routes.MapImports(mostBytes);
        routes.MapLeads();
        routes.MapLists();
    }

    private static Problem Told(FileRefused refused) => new(400, "file-refused", "The file cannot be taken", refused.Message)
    {
        Field = refused.Field,
        Value = Problem.Shown(refused.Value),
        Cure = refused.Cure + ".",
    };
}
