namespace Overture.Mail.Wire;

/// <summary>Why a conversation with a mail server ended.</summary>
public enum MailFailure
{
    /// <summary>The server could not be reached.</summary>
    Unreachable,

    /// <summary>The connection broke or was closed.</summary>
    Lost,

    /// <summary>The server took longer than the time allowed.</summary>
    TimedOut,

    /// <summary>No TLS session could be made: the certificate is not trusted, or the server cannot do what is asked of it.</summary>
    Tls,

    /// <summary>The server does not offer what is needed: STARTTLS, or a way to sign in.</summary>
    NotOffered,

    /// <summary>Credentials would have gone over the wire in the clear.</summary>
    Unprotected,

    /// <summary>The server said no.</summary>
    Refused,

    /// <summary>The server said what the protocol does not allow, or more of it than is read.</summary>
    Malformed,
}
