namespace Overture.Accounts.Models;

/// <summary>A provider key by its id; keys of one organisation or project share a limit group.</summary>
/// <param name="Models">The models it serves; null: every one.</param>
internal sealed record ModelKey(string Id, string Group, IReadOnlySet<string>? Models = null)
{
    public bool Serves(string model) => Models?.Contains(model) ?? true;
}
