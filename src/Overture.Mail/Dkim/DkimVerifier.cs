using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Overture.Mail.Mime;

namespace Overture.Mail.Dkim;

/// <summary>Judges the DKIM signatures of a message (RFC 6376 §6). One that covers only a part of the body (l=) is no proof of the rest, and is not accepted (§8.2). Where keys come from is the caller's: this library asks no DNS.</summary>
/// <param name="lookup">
/// The TXT records of a name as <c>selector._domainkey.example.org</c>, each record's strings joined; none where there are none. An <see cref="IOException"/> means: not now.
/// </param>
/// <param name="clock">Says what has expired; the system's by default.</param>
public sealed class DkimVerifier(Func<string, CancellationToken, Task<IReadOnlyList<string>>> lookup, TimeProvider? clock = null)
{
    /// <summary>A message with more signatures than this is an attack on who verifies it.</summary>
    private const int Most = 8;

    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <summary>Judges the first eight signatures, in their order; none where the message has none. Never throws for what the message holds.</summary>
    /// <param name="message">The whole message as it was received.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<DkimResult>> VerifyAsync(ReadOnlyMemory<byte> message, CancellationToken ct = default)
    {
        using var read = MimeMessage.Parse(message);
        var results = new List<DkimResult>();
        foreach (var field in read.Headers.All("DKIM-Signature").Take(Most))
        {
            var signature = Signature.Read(field, clock.GetUtcNow(), out var reason);
            results.Add(signature is null ? reason! : await JudgeAsync(read, message, field, signature, ct));
        }

        return results;
    }

