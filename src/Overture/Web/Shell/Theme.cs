namespace Overture.Web.Shell;

/// <summary>Light or dark as a visitor chose it; without a choice the system decides.</summary>
internal static class Theme
{
    public const string Cookie = "overture-theme";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <returns>Null: as the system.</returns>
    public static string? Of(HttpContext http) => http.Request.Cookies[Cookie] is "light" or "dark" ? http.Request.Cookies[Cookie] : null;

    public static void Choose(HttpContext http, string? theme)
    {
        if (theme is "light" or "dark")
        {
            http.Response.Cookies.Append(Cookie, theme, new() { MaxAge = Kept, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
        }
        else
        {
            http.Response.Cookies.Delete(Cookie);
        }
    }
}
