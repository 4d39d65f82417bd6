namespace Overture.Access;

/// <summary>Who may do what.</summary>
internal static class AccessRoom
{
    public static IServiceCollection AddAccess(this IServiceCollection services) =>
        services.AddSingleton<Links>().AddSingleton<Keys>().AddSingleton<OpenDatabase>();

    public static void MapAccess(this IEndpointRouteBuilder routes) => _ = routes;
}