    private async Task<DkimResult> JudgeAsync(MimeMessage read, ReadOnlyMemory<byte> message, HeaderField field, Signature signature, CancellationToken ct)
    {
        IReadOnlyList<string> records;
        try
        {
            records = await lookup($"{signature.Selector}._domainkey.{signature.Domain}", ct);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            return signature.Result(DkimVerdict.TempError, $"the key could not be asked for: {e.Message}");
        }

        using var key = Key(records, signature, out var wrong);
        if (key is null)
        {
            return wrong!;
        }

        var body = DkimCanonicalization.BodyHash(message.Span[(int)Math.Min(read.Body.BodyStart, message.Length)..], signature.RelaxedBody);
        if (!CryptographicOperations.FixedTimeEquals(body, signature.BodyHash))
        {
            return signature.Result(DkimVerdict.Fail, "the body was changed");
        }

        var data = DkimSigner.SignedData(read, signature.Fields, WithoutSignature(field), signature.RelaxedHeader);
        return key.VerifyData(data, signature.Octets, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            ? signature.Result(DkimVerdict.Pass, null)
            : signature.Result(DkimVerdict.Fail, "the header was changed, or the signature is not of this key");
    }

    private static RSA? Key(IReadOnlyList<string> records, Signature signature, out DkimResult? wrong)
    {
        wrong = null;
        if (records.Select(DkimTags.Parse).FirstOrDefault(tags => tags is not null && tags.GetValueOrDefault("v", "DKIM1") is "DKIM1" && tags.ContainsKey("p")) is not { } record)
        {
            wrong = signature.Result(DkimVerdict.PermError, "there is no such key");
            return null;
        }

        if (record["p"].Length is 0)
        {
            wrong = signature.Result(DkimVerdict.PermError, "the key was revoked");
            return null;
        }

        var isMeant = record.GetValueOrDefault("k", "rsa") is "rsa" && record.GetValueOrDefault("h", "sha256").Split(':').Any(name => name.Trim() is "sha256")
            && record.GetValueOrDefault("s", "*").Split(':').Any(name => name.Trim() is "*" or "email")
            && !(record.GetValueOrDefault("t", "").Split(':').Any(flag => flag.Trim() is "s") && signature.Identity is { } identity && !identity.Equals(signature.Domain, StringComparison.OrdinalIgnoreCase));
        var key = RSA.Create();
        try
        {
            if (isMeant && DkimTags.Octets(record["p"]) is { } octets)
            {
                Import(key, octets);
                if (key.KeySize is >= 1024 and <= 8192)
                {
                    return key;
                }
            }
        }
        catch (CryptographicException)
        {
            // No key: told below.
        }

        key.Dispose();
        wrong = signature.Result(DkimVerdict.PermError, isMeant ? "the key record holds no RSA key of 1,024 bits or more (RFC 8301 §3.2)" : "the key is for something else");
        return null;
    }

    /// <summary>SubjectPublicKeyInfo, as everybody writes it, or the RSAPublicKey that RFC 6376 §3.6.1 speaks of.</summary>
    private static void Import(RSA key, byte[] octets)
    {
        try
        {
            key.ImportSubjectPublicKeyInfo(octets, out _);
        }
        catch (CryptographicException)
        {
            key.ImportRSAPublicKey(octets, out _);
        }
    }

    /// <summary>The signature's field with the value of b= taken out (RFC 6376 §3.5), and nothing else.</summary>
    private static byte[] WithoutSignature(HeaderField field)
    {
        var text = Encoding.Latin1.GetString(field.Octets.Span);
        for (var at = text.IndexOf(':', StringComparison.Ordinal); at >= 0 && at < text.Length; at = text.IndexOf(';', at))
        {
            at++;
            var equals = text.IndexOf('=', at);
            if (equals > 0 && text[at..equals].Trim(' ', '\t', '\r', '\n') is "b")
            {
                var end = text.IndexOf(';', equals);
                return Encoding.Latin1.GetBytes(text[..(equals + 1)] + (end < 0 ? "\r\n" : text[end..]));
            }
        }

        return field.Octets.ToArray();
    }

    /// <summary>What a signature says, once it says all that it must (RFC 6376 §3.5, §6.1.1).</summary>
    private sealed record Signature(string Domain, string Selector, IReadOnlyList<string> Fields, byte[] BodyHash, byte[] Octets, bool RelaxedHeader, bool RelaxedBody, string? Identity)
    {
        public static Signature? Read(HeaderField field, DateTimeOffset now, out DkimResult? wrong)
        {
            wrong = null;
            var tags = DkimTags.Parse(field.Value) ?? [];
            var (domain, selector) = (tags.GetValueOrDefault("d"), tags.GetValueOrDefault("s"));
            DkimResult Wrong(string reason) => new(DkimVerdict.PermError, domain, selector, reason);
            if (tags.GetValueOrDefault("v") is not "1" || domain is not { Length: > 0 and <= 253 } || selector is not { Length: > 0 and <= 253 }
                || DkimTags.Octets(tags.GetValueOrDefault("bh")) is not { } hash || DkimTags.Octets(tags.GetValueOrDefault("b")) is not { } octets)
            {
                wrong = Wrong("the signature is malformed");
                return null;
            }

            var fields = tags.GetValueOrDefault("h", "").Split(':').Select(name => name.Trim(' ', '\t', '\r', '\n')).Where(name => name.Length > 0).ToList();
            var forms = tags.GetValueOrDefault("c", "simple/simple").Split('/');
            var at = tags.GetValueOrDefault("i") is { } i ? i[(i.LastIndexOf('@') + 1)..] : null;
            wrong = tags.GetValueOrDefault("a") is not "rsa-sha256" and var algorithm ? Wrong($"the algorithm {algorithm} is not known here")
                : !fields.Contains("from", StringComparer.OrdinalIgnoreCase) ? Wrong("the signature does not cover From")
                : forms.Any(form => form is not ("simple" or "relaxed")) || forms.Length > 2 ? Wrong("the canonicalization is not known")
                : Expired(tags, now) ? Wrong("the signature has expired")
                : at is not null && !at.Equals(domain, StringComparison.OrdinalIgnoreCase) && !at.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase) ? Wrong("i= is not of the signing domain")
                : fields.Count > 200 ? Wrong("the signature names too many fields")
                : tags.ContainsKey("l") ? Wrong("the signature covers only a part of the body (l=)")
                : (domain + selector).Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')) ? Wrong("d= or s= is no name of the DNS") : null;
            return wrong is null ? new(domain, selector, fields, hash, octets, forms[0] is "relaxed", forms.Length > 1 && forms[1] is "relaxed", at) : null;
        }

        public DkimResult Result(DkimVerdict verdict, string? reason) => new(verdict, Domain, Selector, reason);

        private static bool Expired(Dictionary<string, string> tags, DateTimeOffset now) =>
            tags.TryGetValue("x", out var x) && long.TryParse(x, NumberStyles.None, CultureInfo.InvariantCulture, out var until) && now.ToUnixTimeSeconds() > until;
    }
}
