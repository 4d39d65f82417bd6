using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Overture.Mail.Mime;

namespace Overture.Mail.Dkim;

/// <summary>
/// Signs messages for a domain (RFC 6376, RFC 8301): rsa-sha256, relaxed/relaxed, no l=. From and Subject are signed once more than they stand, so that none can be added.
/// (.NET has no Ed25519, so RFC 8463 is not offered.) May be used by several threads at once.
/// </summary>
public sealed class DkimSigner
{
    /// <summary>The fields that are signed where they stand (RFC 6376 §5.4.1, RFC 8058 §4).</summary>
    private static readonly string[] Signed =
    [
        "From", "To", "Cc", "Subject", "Date", "Message-ID", "Reply-To", "Sender", "In-Reply-To", "References", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
        "List-Unsubscribe", "List-Unsubscribe-Post", "List-Id", "Auto-Submitted",
    ];

    private readonly RSA key;
    private readonly string domain;
    private readonly string selector;

    /// <param name="domain">The signing domain (d=), in ASCII.</param>
    /// <param name="selector">Names the key record <c>selector._domainkey.domain</c> (s=).</param>
    /// <param name="key">An RSA key of at least 1,024 bits; 2,048 are right (RFC 8301 §3.2). The signer does not dispose it.</param>
    /// <exception cref="ArgumentException">A name is none, or the key is too small.</exception>
    public DkimSigner(string domain, string selector, RSA key)
    {
        ArgumentNullException.ThrowIfNull(key);
        (this.domain, this.selector) = (Name(domain, nameof(domain)), Name(selector, nameof(selector)));
        this.key = key.KeySize >= 1024 ? key : throw new ArgumentException($"An RSA key of {key.KeySize} bits is no longer believed: make one of 2,048 (RFC 8301 §3.2).", nameof(key));
    }

    /// <summary>The DKIM-Signature field for a message, with its CRLF: to be put before the message's first octet.</summary>
    /// <param name="message">The whole message as it goes out, with CRLF line ends.</param>
    /// <param name="now">When it is signed (t=).</param>
    public byte[] Sign(ReadOnlyMemory<byte> message, DateTimeOffset now)
    {
        using var read = MimeMessage.Parse(message);
        var names = new List<string>();
        foreach (var name in Signed)
        {
            var times = read.Headers.All(name).Count() + (name is "From" or "Subject" ? 1 : 0);
            names.AddRange(Enumerable.Repeat(name.ToLowerInvariant(), times));
        }

        var hash = DkimCanonicalization.BodyHash(message.Span[(int)read.Body.BodyStart..], relaxed: true);
        var field = new StringBuilder($"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s={selector};\r\n")
            .Append(CultureInfo.InvariantCulture, $" t={now.ToUnixTimeSeconds()}; h={string.Join(":\r\n ", names.Chunk(8).Select(some => string.Join(':', some)))};\r\n")
            .Append(CultureInfo.InvariantCulture, $" bh={Convert.ToBase64String(hash)};\r\n b=");
        var signature = Convert.ToBase64String(key.SignData(SignedData(read, names, Encoding.ASCII.GetBytes(field.ToString()), true), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        field.AppendJoin("\r\n ", signature.Chunk(72).Select(some => new string(some))).Append("\r\n");
        return Encoding.ASCII.GetBytes(field.ToString());
    }

    /// <summary>What the signature is over: the named fields, the lowest first where there are several of a name (§5.4.2), then the signature's own field without its b= and CRLF.</summary>
    internal static byte[] SignedData(MimeMessage message, IReadOnlyList<string> names, ReadOnlySpan<byte> own, bool relaxed)
    {
        using var data = new MemoryStream();
        var used = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            var below = used[name] = used.GetValueOrDefault(name) + 1;
            if (message.Headers.All(name).Reverse().ElementAtOrDefault(below - 1) is { } field)
            {
                data.Write(DkimCanonicalization.Field(field.Octets.Span, relaxed));
            }
        }

        data.Write(DkimCanonicalization.Field(own, relaxed).AsSpan()[..^2]);
        return data.ToArray();
    }

    private static string Name(string name, string parameter) => name.Length is > 0 and <= 253 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
        ? name
        : throw new ArgumentException($"“{string.Concat(name.Where(c => !char.IsControl(c)))}” is no name of the DNS: write letters, digits, dots and hyphens.", parameter);
}
