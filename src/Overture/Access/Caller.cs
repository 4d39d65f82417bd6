using System.Globalization;
using System.Security.Claims;

namespace Overture.Access;

/// <summary>Who asks: a program with a key, a person with a session, or, on a machine opened to old programs, nobody in particular.</summary>
internal sealed record Caller(Guid Workspace, Guid? User, Guid? Key)
{
    private const string WorkspaceClaim = "workspace";
    private const string UserClaim = "user";
    private const string KeyClaim = "key";

    public ClaimsPrincipal Principal(string scheme)
    {
        List<Claim> claims = [new(WorkspaceClaim, Text(Workspace)), new(ClaimTypes.NameIdentifier, Text(User ?? Key ?? Workspace))];
        claims.AddRange(User is { } user ? [new(UserClaim, Text(user))] : Key is { } key ? [new(KeyClaim, Text(key))] : Array.Empty<Claim>());
        return new(new ClaimsIdentity(claims, scheme));
    }

    /// <returns>Null when nobody has been recognised.</returns>
    public static Caller? Of(ClaimsPrincipal principal) =>
        Read(principal, WorkspaceClaim) is { } workspace ? new(workspace, Read(principal, UserClaim), Read(principal, KeyClaim)) : null;

    private static Guid? Read(ClaimsPrincipal principal, string claim) => Guid.TryParseExact(principal.FindFirst(claim)?.Value, "N", out var id) ? id : null;

    private static string Text(Guid id) => id.ToString("N", CultureInfo.InvariantCulture);
}
