namespace Overture.Mail.Wire;

/// <summary>How a connection to a mail server is protected (RFC 8314).</summary>
public enum ConnectionSecurity
{
    /// <summary>TLS from the first octet, as on ports 465 and 993 (RFC 8314 §3).</summary>
    ImplicitTls,

    /// <summary>Begins in the clear and must be upgraded by STARTTLS before anything else is said (RFC 3207, RFC 9051 §6.2.1); a server that does not offer it is left.</summary>
    StartTls,

    /// <summary>In the clear. No credentials are sent unless <see cref="MailServer.AllowsCredentialsInClear"/>.</summary>
    None,
}
