namespace Overture.Audience;

/// <summary>Whom we may write to.</summary>
internal static class AudienceRoom
{
    public static IServiceCollection AddAudience(this IServiceCollection services) =>
        services.AddSingleton<ReceiveFile>().AddSingleton<InspectImport>().AddSingleton<BeginImport>();

    public static void MapAudience(this IEndpointRouteBuilder routes) => _ = routes;
}
