using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;
using Overture.Web.Settings;

namespace Overture.Access;

/// <summary>The way in for people. Looking at a link changes nothing, for scanners follow links; pressing its button does.</summary>
internal static class SignInRoutes
{
    private const int LongestForm = 4096;

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (HttpContext context) => (IResult)Page(context, 200)).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/sign-in", Enter).AllowAnonymous().ExcludeFromDescription().WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LongestForm));
        routes.MapPost("/sign-out", SignOut).ExcludeFromDescription();
    }

    private static async Task<IResult> Enter(HttpContext context, Links links, ServerSettings server, CancellationToken ct)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(ct) : FormCollection.Empty;
        if (await links.Use(form["token"].ToString(), ct) is not { } session)
        {
            return Page(context, 400);
        }

        SessionCookie.Set(context, server, session);
        return new SeeOther(form["return"].ToString() is ['/', not ('/' or '\\'), ..] and var back && !back.Any(char.IsControl) ? back : "/");
    }

    private static async Task<IResult> SignOut(HttpContext context, Store store, Callers callers, CancellationToken ct)
    {
        if (SessionCookie.Read(context.Request) is { } token)
        {
            var hash = Token.HashOf(token);
            await store.Write(Lane.Requests, context.Workspace(), (db, stop) => db.Sessions.Where(s => s.Hash == hash).ExecuteDeleteAsync(stop), ct);
            callers.Forget();
            SessionCookie.Remove(context);
        }

        return new SeeOther("/sign-in");
    }

    private static RazorComponentResult<SignIn> Page(HttpContext context, int status)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return new(new { Token = context.Request.Query["token"].ToString(), Back = context.Request.Query["return"].ToString(), Refused = status is not 200 }) { StatusCode = status };
    }
}
