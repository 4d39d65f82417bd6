using System.Collections.Frozen;

namespace Overture.Drafting.Sites;

/// <summary>
/// Whether an element is the furniture of a page rather than what it says: navigation, footers, cookie banners, things for screen readers alone.
/// Judged by role, by class and id words that all the world uses, and by the names of the common consent tools.
/// </summary>
internal static class FurnitureRule
{
    /// <summary>The whole page hangs on these: a class such as "cookies-pending" on them hides nothing.</summary>
    private static readonly FrozenSet<string> Never = Words("html body main article");

    private static readonly FrozenSet<string> Roles = Words("navigation contentinfo search dialog alertdialog menu menubar toolbar");

    /// <summary>Whole class names and ids, without hyphens and underscores. Not "menu": restaurants have one.</summary>
    private static readonly FrozenSet<string> Names = Words(
        """
        footer sitefooter pagefooter globalfooter footercontainer nav navbar navigation mainnav topnav sitenav mobilenav navmenu breadcrumb breadcrumbs
        skiplink skiptocontent sronly visuallyhidden screenreadertext screenreaderonly offscreen elementinvisible
        """);

    /// <summary>Parts of class names and ids, without hyphens and underscores.</summary>
    private static readonly string[] Marks =
    [
        "cookiebanner", "cookieconsent", "cookienotice", "cookiebar", "cookielaw", "cookiepopup", "cookiepolicy", "cookiemessage", "cookieoverlay", "cookiemodal",
        "cookiedialog", "cookiedisclaimer", "cookiealert", "cookieinfo", "cookiesettings", "cookiecontrol", "cookiewarning", "cookiehint", "cookieprompt", "acceptcookie",
        "cookiesbanner", "cookiesconsent", "cookiesnotice", "cookiesbar", "gdprbanner", "gdprconsent", "gdprcookie", "gdprpopup", "consentbanner", "consentmanager", "consentmodal",
        "onetrust", "cybotcookiebot", "didomi", "usercentrics", "uccenter", "cmplz", "ckyconsent", "iubendacs", "truste", "qccmp", "spmessagecontainer", "borlabs",
        "klaro", "osanocm", "termlycode", "moovegdpr", "ccwindow", "hseucookie", "tarteaucitron", "axeptio", "cookiefirst", "cookieyes", "cookiescript", "privacybanner",
    ];

    /// <param name="element">The element's name.</param>
    /// <param name="attribute">Its attributes by name; null when it has none of that name.</param>
    public static bool IsFurniture(string element, Func<string, string?> attribute)
    {
        if (Never.Contains(element))
        {
            return false;
        }

        if (element == "dialog" && attribute("open") is null)
        {
            return true;
        }

        return (attribute("role") is { } role && Roles.Contains(role.Trim().ToLowerInvariant())) || IsNamed(attribute("id")) || IsNamed(attribute("class"));
    }

    private static bool IsNamed(string? names)
    {
        if (names is not { Length: > 0 })
        {
            return false;
        }

        var plain = names.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        return Array.Exists(Marks, mark => plain.Contains(mark, StringComparison.Ordinal))
            || plain.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries).Any(Names.Contains);
    }

    private static FrozenSet<string> Words(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
