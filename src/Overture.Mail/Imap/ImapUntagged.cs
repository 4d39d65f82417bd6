namespace Overture.Mail.Imap;

/// <summary>What a server says without being asked, or on the way to an answer (RFC 9051 §7).</summary>
public abstract record ImapUntagged
{
    private ImapUntagged()
    {
    }

    /// <summary>OK, NO, BAD, BYE or PREAUTH: a remark, as an alert.</summary>
    /// <param name="Reply">What was said.</param>
    public sealed record Status(ImapReply Reply) : ImapUntagged;

    /// <summary>CAPABILITY.</summary>
    /// <param name="Offered">What the server offers.</param>
    public sealed record Capability(ImapCapabilities Offered) : ImapUntagged;

    /// <summary>ENABLED (RFC 5161).</summary>
    /// <param name="Names">What is enabled now.</param>
    public sealed record Enabled(IReadOnlyList<string> Names) : ImapUntagged;

    /// <summary>FLAGS: the flags in use in the selected folder.</summary>
    /// <param name="Names">The flags.</param>
    public sealed record Flags(IReadOnlyList<string> Names) : ImapUntagged;

    /// <summary>LIST, LSUB or XLIST.</summary>
    /// <param name="Command">Which of them, in capitals.</param>
    /// <param name="Data">The folder.</param>
    public sealed record Folder(string Command, ImapFolder Data) : ImapUntagged;

    /// <summary>STATUS.</summary>
    /// <param name="Data">What was told.</param>
    public sealed record FolderStatus(ImapFolderStatus Data) : ImapUntagged;

    /// <summary>SEARCH, SORT or ESEARCH.</summary>
    /// <param name="Result">What was found.</param>
    public sealed record Search(ImapSearchResult Result) : ImapUntagged;

    /// <summary>NAMESPACE.</summary>
    /// <param name="Data">Where folders begin.</param>
    public sealed record Namespaces(ImapNamespaces Data) : ImapUntagged;

    /// <summary>ID (RFC 2971).</summary>
    /// <param name="Fields">What the server says of itself.</param>
    public sealed record Id(IReadOnlyDictionary<string, string?> Fields) : ImapUntagged;

    /// <summary>EXISTS: how many messages the folder holds now.</summary>
    /// <param name="Count">How many.</param>
    public sealed record Exists(uint Count) : ImapUntagged;

    /// <summary>RECENT (RFC 3501).</summary>
    /// <param name="Count">How many.</param>
    public sealed record Recent(uint Count) : ImapUntagged;

    /// <summary>EXPUNGE: a message is gone, and those above it move down by one.</summary>
    /// <param name="Sequence">Where it was.</param>
    public sealed record Expunged(uint Sequence) : ImapUntagged;

    /// <summary>VANISHED: messages are gone (RFC 7162 §3.2.10).</summary>
    /// <param name="Uids">Which; may name UIDs that never were.</param>
    /// <param name="Earlier">They went before this session: sequence numbers do not change.</param>
    public sealed record Vanished(ImapIdSet Uids, bool Earlier) : ImapUntagged;

    /// <summary>FETCH.</summary>
    /// <param name="Data">What was told.</param>
    public sealed record Message(ImapMessage Data) : ImapUntagged;

    /// <summary>What is not known here, kept as it was read.</summary>
    /// <param name="Name">The word it begins with, in capitals.</param>
    /// <param name="Text">What follows; literals as quoted strings.</param>
    public sealed record Other(string Name, string Text) : ImapUntagged;
}
