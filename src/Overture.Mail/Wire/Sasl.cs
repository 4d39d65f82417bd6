using System.Security.Cryptography;
using System.Text;

namespace Overture.Mail.Wire;

/// <summary>The client's side of one SASL exchange (RFC 4422): what is said first and what each challenge is answered with, before base64.</summary>
internal sealed class Sasl
{
    private readonly Credentials credentials;
    private readonly MailServer server;
    private int answers;

    private Sasl(string mechanism, Credentials credentials, MailServer server) => (Mechanism, this.credentials, this.server) = (mechanism, credentials, server);

    /// <summary>The mechanism's name, in capitals.</summary>
    public string Mechanism { get; }

    /// <summary>What may go with the command (SASL-IR, RFC 4954 §4, RFC 4959); null where the server speaks first.</summary>
    public byte[]? Initial => (Mechanism, credentials) switch
    {
        ("PLAIN", Credentials.Password p) => Encoding.UTF8.GetBytes($"\0{p.User}\0{p.Secret}"), // RFC 4616 §2
        ("XOAUTH2", Credentials.AccessToken t) => Encoding.UTF8.GetBytes($"user={t.User}\u0001auth=Bearer {t.Token}\u0001\u0001"),
        ("OAUTHBEARER", Credentials.AccessToken t) => Encoding.UTF8.GetBytes( // RFC 7628 §3.1
            $"n,a={t.User.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal)},\u0001host={server.Host}\u0001port={server.Port}\u0001auth=Bearer {t.Token}\u0001\u0001"),
        _ => null,
    };

    /// <summary>The best mechanism that both sides know; null where there is none. Under TLS the password goes as it is, without TLS rather not.</summary>
    /// <param name="offered">The names the server offers.</param>
    /// <exception cref="ArgumentException">The name or the secret holds NUL (RFC 4616 §2) or a control the mechanism separates with.</exception>
    public static Sasl? Choose(Credentials credentials, IReadOnlyCollection<string> offered, bool isProtected, MailServer server)
    {
        if (credentials.User.Concat(Secret(credentials)).Any(c => c is '\0' or '\u0001' or '\r' or '\n'))
        {
            throw new ArgumentException("A user name, password or token holds no NUL, CR, LF or U+0001.", nameof(credentials));
        }

        string[] known = credentials is Credentials.AccessToken ? ["OAUTHBEARER", "XOAUTH2"] : isProtected ? ["PLAIN", "LOGIN", "CRAM-MD5"] : ["CRAM-MD5", "PLAIN", "LOGIN"];
        return known.FirstOrDefault(name => offered.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } mechanism ? new(mechanism, credentials, server) : null;
    }

    /// <summary>The answer to the server's next challenge; null where the mechanism expects no more, and the exchange is to be canceled with <c>*</c>.</summary>
    public byte[]? Answer(ReadOnlySpan<byte> challenge) => (Mechanism, answers++, credentials) switch
    {
        ("PLAIN", 0, _) => Initial,
        ("LOGIN", 0, _) => Encoding.UTF8.GetBytes(credentials.User),
        ("LOGIN", 1, Credentials.Password p) => Encoding.UTF8.GetBytes(p.Secret),
        ("CRAM-MD5", 0, Credentials.Password p) => CramMd5(p, challenge),
        ("XOAUTH2" or "OAUTHBEARER", 0, _) when challenge.IsEmpty => Initial,
        ("XOAUTH2", _, _) => [], // the challenge is an error in JSON; the refusal follows
        ("OAUTHBEARER", _, _) => [1], // RFC 7628 §3.2.3
        _ => null,
    };

    private static string Secret(Credentials credentials) => credentials switch
    {
        Credentials.Password p => p.Secret,
        Credentials.AccessToken t => t.Token,
        _ => "",
    };

#pragma warning disable CA5351 // RFC 2195 is made of MD5
    private static byte[] CramMd5(Credentials.Password password, ReadOnlySpan<byte> challenge) =>
        Encoding.UTF8.GetBytes($"{password.User} {Convert.ToHexStringLower(HMACMD5.HashData(Encoding.UTF8.GetBytes(password.Secret), challenge))}");
#pragma warning restore CA5351
}
