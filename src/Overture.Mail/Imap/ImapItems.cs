namespace Overture.Mail.Imap;

/// <summary>What FETCH is asked for beside contents (RFC 9051 §6.4.5). What a server does not offer is left out.</summary>
[Flags]
public enum ImapItems
{
    /// <summary>Nothing but the UID.</summary>
    None = 0,

    /// <summary>The flags.</summary>
    Flags = 1,

    /// <summary>When the server received the message.</summary>
    InternalDate = 1 << 1,

    /// <summary>Its size in octets.</summary>
    Size = 1 << 2,

    /// <summary>Its header as the server read it.</summary>
    Envelope = 1 << 3,

    /// <summary>Its parts.</summary>
    Structure = 1 << 4,

    /// <summary>Its last change (CONDSTORE, RFC 7162).</summary>
    ModSeq = 1 << 5,

    /// <summary>Gmail's ids and labels (X-GM-EXT-1).</summary>
    Gmail = 1 << 6,

    /// <summary>The ids of message and conversation (OBJECTID, RFC 8474).</summary>
    ObjectIds = 1 << 7,

    /// <summary>When it came into this folder (SAVEDATE, RFC 8514).</summary>
    SaveDate = 1 << 8,
}
