using Microsoft.Extensions.AI;
using Overture.Accounts.Models;
using Overture.Web;
using Overture.Web.Outbound;
using Overture.Web.Settings;

namespace Overture.Accounts;

/// <summary>Tests a key with one tiny call. A provider that refuses the key, its quota or the model says so; one that cannot be reached just now does not stand in the way.</summary>
internal sealed class AskProvider(IHttpClientFactory http, GuardedDial dial, ModelSettings settings, TimeProvider clock)
{
    private static readonly ModelTimeouts Short = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));

    /// <inheritdoc cref="TestProviderKey"/>
    public async Task<Refused?> Run(string provider, string secret, string? baseUrl, CancellationToken ct)
    {
        if (Forbidden(baseUrl) is { } address)
        {
            return new("base_url", baseUrl, address.Why, "Give a public http or https address; whoever runs this server may allow one of their own network in OUTBOUND_ALLOWED_HOSTS", 422);
        }

        return await Ask(provider, secret, baseUrl, ct) is { Verdict: KeyVerdict.Refused, Said: { } said }
            ? new("key", null, said.TrimEnd('.'), "Check the key and the provider, and try again", 422)
            : null;
    }

    public async Task<KeyAnswer> Ask(string provider, string secret, string? baseUrl, CancellationToken ct)
    {
        if (Forbidden(baseUrl) is { } address)
        {
            return new(KeyVerdict.Refused, $"{address.Detail} Whoever runs this server may allow one of their own network in OUTBOUND_ALLOWED_HOSTS.");
        }

        using var client = Client(provider, secret, baseUrl);
        try
        {
            await client.GetResponseAsync([new(ChatRole.User, "Say ok.")], new() { MaxOutputTokens = 16 }, ct);
            return new(KeyVerdict.Taken, null);
        }
        catch (ModelCallFailed failed)
        {
            return failed.Fault switch
            {
                Fault.Unauthorized or Fault.QuotaExhausted or Fault.ModelNotFound => new(KeyVerdict.Refused, $"the provider refuses it: {failed.Message}"),
                Fault.ServerError or Fault.Overloaded or Fault.Timeout or Fault.ConnectionLost or Fault.BadAnswer => new(KeyVerdict.Unreachable, failed.Message),
                _ => new(KeyVerdict.Taken, null),
            };
        }
    }

    /// <summary>The operator's own server, wherever it stands.</summary>
    private UrlAnswer.Refused? Forbidden(string? baseUrl) =>
        baseUrl is not null && !IsConfigured(new Uri(baseUrl)) ? UrlRule.Read(baseUrl, dial.Allowed) as UrlAnswer.Refused : null;

    private bool IsConfigured(Uri address) => address.Authority == settings.OpenAiUrl.Authority;

    private IChatClient Client(string provider, string secret, string? baseUrl)
    {
        var address = baseUrl is { Length: > 0 } own ? new Uri(own) : provider is "anthropic" ? AnthropicChatClient.PublicAddress : settings.OpenAiUrl;
        var line = http.CreateClient(baseUrl is null || IsConfigured(address) ? ModelPool.Trusted : ModelPool.Guarded);
        return provider is "anthropic"
            ? new AnthropicChatClient(line, address, secret, settings.AnthropicModel, clock, Short)
            : new OpenAiChatClient(line, address, secret, settings.OpenAiModels[0], clock, Short);
    }
}
