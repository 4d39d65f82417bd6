using Microsoft.AspNetCore.Antiforgery;
using Overture.Web;

namespace Overture.Access;

/// <summary>A browser sends its cookie whoever asks it to; so a change through the API by a session must bear the page's token in a header.</summary>
internal static class GuardCookies
{
    public const string HeaderName = "X-CSRF-Token";

    private static readonly Problem NoToken = new(403, "csrf", "The page's token is missing or of another session", $"A change by a signed-in page bears the header {HeaderName}.")
    {
        Cure = "Load the page again; programs send an API key instead.",
    };

    public static async Task Run(HttpContext context, RequestDelegate next)
    {
        var bySession = context.Caller() is { User: not null };
        if (!bySession || !context.Request.IsUnsafe() || !context.IsAtApi() || await Bears(context))
        {
            await next(context);
            return;
        }

        await NoToken.ExecuteAsync(context);
    }

    /// <summary>The header is asked for first: without one the form would be read, and with it a whole upload.</summary>
    private static async Task<bool> Bears(HttpContext context) =>
        context.Request.Headers.ContainsKey(HeaderName) && await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
}
