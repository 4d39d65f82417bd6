using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Overture.World.PostOffice;

namespace Overture.Mail.Tests.World;

/// <summary>Trusts the post office's authority as the system trusts its own: host name, dates and chain are checked.</summary>
internal static class Trust
{
    public static RemoteCertificateValidationCallback Root { get; } = (_, certificate, _, errors) =>
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Certificates.Root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && certificate is X509Certificate2 given && chain.Build(given);
    };
}
