using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Overture.Web;
using Overture.Web.Settings;

namespace Overture.Access;

/// <summary>Recognises who asks: an API key in <c>Authorization: Bearer</c> or <c>X-Api-Key</c>, else the session's cookie.</summary>
internal sealed class Authenticate(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, Callers callers, ServerSettings server)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "overture";

    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var token = Key() ?? SessionCookie.Read(Request);
        var caller = token is null ? null : await callers.Find(token, Context.RequestAborted);
        caller ??= await Nobody();
        return caller is null ? AuthenticateResult.NoResult() : AuthenticateResult.Success(new(caller.Principal(SchemeName), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!Context.IsForPrograms())
        {
            Response.Redirect("/sign-in" + (HttpMethods.IsGet(Request.Method) ? QueryString.Create("return", Request.Path + Request.QueryString) : ""));
            return Task.CompletedTask;
        }

        Response.Headers.WWWAuthenticate = "Bearer";
        return new Problem(401, "no-access", "This needs an API key or a session", Key() is null ? "No key was sent." : "The key is unknown or was revoked.")
        {
            Cure = "Send Authorization: Bearer ovk_…; overture key create NAME makes a key.",
        }.ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        new Problem(403, "forbidden", "This is not allowed", "Who asks may not do this.").ExecuteAsync(Context);

    private string? Key()
    {
        var header = Request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? Named(header[Bearer.Length..].Trim()) : Named(Request.Headers["X-Api-Key"].ToString());
    }

    /// <summary>Only keys come in headers: a session's token there would escape the guard of cookies.</summary>
    private static string? Named(string token) => token.StartsWith(Callers.KeyPrefix, StringComparison.Ordinal) ? token : token.Length > 0 ? Callers.KeyPrefix : null;

    /// <summary>On a machine that opened its old routes to its own programs, but never to a page of another site in its browser.</summary>
    private async Task<Caller?> Nobody()
    {
        var old = Context.GetEndpoint()?.Metadata.GetMetadata<OldRoute>() is not null || (Request.Path == "/" && !Context.WantsPage());
        return server.OldRoutes is "open" && old && IsOwnProgram() ? await callers.Owner(Context.RequestAborted) : null;
    }

    private bool IsOwnProgram() =>
        Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
        && Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
        && (Request.Headers.Origin.Count is 0 || Request.Headers.Origin == $"{Request.Scheme}://{Request.Host}");
}
