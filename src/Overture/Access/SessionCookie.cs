using Overture.Web;
using Overture.Web.Settings;

namespace Overture.Access;

/// <summary>The cookie that holds a session's token. Over https it is bound to this host (RFC 6265bis §4.1.3.2).</summary>
internal static class SessionCookie
{
    private const string Plain = "overture";
    private const string Bound = "__Host-overture";

    public static string? Read(HttpRequest request) => request.Cookies[Bound] ?? request.Cookies[Plain];

    public static void Set(HttpContext context, ServerSettings server, string token)
    {
        var https = context.IsHttps(server.PublicUrl);
        context.Response.Cookies.Append(https ? Bound : Plain, token, Options(https, Links.SessionLifetime));
    }

    public static void Remove(HttpContext context)
    {
        context.Response.Cookies.Delete(Bound, Options(true, null));
        context.Response.Cookies.Delete(Plain, Options(false, null));
    }

    private static CookieOptions Options(bool https, TimeSpan? age) => new() { HttpOnly = true, Secure = https, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = age, IsEssential = true };
}
