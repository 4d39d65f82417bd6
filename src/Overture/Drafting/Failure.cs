namespace Overture.Drafting;

/// <summary>A check that a text did not pass, and what is wrong in words.</summary>
internal sealed record Failure(string Check, string Detail);
