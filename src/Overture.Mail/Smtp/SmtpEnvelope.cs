namespace Overture.Mail.Smtp;

/// <summary>From whom and to whom a message goes (RFC 5321 §2.3.1). Its headers may say otherwise.</summary>
/// <param name="From">The reverse path without angle brackets: where failures are reported. Null or empty is the null path, for reports themselves (RFC 5321 §4.5.5).</param>
/// <param name="Recipients">At least one.</param>
public sealed record SmtpEnvelope(string? From, IReadOnlyList<SmtpRecipient> Recipients)
{
    /// <summary>An envelope with nothing asked of reports.</summary>
    /// <param name="from">The reverse path; null is the null path.</param>
    /// <param name="to">At least one mailbox.</param>
    public SmtpEnvelope(string? from, params IEnumerable<string> to)
        : this(from, [.. to.Select(address => new SmtpRecipient(address))])
    {
    }

    /// <summary>The headers hold UTF-8 as it is (RFC 6532), so SMTPUTF8 is needed even where the addresses do not need it.</summary>
    public bool HasUtf8Headers { get; init; }

    /// <summary>
    /// The message has no lines: it goes by BDAT with BODY=BINARYMIME and not an octet is changed (RFC 3030 §3). False: every bare CR and bare LF is sent as CRLF,
    /// since servers take them for line ends and disagree on it (RFC 5321 §2.3.8, §4.1.1.4).
    /// </summary>
    public bool IsBinary { get; init; }

    /// <summary>The message has octets above 127. Asked only for a stream that cannot seek; otherwise they are looked for.</summary>
    public bool IsEightBit { get; init; }

    /// <summary>The message's length in octets, for SIZE. Asked only for a stream that cannot seek; otherwise it is counted.</summary>
    public long? Length { get; init; }

    /// <summary>How much of the message a report of failure returns (RET); null leaves it to the servers. Left out where DSN is not offered.</summary>
    public DsnReturn? Return { get; init; }

    /// <summary>A name of the sender's own that reports repeat (ENVID, RFC 3461 §4.4): up to 100 printable ASCII characters. Left out where DSN is not offered.</summary>
    public string? EnvelopeId { get; init; }
}
