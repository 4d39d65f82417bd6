namespace Overture.Accounts.Models;

/// <summary>A provider key by its id; keys of one organisation or project share a limit group.</summary>
internal sealed record ModelKey(string Id, string Group);
