namespace Overture.Mail.Imap;

/// <summary>What STORE does with flags (RFC 9051 §6.4.6).</summary>
public enum ImapFlagChange
{
    /// <summary>Adds them to what is set.</summary>
    Add,

    /// <summary>Takes them away.</summary>
    Remove,

    /// <summary>Sets these and no others.</summary>
    Replace,
}
