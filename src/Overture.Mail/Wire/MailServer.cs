using System.Net.Security;

namespace Overture.Mail.Wire;

/// <summary>Where a mail server is and how the connection to it is made.</summary>
/// <param name="Host">A host name, as its certificate must name it, or an IP address.</param>
/// <param name="Port">The TCP port: 587 or 465 for submission (RFC 6409, RFC 8314), 25 for relay (RFC 5321), 143 or 993 for IMAP (RFC 9051).</param>
/// <param name="Security">How the connection is protected.</param>
public sealed record MailServer(string Host, int Port, ConnectionSecurity Security)
{
    /// <summary>Credentials may be sent without TLS. False unless the caller says so.</summary>
    public bool AllowsCredentialsInClear { get; init; }

    /// <summary>Decides on the server's certificate. Null: the system's check, with the host name, by default (RFC 9525).</summary>
    public RemoteCertificateValidationCallback? CertificateCheck { get; init; }

    /// <summary>Makes the TCP connection to a host and port. Null: straight to it. A caller that guards where it connects, or uses a proxy, gives its own.</summary>
    public Func<string, int, CancellationToken, ValueTask<Stream>>? Connect { get; init; }

    /// <summary>Sees every line said and heard, without the line's end; credentials and message contents are left out. Null: nobody does.</summary>
    public Action<TraceLine>? Trace { get; init; }

    /// <summary>Measures every time-out; the system's clock by default.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
