using Overture.Mail.Wire;

namespace Overture.Mail.Smtp;

/// <summary>How a client speaks to a server. The times are the least that RFC 5321 §4.5.3.2 allows; each is the most that a whole reply may take, however slowly it drips.</summary>
public sealed record SmtpOptions
{
    /// <summary>Who signs in after TLS is made; null: nobody.</summary>
    public Credentials? Credentials { get; init; }

    /// <summary>By what name the client greets: a domain or an address literal (RFC 5321 §4.1.3). A literal tells the least of the machine.</summary>
    public string LocalName { get; init; } = "[127.0.0.1]";

    /// <summary>The message goes by BDAT where CHUNKING is offered (RFC 3030), else by DATA.</summary>
    public bool PrefersChunking { get; init; }

    /// <summary>MAIL and RCPT go together where PIPELINING is offered (RFC 2920).</summary>
    public bool PrefersPipelining { get; init; } = true;

    /// <summary>To reach the server; for TLS once more.</summary>
    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For the server's first word (§4.5.3.2.1).</summary>
    public TimeSpan GreetingTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For EHLO, STARTTLS and each step of AUTH.</summary>
    public TimeSpan CommandTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For MAIL (§4.5.3.2.2).</summary>
    public TimeSpan MailTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For each RCPT (§4.5.3.2.3).</summary>
    public TimeSpan RcptTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For the 354 to DATA (§4.5.3.2.4).</summary>
    public TimeSpan DataTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For the server to take each block of the message (§4.5.3.2.5).</summary>
    public TimeSpan BlockTime { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>For the reply to the message (§4.5.3.2.6). Shorter means more messages of which nobody knows whether they went, and copies if they are sent again.</summary>
    public TimeSpan MessageTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For RSET, NOOP and QUIT, which nothing hangs on.</summary>
    public TimeSpan AsideTime { get; init; } = TimeSpan.FromSeconds(30);
}
