namespace Overture.Accounts;

/// <summary>Asks a provider whether it takes a key, before the key is kept. Where one is registered, no key is kept that it refuses.</summary>
/// <returns>Null when it does; else what it said, in words.</returns>
internal delegate Task<string?> TestProviderKey(string provider, string secret, string? baseUrl, CancellationToken ct);
