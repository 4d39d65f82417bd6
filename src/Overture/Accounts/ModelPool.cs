using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Overture.Accounts.Models;
using Overture.Storage;
using Overture.Web.Settings;

namespace Overture.Accounts;

/// <summary>
/// The models this process can ask: the keys of the environment and those a workspace keeps, with one rate for each (limit group, model) however
/// many jobs use it.
/// </summary>
internal sealed class ModelPool(Store store, Secrets secrets, ModelSettings settings, IHttpClientFactory http, TimeProvider clock) : IDisposable
{
    /// <summary>The client for the provider that the operator configured.</summary>
    public const string Trusted = "models";

    /// <summary>The client for addresses that a user gave: only public ones.</summary>
    public const string Guarded = "models-guarded";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(string Group, string Model), AdaptiveRate> rates = new();
    private readonly ConcurrentDictionary<(Guid Workspace, string Models), Cached> lines = new();
    private readonly SemaphoreSlim gate = new(1);

    public void Dispose() => gate.Dispose();

    public IEnumerable<(string Group, string Model, AdaptiveRate Rate)> Rates => rates.Select(rate => (rate.Key.Group, rate.Key.Model, rate.Value));

    /// <summary>What is known of a model's limits: learned where this process has asked it, else as configured.</summary>
    public KnownLimits Limits(Guid workspace, string model)
    {
        KnownLimits[] known = [.. from rate in Rates
                                  where rate.Model == model && (rate.Group.StartsWith("env-", StringComparison.Ordinal) || rate.Group.StartsWith($"{workspace:N}/", StringComparison.Ordinal))
                                  let limits = rate.Rate.Limits
                                  select new KnownLimits(limits.RequestsPerMinute, limits.TokensPerMinute, limits.RequestsPerDay)];
        return known.Length > 0 ? known.Aggregate((a, b) => a + b) : new(settings.RequestsPerMinute, settings.TokensPerMinute, settings.RequestsPerDay);
    }

    private RateStart Start => new(settings.RequestsPerMinute, (int?)settings.TokensPerMinute, settings.RequestsPerDay, settings.Adaptive);

    /// <summary>The line for a prompt's models in their order; none: the configured ones.</summary>
    public async ValueTask<ModelLine> Line(Guid workspace, IReadOnlyList<string> models, CancellationToken ct)
    {
        var key = (workspace, string.Join(',', models));
        if (lines.TryGetValue(key, out var cached) && clock.GetElapsedTime(cached.At) < Fresh)
        {
            return cached.Line;
        }

        await gate.WaitAsync(ct);
        try
        {
            return await Refresh(key, models, ct);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Builds a line anew only when the keys have changed, for its queue knows their health.</summary>
    private async Task<ModelLine> Refresh((Guid Workspace, string Models) at, IReadOnlyList<string> models, CancellationToken ct)
    {
        lines.TryGetValue(at, out var cached);
        if (cached is not null && clock.GetElapsedTime(cached.At) < Fresh)
        {
            return cached.Line;
        }

        var kept = await store.Read(at.Workspace, db => db.ProviderKeys.OrderBy(k => k.CreatedAt).ToListAsync(ct), ct);
        var stamp = string.Join(',', kept.Select(k => k.Id));
        var line = cached is not null && cached.Stamp == stamp ? cached.Line : await Build(at.Workspace, models, kept, ct);
        lines[at] = new(line, stamp, clock.GetTimestamp());
        return line;
    }

    private async Task<ModelLine> Build(Guid workspace, IReadOnlyList<string> models, List<ProviderKey> kept, CancellationToken ct)
    {
        List<Known> keys = [.. FromEnvironment(), .. kept.Select(key => Open(workspace, key))];
        var anthropic = keys.Any(key => key.Anthropic);
        string[] order = models.Count > 0 ? [.. models] : [.. keys.Any(key => !key.Anthropic) ? settings.OpenAiModels : [], .. anthropic ? [settings.AnthropicModel] : Array.Empty<string>()];
        await Remember(workspace, keys, order, ct);
        ModelKey[] able = [.. keys.Select(key => key.Key with { Models = key.Models(order) })];
        var ring = new KeyRing(able, order, RateOf);
        var clients = keys.ToDictionary(key => key.Key.Id, key => Client(key, order.FirstOrDefault() ?? ""), StringComparer.Ordinal);
        return new(new CallQueue(ring, clock), clients, [.. order.Where(model => able.Any(key => key.Serves(model)))]);
    }

    private AdaptiveRate RateOf(string group, string model) => rates.GetOrAdd((group, model), _ => new AdaptiveRate(Start, clock.GetUtcNow()));

    private IEnumerable<Known> FromEnvironment()
    {
        foreach (var key in settings.OpenAiKeys)
        {
            var id = "env-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..12];
            yield return new(new(id, id), key, settings.OpenAiUrl, false, Trusted);
        }

        if (settings.AnthropicKey is { } anthropic)
        {
            yield return new(new("env-anthropic", "env-anthropic"), anthropic, AnthropicChatClient.PublicAddress, true, Trusted);
        }
    }

    private Known Open(Guid workspace, ProviderKey key)
    {
        var secret = secrets.Open(key.Secret, SealedFor(workspace, key.Id));
        var anthropic = key.Provider is "anthropic";
        var own = key.BaseUrl is null or { Length: 0 };
        var address = own ? anthropic ? AnthropicChatClient.PublicAddress : settings.OpenAiUrl : new Uri(key.BaseUrl!);
        var group = $"{workspace:N}/{(key.LimitGroup.Length > 0 ? key.LimitGroup : key.Id.ToString("N", CultureInfo.InvariantCulture))}";
        return new(new(key.Id.ToString("N", CultureInfo.InvariantCulture), group), secret, address, anthropic, own || address.Authority == settings.OpenAiUrl.Authority ? Trusted : Guarded);
    }

    /// <summary>What a stored key is sealed for: moved to another row or workspace it does not open.</summary>
    public static string SealedFor(Guid workspace, Guid id) => $"provider_keys/{workspace:N}/{id:N}";

    private IChatClient Client(Known key, string model) => key.Anthropic
        ? new AnthropicChatClient(http.CreateClient(key.Client), key.Address, key.Secret, model, clock)
        : new OpenAiChatClient(http.CreateClient(key.Client), key.Address, key.Secret, model, clock);

    /// <summary>A rate that begins anew is told what was spent in the last 24 hours.</summary>
    private async Task Remember(Guid workspace, List<Known> keys, string[] models, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = now.AddHours(-25);
        var spent = await store.Read(workspace, db => db.Spent.Where(s => s.Hour > since).ToListAsync(ct), ct);
        foreach (var key in keys)
        {
            foreach (var model in models.Where(model => !rates.ContainsKey((key.Key.Group, model))))
            {
                var rate = RateOf(key.Key.Group, model);
                foreach (var hour in spent.Where(s => s.LimitGroup == key.Key.Group && s.Model == model))
                {
                    rate.Remember(hour.Requests, hour.Hour, now);
                }
            }
        }
    }

    private sealed record Cached(ModelLine Line, string Stamp, long At);

    private sealed record Known(ModelKey Key, string Secret, Uri Address, bool Anthropic, string Client)
    {
        /// <summary>Which of the models this provider has: Claude's are Anthropic's, all others the rest's.</summary>
        public HashSet<string> Models(string[] order) =>
            order.Where(model => model.StartsWith("claude", StringComparison.OrdinalIgnoreCase) == Anthropic || (!Anthropic && Address.Host != "api.openai.com")).ToHashSet(StringComparer.Ordinal);
    }
}
