using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Overture.Storage;

namespace Overture.Access;

/// <summary>Seals the framework's own tokens (antiforgery) with the installation's secret: the same on every node, and no ring of keys in a home folder.</summary>
internal sealed class Protection(Secrets secrets, string purpose = "overture") : IDataProtector
{
    public IDataProtector CreateProtector(string purpose1) => new Protection(secrets, purpose + "/" + purpose1);

    IDataProtector IDataProtectionProvider.CreateProtector(string purpose) => CreateProtector(purpose);

    public byte[] Protect(byte[] plaintext) => secrets.Seal(Convert.ToBase64String(plaintext), purpose);

    public byte[] Unprotect(byte[] protectedData) =>
        protectedData.Length < 28 ? throw new CryptographicException("It is too short to have been sealed.") : Convert.FromBase64String(secrets.Open(protectedData, purpose));
}
