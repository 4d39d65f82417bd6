namespace Overture.Mail.Imap;

/// <summary>The word a status response begins with (RFC 9051 §7.1).</summary>
public enum ImapStatus
{
    /// <summary>Done, or for information.</summary>
    Ok,

    /// <summary>Could not be done; untagged: a warning.</summary>
    No,

    /// <summary>Was not understood or not allowed now.</summary>
    Bad,

    /// <summary>The server ends the session.</summary>
    Bye,

    /// <summary>A greeting: already signed in by other means.</summary>
    Preauth,
}
