namespace Overture.Access;

/// <summary>What handlers and pages ask of a request.</summary>
internal static class CallerContext
{
    /// <summary>The workspace of who asks.</summary>
    /// <exception cref="InvalidOperationException">The route is open to everybody.</exception>
    public static Guid Workspace(this HttpContext context) => context.Caller()?.Workspace ?? throw new InvalidOperationException("Nobody in particular asks.");

    public static Caller? Caller(this HttpContext context) => Access.Caller.Of(context.User);
}
