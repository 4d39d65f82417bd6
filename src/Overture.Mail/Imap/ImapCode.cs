namespace Overture.Mail.Imap;

/// <summary>The registered response codes (RFC 9051 §7.1, RFC 5530 and extensions). Each is named as it is written, without hyphens.</summary>
public enum ImapCode
{
    /// <summary>Not in the registry, or not known here: see <see cref="ImapResponseCode.Name"/>.</summary>
    Unknown,

    /// <summary>ALERT: the text must be shown to a person.</summary>
    Alert,

    /// <summary>ALREADYEXISTS: a folder of that name is there.</summary>
    AlreadyExists,

    /// <summary>ANNOTATIONS (RFC 5257).</summary>
    Annotations,

    /// <summary>APPENDUID: the UIDs of what was appended.</summary>
    AppendUid,

    /// <summary>AUTHENTICATIONFAILED: wrong name or secret.</summary>
    AuthenticationFailed,

    /// <summary>AUTHORIZATIONFAILED: signed in, but not allowed to act as that user.</summary>
    AuthorizationFailed,

    /// <summary>BADCHARSET: a search in a charset the server does not know.</summary>
    BadCharset,

    /// <summary>BADEVENT (RFC 5465).</summary>
    BadEvent,

    /// <summary>CANNOT: never possible.</summary>
    Cannot,

    /// <summary>CAPABILITY: what the server offers.</summary>
    Capability,

    /// <summary>CLIENTBUG: the server thinks the client erred.</summary>
    ClientBug,

    /// <summary>CLOSED: the folder that was selected before is closed.</summary>
    Closed,

    /// <summary>CONTACTADMIN: the user should call the administrator.</summary>
    ContactAdmin,

    /// <summary>COPYUID: the UIDs of what was copied or moved.</summary>
    CopyUid,

    /// <summary>CORRUPTION: the server's data are damaged.</summary>
    Corruption,

    /// <summary>EXPIRED: the password is too old.</summary>
    Expired,

    /// <summary>EXPUNGEISSUED: somebody expunged what was asked for.</summary>
    ExpungeIssued,

    /// <summary>HASCHILDREN: the folder cannot be deleted.</summary>
    HasChildren,

    /// <summary>HIGHESTMODSEQ: the highest change of the folder (RFC 7162).</summary>
    HighestModSeq,

    /// <summary>INUSE: try again later.</summary>
    InUse,

    /// <summary>LIMIT: more than the server allows.</summary>
    Limit,

    /// <summary>MAILBOXID (RFC 8474).</summary>
    MailboxId,

    /// <summary>METADATA (RFC 5464).</summary>
    Metadata,

    /// <summary>MODIFIED: what a conditional store left alone (RFC 7162).</summary>
    Modified,

    /// <summary>NOMODSEQ: the folder knows no changes (RFC 7162).</summary>
    NoModSeq,

    /// <summary>NONEXISTENT: there is no such folder.</summary>
    NonExistent,

    /// <summary>NOPERM: not allowed.</summary>
    NoPerm,

    /// <summary>NOTSAVED: a search result was not saved.</summary>
    NotSaved,

    /// <summary>OVERQUOTA: full, or would be.</summary>
    OverQuota,

    /// <summary>PARSE: the headers of a message could not be read.</summary>
    Parse,

    /// <summary>PERMANENTFLAGS: the flags that a client can change for good.</summary>
    PermanentFlags,

    /// <summary>PRIVACYREQUIRED: TLS is needed.</summary>
    PrivacyRequired,

    /// <summary>READ-ONLY: the folder is open for reading.</summary>
    ReadOnly,

    /// <summary>READ-WRITE: the folder is open for changes.</summary>
    ReadWrite,

    /// <summary>REFERRAL (RFC 2221).</summary>
    Referral,

    /// <summary>SERVERBUG: the server erred.</summary>
    ServerBug,

    /// <summary>THROTTLED: too much was asked; Gmail and others.</summary>
    Throttled,

    /// <summary>TOOBIG: the message is too large.</summary>
    TooBig,

    /// <summary>TRYCREATE: the folder is not there, but could be made.</summary>
    TryCreate,

    /// <summary>UIDNEXT: the UID that comes next.</summary>
    UidNext,

    /// <summary>UIDNOTSTICKY: UIDs do not last.</summary>
    UidNotSticky,

    /// <summary>UIDVALIDITY: the number with which UIDs hold.</summary>
    UidValidity,

    /// <summary>UNAVAILABLE: something the server needs is down; try again later.</summary>
    Unavailable,

    /// <summary>UNKNOWN-CTE: the content cannot be decoded (RFC 3516).</summary>
    UnknownCte,

    /// <summary>UNSEEN: the first message that was not seen (RFC 3501).</summary>
    Unseen,

    /// <summary>USEATTR: a special use could not be given (RFC 6154).</summary>
    UseAttr,

    /// <summary>WEBALERT: the user must visit the address; Gmail.</summary>
    WebAlert,
}
