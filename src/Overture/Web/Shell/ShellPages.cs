using Microsoft.AspNetCore.Http.HttpResults;
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
        return services;
    }

    /// <param name="largest">The most bytes of a file that a page takes.</param>
    public static void MapShell(this WebApplication app, long largest)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().WithMetadata(new RequestSizeLimitAttribute(largest + FormAround), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = largest + FormAround });
        app.MapGet("/favicon.ico", () => TypedResults.LocalRedirect("/favicon.svg")).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/theme", ChooseTheme).ExcludeFromDescription();
    }

    /// <summary>An address that nothing answers: the page that says so, for who is signed in.</summary>
    public static Task NotFound(HttpContext http) =>
        http.Response.StatusCode is not StatusCodes.Status404NotFound ? Task.CompletedTask
        : Visitor.Workspace(http) is null ? TypedResults.LocalRedirect("/sign-in").ExecuteAsync(http)
        : new RazorComponentResult<App> { StatusCode = StatusCodes.Status404NotFound }.ExecuteAsync(http);

    private static RedirectHttpResult ChooseTheme(HttpContext http, [FromForm] string? theme, [FromForm] string? back)
    {
        Theme.Choose(http, theme);
        return TypedResults.LocalRedirect(back is ['/', not '/', ..] or "/" ? back : "/");
    }
}
