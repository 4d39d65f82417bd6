using Overture.Web;

namespace Overture.Accounts;

/// <summary>Asks a provider whether it takes a key, before the key is kept. Where one is registered, no key is kept that it refuses.</summary>
/// <returns>Null when it does; else what is wrong with which field.</returns>
internal delegate Task<Refused?> TestProviderKey(string provider, string secret, string? baseUrl, CancellationToken ct);
