namespace Overture.Drafting;

/// <summary>What is to be different about a job; what is left out stays.</summary>
/// <param name="SpendingCap">US dollars; 0: none.</param>
internal sealed record JobChange(string? Name, decimal? SpendingCap);
