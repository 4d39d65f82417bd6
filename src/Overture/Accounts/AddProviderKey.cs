using Overture.Storage;
using Overture.Web;

namespace Overture.Accounts;

/// <summary>Keeps a model credential, sealed: from the next call on it is asked beside the others.</summary>
internal sealed class AddProviderKey(Store store, Secrets secrets, IEnumerable<TestProviderKey> tests, TimeProvider clock)
{
    private const int Shortest = 8;

    /// <param name="baseUrl">The address of a provider that speaks like OpenAI; null: the provider's own.</param>
    /// <exception cref="Refused">The key is no key, or the provider refuses it.</exception>
    public async Task<ProviderKey> Run(Guid workspace, string provider, string name, string secret, string? baseUrl, CancellationToken ct)
    {
        var key = Make(workspace, provider, name, secret.Trim(), baseUrl);
        await Test(provider, secret.Trim(), baseUrl, ct);
        await store.Write(Lane.Requests, workspace, async (db, stop) =>
        {
            db.ProviderKeys.Add(key);
            await db.SaveChangesAsync(stop);
        }, ct);
        return key;
    }

    private async Task Test(string provider, string secret, string? baseUrl, CancellationToken ct)
    {
        foreach (var test in tests)
        {
            if (await test(provider, secret, baseUrl, ct) is { } refused)
            {
                throw refused;
            }
        }
    }

    private ProviderKey Make(Guid workspace, string provider, string name, string secret, string? baseUrl)
    {
        if (provider is not ("openai" or "anthropic"))
        {
            throw new Refused("provider", provider, "there is no such provider", "Choose openai (and everything that speaks like it) or anthropic");
        }

        if (secret.Length < Shortest || secret.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            throw new Refused("key", null, "it is too short, or has blanks in it", "Copy the whole key from the provider's page");
        }

        if (baseUrl is not null && !(Uri.TryCreate(baseUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            throw new Refused("base_url", baseUrl, "it is no web address", "Write one such as https://models.example/v1");
        }

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        return new()
        {
            Id = id,
            WorkspaceId = workspace,
            Name = name is "" ? provider : name,
            Provider = provider,
            BaseUrl = baseUrl,
            Secret = secrets.Seal(secret, ModelPool.SealedFor(workspace, id)),
            Hint = "…" + secret[^4..],
            CreatedAt = clock.GetUtcNow(),
        };
    }
}
