using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Overture.Storage;
using Overture.Web.Doctor;
using Overture.Web.Settings;

namespace Overture.Accounts;

/// <summary>The model keys, each tested as when it is saved. They are told by where they stand, never by their letters.</summary>
internal sealed class ExamineKeys(IServiceProvider services, AskProvider ask, ModelSettings settings, StorageSettings storage)
{
    private const string Check = "model keys";

    public async Task<IReadOnlyList<Finding>> Run(CancellationToken ct)
    {
        if (settings.Dummy)
        {
            return [Finding.Warn(Check, "OPENAI_DUMMY_MODE is on: words are samples, whatever keys there are.", "Take it out to ask a model")];
        }

        var findings = new List<Finding>();
        for (var i = 0; i < settings.OpenAiKeys.Count; i++)
        {
            findings.Add(Told(settings.OpenAiKeys.Count is 1 ? "OPENAI_API_KEY" : $"OPENAI_API_KEY, number {i + 1}", await ask.Ask("openai", settings.OpenAiKeys[i], null, ct)));
        }

        if (settings.AnthropicKey is { } anthropic)
        {
            findings.Add(Told("ANTHROPIC_API_KEY", await ask.Ask("anthropic", anthropic, null, ct)));
        }

        findings.AddRange(await Kept(ct));
        return findings.Count > 0 ? findings : [Finding.Warn(Check, "There is none, so words are samples.", "Set OPENAI_API_KEY or ANTHROPIC_API_KEY, or add a key in the settings")];
    }

    /// <summary>The keys that workspaces keep. A database that cannot be read is said elsewhere.</summary>
    private async Task<IReadOnlyList<Finding>> Kept(CancellationToken ct)
    {
        if (storage.Database.File is { } file && !File.Exists(file))
        {
            return [];
        }

        List<ProviderKey> keys;
        try
        {
            await using var db = services.GetRequiredService<Store>().OpenForAll();
            keys = await db.ProviderKeys.IgnoreQueryFilters([AppDb.Wall]).OrderBy(k => k.CreatedAt).ToListAsync(ct);
        }
#pragma warning disable CA1031 // whatever it is, the database does not answer
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return [];
        }
#pragma warning restore CA1031

        // Looking makes no key file.
        return keys.Count > 0 && storage.SecretKey is null && !File.Exists(Secrets.PathOf(storage))
            ? [Finding.Fail(Check, $"{Secrets.PathOf(storage)} is gone, and {keys.Count} stored keys are sealed with it.", "Put it back from a backup, or add the keys again")]
            : await Task.WhenAll(keys.Select(key => Test(key, ct)));
    }

    private async Task<Finding> Test(ProviderKey key, CancellationToken ct)
    {
        try
        {
            var secret = services.GetRequiredService<Secrets>().Open(key.Secret, ModelPool.SealedFor(key.WorkspaceId, key.Id));
            return Told($"The key “{key.Name}” of the settings", await ask.Ask(key.Provider, secret, key.BaseUrl is { Length: > 0 } url ? url : null, ct));
        }
        catch (CryptographicException)
        {
            return Finding.Fail(Check, $"The key “{key.Name}” of the settings was sealed with another SECRET_KEY.", "Set the SECRET_KEY it was stored with (on SQLite: secret.key of the data folder), or add the key again");
        }
    }

    private static Finding Told(string which, KeyAnswer answer) => answer.Verdict switch
    {
        KeyVerdict.Taken => Finding.Ok(Check, $"{which} is taken."),
        KeyVerdict.Refused => Finding.Fail(Check, $"{which}: {answer.Said}", "Correct the key, its quota or the model at the provider, or take it out"),
        KeyVerdict.Unreachable => Finding.Warn(Check, $"{which} could not be tested: {answer.Said}", "See whether the provider is up and this machine reaches it; OPENAI_BASE_URL says where it is looked for"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
