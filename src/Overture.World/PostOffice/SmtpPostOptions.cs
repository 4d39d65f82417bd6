using System.Security.Cryptography.X509Certificates;

namespace Overture.World.PostOffice;

/// <summary>What an <see cref="SmtpPost"/> is from its start to its end; what it does meanwhile is <see cref="SmtpBehaviour"/>.</summary>
public sealed record SmtpPostOptions
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>TLS from the first octet.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>Shown to who makes TLS; null: <see cref="Certificates.Good"/>.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What EHLO offers besides STARTTLS and AUTH.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = ["PIPELINING", "SIZE 26214400", "8BITMIME", "SMTPUTF8", "CHUNKING", "DSN", "ENHANCEDSTATUSCODES"];

    /// <summary>STARTTLS is offered.</summary>
    public bool StartTls { get; init; } = true;

    /// <summary>Names, with the password or the token of each; empty: AUTH is not offered.</summary>
    public IReadOnlyDictionary<string, string> Accounts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The SASL mechanisms that are offered if there are accounts.</summary>
    public IReadOnlyList<string> Mechanisms { get; init; } = ["PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2", "OAUTHBEARER"];

    /// <summary>MAIL is refused to who is not signed in.</summary>
    public bool RequiresAuth { get; init; }

    /// <summary>The most octets of a message.</summary>
    public int MostOctets { get; init; } = 26_214_400;

    /// <summary>Keeps every line it heard, for <see cref="SmtpPost.Heard"/>.</summary>
    public bool KeepsLines { get; init; } = true;

    public SmtpBehaviour Behaviour { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
