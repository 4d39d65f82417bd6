using System.Globalization;

namespace Overture.Web.Shell;

/// <summary>Who looks at a page, as far as the frame needs to know.</summary>
internal static class Visitor
{
    /// <returns>The workspace of who is signed in; null: nobody is.</returns>
    public static Guid? Workspace(HttpContext http) => Guid.TryParse(http.User.FindFirst("workspace")?.Value, CultureInfo.InvariantCulture, out var id) ? id : null;
}
