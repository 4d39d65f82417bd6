namespace Overture.Access;

/// <summary>Marks a route of the systems this replaces: with OLD_ROUTES=open it asks for no key.</summary>
internal sealed record OldRoute;
