using System.Buffers.Text;
using System.Security.Cryptography;

namespace Overture.Web;

/// <summary>What every answer bears: nothing runs or styles a page but what we serve, or what bears this answer's nonce.</summary>
internal static class SecurityHeaders
{
    private static readonly object NonceKey = new();

    /// <summary>For the few scripts a page must hold in itself, as an import map.</summary>
    public static string Nonce(this HttpContext context) =>
        (string)(context.Items[NonceKey] ??= Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)));

    public static void UseSecurityHeaders(this WebApplication app, Uri? publicUrl) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Add(context, publicUrl);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Add(HttpContext context, Uri? publicUrl)
    {
        var headers = context.Response.Headers;
        var style = context.Request.Path.StartsWithSegments(Docs.Path, StringComparison.Ordinal) ? Docs.OwnStyle : "";
        headers.ContentSecurityPolicy = $"default-src 'self'; script-src 'self' 'nonce-{context.Nonce()}'; style-src 'self'{style}; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.IsHttps(publicUrl))
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        if (context.IsForPrograms() && headers.CacheControl.Count is 0)
        {
            headers.CacheControl = "no-store";
        }
    }

    /// <summary>The connection is https, or a proxy's that speaks for the public address is.</summary>
    public static bool IsHttps(this HttpContext context, Uri? publicUrl) =>
        context.Request.IsHttps || (publicUrl?.Scheme is "https" && string.Equals(context.Request.Host.Host, publicUrl.Host, StringComparison.OrdinalIgnoreCase));
}
