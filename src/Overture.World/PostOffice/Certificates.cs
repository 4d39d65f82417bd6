using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Overture.World.PostOffice;

/// <summary>Certificates for servers on loopback, made when first needed: one that a client may trust, and those it must not.</summary>
public static class Certificates
{
    private static readonly Lazy<X509Certificate2> AuthorityOnce = new(() => Authority("Overture World"));
    private static readonly Lazy<X509Certificate2> GoodOnce = new(() => New("localhost", -1, 1));
    private static readonly Lazy<X509Certificate2> ExpiredOnce = new(() => New("localhost", -30, -1));
    private static readonly Lazy<X509Certificate2> WrongHostOnce = new(() => New("mail.elsewhere.example", -1, 1));

    /// <summary>Who signed them all. A client that trusts it should take <see cref="Good"/> and refuse the others.</summary>
    public static X509Certificate2 Root => AuthorityOnce.Value;

    /// <summary>For localhost and 127.0.0.1, valid now.</summary>
    public static X509Certificate2 Good => GoodOnce.Value;

    /// <summary>For localhost and 127.0.0.1, over since yesterday.</summary>
    public static X509Certificate2 Expired => ExpiredOnce.Value;

    /// <summary>For another host.</summary>
    public static X509Certificate2 WrongHost => WrongHostOnce.Value;

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return request.CreateSelfSigned(Now.AddYears(-1), Now.AddYears(1));
    }

    private static X509Certificate2 New(string host, int fromDays, int toDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == "localhost")
        {
            names.AddIpAddress(System.Net.IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], false));
        using var signed = request.Create(Root, Now.AddDays(fromDays), Now.AddDays(toDays), [.. RandomNumberGenerator.GetBytes(8)]);
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null); // SslStream wants a key that is not ephemeral on some systems
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
}
