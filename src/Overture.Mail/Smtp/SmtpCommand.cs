namespace Overture.Mail.Smtp;

/// <summary>At what a server said something (RFC 5321 §4.1).</summary>
public enum SmtpCommand
{
    /// <summary>The connection itself; the server speaks first (§3.1).</summary>
    Connect,

    /// <summary>EHLO, or HELO after it.</summary>
    Hello,

    /// <summary>STARTTLS (RFC 3207).</summary>
    StartTls,

    /// <summary>AUTH, or a step of it (RFC 4954).</summary>
    Auth,

    /// <summary>MAIL.</summary>
    Mail,

    /// <summary>RCPT.</summary>
    Rcpt,

    /// <summary>DATA, before the message.</summary>
    Data,

    /// <summary>The message: what follows DATA up to the final dot, or a chunk of BDAT (RFC 3030).</summary>
    Message,

    /// <summary>RSET.</summary>
    Rset,

    /// <summary>NOOP.</summary>
    Noop,

    /// <summary>QUIT.</summary>
    Quit,
}
