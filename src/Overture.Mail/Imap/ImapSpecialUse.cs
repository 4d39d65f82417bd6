namespace Overture.Mail.Imap;

/// <summary>What a folder is for, whatever its name (RFC 6154, RFC 8457; XLIST of old Gmail).</summary>
public enum ImapSpecialUse
{
    /// <summary>Nothing the server tells.</summary>
    None,

    /// <summary>Where mail comes in: the folder INBOX.</summary>
    Inbox,

    /// <summary>Every message, <c>\All</c>.</summary>
    All,

    /// <summary><c>\Archive</c>.</summary>
    Archive,

    /// <summary><c>\Drafts</c>.</summary>
    Drafts,

    /// <summary><c>\Flagged</c>, also called starred.</summary>
    Flagged,

    /// <summary><c>\Important</c>.</summary>
    Important,

    /// <summary><c>\Junk</c>, also called spam.</summary>
    Junk,

    /// <summary><c>\Sent</c>.</summary>
    Sent,

    /// <summary><c>\Trash</c>.</summary>
    Trash,
}
