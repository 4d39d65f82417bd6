using System.Security.Cryptography;
using System.Text;
using Overture.Web.Settings;

namespace Overture.Storage;

/// <summary>Encrypts stored credentials (AES-256-GCM), bound to the row they stand in. The key is never in the database.</summary>
internal sealed class Secrets
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] key;

    private Secrets(byte[] root) => key = HKDF.DeriveKey(HashAlgorithmName.SHA256, root, 32, info: "overture stored credentials"u8.ToArray());

    /// <summary>SECRET_KEY, else the key file in the data folder, made on first need.</summary>
    public static Secrets Open(StorageSettings settings) =>
        new(Encoding.UTF8.GetBytes(settings.SecretKey ?? FromFile(PathOf(settings))));

    public static string PathOf(StorageSettings settings) => Path.Combine(settings.DataDir, "secret.key");

    /// <param name="row">What the secret belongs to: moved to another row it does not open.</param>
    public byte[] Seal(string secret, string row)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var sealedBytes = new byte[NonceSize + plain.Length + TagSize];
        var nonce = sealedBytes.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceSize, plain.Length), sealedBytes.AsSpan(NonceSize + plain.Length), Encoding.UTF8.GetBytes(row));
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">Another SECRET_KEY sealed it, or it was moved, changed or cut short.</exception>
    public string Open(byte[] sealedBytes, string row)
    {
        if (sealedBytes.Length < NonceSize + TagSize)
        {
            throw new CryptographicException($"What is stored for {row} is too short to be sealed by this program.");
        }

        var plain = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        cipher.Decrypt(sealedBytes.AsSpan(0, NonceSize), sealedBytes.AsSpan(NonceSize, plain.Length), sealedBytes.AsSpan(NonceSize + plain.Length), plain, Encoding.UTF8.GetBytes(row));
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>Two processes may start at once: the file is made whole under another name, and the first to link it wins.</summary>
    private static string FromFile(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!File.Exists(path))
        {
            var mine = path + "." + Environment.ProcessId;
            File.WriteAllText(mine, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(mine, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            try
            {
                File.Move(mine, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(mine);
            }
        }

        return File.ReadAllText(path).Trim();
    }
}
