namespace Overture.Drafting.Checks;

/// <summary>The verdict of one check. <paramref name="Detail"/> says what is wrong in words that serve a person and the next try.</summary>
internal sealed record CheckResult(string Id, bool Passed, string? Detail = null);
