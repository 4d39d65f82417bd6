using System.Diagnostics;
using System.Security.Cryptography;

namespace Overture.Mail.Tests.World;

/// <summary>OpenDKIM, as a signer and a verifier of files, with one key in place of the DNS.</summary>
internal sealed class OpenDkim : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("opendkim-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A new key of its own, as example.org with the selector "sel" has it.</summary>
    public RSA Key { get; } = RSA.Create(2048);

    /// <summary>The TXT record of the key.</summary>
    public string Record => $"v=DKIM1; k=rsa; p={Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo())}";

    /// <summary>What it says of a signed message: true where the signature is good.</summary>
    public async Task<bool> VerifiesAsync(byte[] message)
    {
        await File.WriteAllTextAsync(In("keys"), $"sel._domainkey.example.org {Record}\n", Ct);
        var said = await RunAsync($"Mode v\nTestPublicKeys {In("keys")}\n", message);
        return said.Contains("succeeded", StringComparison.Ordinal);
    }

    /// <summary>The message with its signature before it.</summary>
    public async Task<byte[]> SignAsync(byte[] message, string canonicalization)
    {
        await File.WriteAllTextAsync(In("key"), Key.ExportRSAPrivateKeyPem(), Ct);
        var said = await RunAsync(
            $"Mode s\nDomain example.org\nSelector sel\nKeyFile {In("key")}\nRequireSafeKeys false\nSignatureAlgorithm rsa-sha256\nCanonicalization {canonicalization}\nOversignHeaders From\nInternalHosts 0.0.0.0/0\n", message);
        var from = said.IndexOf("hname='DKIM-Signature' hvalue='", StringComparison.Ordinal) + 31;
        var field = "DKIM-Signature: " + said[from..said.IndexOf('\'', from)].ReplaceLineEndings("\r\n") + "\r\n";
        return [.. System.Text.Encoding.ASCII.GetBytes(field), .. message];
    }

    public void Dispose()
    {
        Key.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string In(string name) => Path.Combine(folder, name);

    private async Task<string> RunAsync(string settings, byte[] message)
    {
        await File.WriteAllTextAsync(In("conf"), settings + "Syslog no\n", Ct);
        await File.WriteAllBytesAsync(In("mail"), message, Ct);
        var program = Path.Combine(Unpacked.Folder("opendkim"), "usr", "sbin", "opendkim");
        using var process = Process.Start(new ProcessStartInfo(program, ["-x", In("conf"), "-vv", "-t", In("mail")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return await output + await errors;
    }
}
