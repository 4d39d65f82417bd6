namespace Overture.Mail.Imap;

/// <summary>What STATUS tells of a folder that need not be selected (RFC 9051 §7.3.4). What was not told is null.</summary>
/// <param name="Folder">Its name.</param>
public sealed record ImapFolderStatus(string Folder)
{
    /// <summary>How many messages.</summary>
    public uint? Messages { get; init; }

    /// <summary>How many that no session has seen yet (RFC 3501).</summary>
    public uint? Recent { get; init; }

    /// <summary>How many without \Seen.</summary>
    public uint? Unseen { get; init; }

    /// <summary>How many with \Deleted.</summary>
    public uint? Deleted { get; init; }

    /// <summary>The UID that comes next.</summary>
    public uint? UidNext { get; init; }

    /// <summary>With which the UIDs hold; another number than before means that every UID known of this folder is void.</summary>
    public uint? UidValidity { get; init; }

    /// <summary>The highest change (RFC 7162).</summary>
    public ulong? HighestModSeq { get; init; }

    /// <summary>All messages together, in octets.</summary>
    public long? Size { get; init; }

    /// <summary>The most octets that can be appended (RFC 7889).</summary>
    public long? AppendLimit { get; init; }

    /// <summary>The folder's id, which stays when it is renamed (RFC 8474).</summary>
    public string? MailboxId { get; init; }
}
