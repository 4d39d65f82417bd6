namespace Overture.Mail.Imap;

/// <summary>The folder that is selected, as SELECT or EXAMINE told and as untagged data changed since (RFC 9051 §6.3.2).</summary>
/// <param name="Name">Its name, as it was asked for.</param>
/// <param name="IsReadOnly">Nothing can be changed, and nothing is marked as seen.</param>
public sealed record ImapMailbox(string Name, bool IsReadOnly)
{
    /// <summary>How many messages.</summary>
    public uint Exists { get; init; }

    /// <summary>How many that no session has seen yet (RFC 3501).</summary>
    public uint Recent { get; init; }

    /// <summary>With which the UIDs hold; 0 where the server told none, and UIDs do not last. Another number than before means that every UID known of this folder is void.</summary>
    public uint UidValidity { get; init; }

    /// <summary>The UID that comes next; null where the server did not tell.</summary>
    public uint? UidNext { get; init; }

    /// <summary>The highest change (RFC 7162); null where the folder knows no changes.</summary>
    public ulong? HighestModSeq { get; init; }

    /// <summary>The flags in use.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>The flags that can be changed for good.</summary>
    public IReadOnlyList<string> PermanentFlags { get; init; } = [];

    /// <summary>New keywords can be made up.</summary>
    public bool MayAddFlags { get; init; }

    /// <summary>The folder's id, which stays when it is renamed (RFC 8474).</summary>
    public string? MailboxId { get; init; }
}
