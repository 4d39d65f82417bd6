namespace Overture.Mail.Smtp;

/// <summary>Why a message did not go.</summary>
public enum SmtpObstacle
{
    /// <summary>The connection broke, or was broken already.</summary>
    Lost,

    /// <summary>The server took longer than the time allowed.</summary>
    TimedOut,

    /// <summary>The server said what SMTP does not allow.</summary>
    Malformed,

    /// <summary>The caller's hook before DATA said no.</summary>
    Stopped,

    /// <summary>The message is larger than the server's SIZE (RFC 1870).</summary>
    TooLarge,

    /// <summary>The message has octets above 127 and 8BITMIME is not offered (RFC 6152).</summary>
    EightBitNotOffered,

    /// <summary>An address or a header needs SMTPUTF8 and it is not offered (RFC 6531 §3.2).</summary>
    Utf8NotOffered,

    /// <summary>The message has no lines and BINARYMIME with CHUNKING is not offered (RFC 3030).</summary>
    BinaryNotOffered,
}
