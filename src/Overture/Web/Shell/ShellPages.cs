using Microsoft.AspNetCore.Mvc;

namespace Overture.Web.Shell;

/// <summary>The pages of the dashboard: rendered on the server, in the one layout.</summary>
internal static class ShellPages
{
    /// <summary>What a form adds around its file.</summary>
    private const long FormAround = 64 * 1024;

    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery();
        services.AddHttpContextAccessor();
        return services;
    }

    /// <param name="largest">The most bytes of a file that a page takes.</param>
    public static void MapShell(this WebApplication app, long largest)
    {
        app.MapStaticAssets();
        app.MapRazorComponents<App>().WithMetadata(new RequestSizeLimitAttribute(largest + FormAround), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = largest + FormAround });
        app.MapGet("/favicon.ico", () => TypedResults.LocalRedirect("/favicon.svg")).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/theme", ChooseTheme).ExcludeFromDescription();
    }

    private static IResult ChooseTheme(HttpContext http, [FromForm] string? theme, [FromForm] string? back)
    {
        Theme.Choose(http, theme);
        return TypedResults.LocalRedirect(back is ['/', not '/', ..] or "/" ? back : "/");
    }
}
