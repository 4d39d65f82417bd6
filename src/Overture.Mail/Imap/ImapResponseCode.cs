namespace Overture.Mail.Imap;

/// <summary>A response code: what a program may act upon, where the text is for a person (RFC 9051 §7.1).</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Name">Its name in capitals, as sent.</param>
/// <param name="Arguments">What follows the name within the brackets, as sent.</param>
public record ImapResponseCode(ImapCode Kind, string Name, string Arguments)
{
    /// <summary>CAPABILITY.</summary>
    /// <param name="Name">CAPABILITY.</param>
    /// <param name="Arguments">As sent.</param>
    /// <param name="Offered">What the server offers.</param>
    public sealed record Capabilities(string Name, string Arguments, ImapCapabilities Offered) : ImapResponseCode(ImapCode.Capability, Name, Arguments);

    /// <summary>PERMANENTFLAGS.</summary>
    /// <param name="Name">PERMANENTFLAGS.</param>
    /// <param name="Arguments">As sent.</param>
    /// <param name="Flags">The flags that can be changed for good, without <c>\*</c>.</param>
    /// <param name="MayAdd">New keywords can be made up (<c>\*</c>).</param>
    public sealed record PermanentFlags(string Name, string Arguments, IReadOnlyList<string> Flags, bool MayAdd) : ImapResponseCode(ImapCode.PermanentFlags, Name, Arguments);

    /// <summary>UIDNEXT, UIDVALIDITY, HIGHESTMODSEQ or UNSEEN.</summary>
    /// <param name="Kind">Which one.</param>
    /// <param name="Name">As sent.</param>
    /// <param name="Arguments">As sent.</param>
    /// <param name="Value">The number.</param>
    public sealed record Number(ImapCode Kind, string Name, string Arguments, ulong Value) : ImapResponseCode(Kind, Name, Arguments);

    /// <summary>APPENDUID (RFC 4315 §3).</summary>
    /// <param name="Name">APPENDUID.</param>
    /// <param name="Arguments">As sent.</param>
    /// <param name="UidValidity">With which the UIDs hold.</param>
    /// <param name="Uids">What the messages were given, in order.</param>
    public sealed record Appended(string Name, string Arguments, uint UidValidity, ImapIdSet Uids) : ImapResponseCode(ImapCode.AppendUid, Name, Arguments);

    /// <summary>COPYUID (RFC 4315 §3).</summary>
    /// <param name="Name">COPYUID.</param>
    /// <param name="Arguments">As sent.</param>
    /// <param name="UidValidity">Of the folder copied to.</param>
    /// <param name="Source">The UIDs copied from.</param>
    /// <param name="Destination">The UIDs they were given, in the same order.</param>
    public sealed record Copied(string Name, string Arguments, uint UidValidity, ImapIdSet Source, ImapIdSet Destination) : ImapResponseCode(ImapCode.CopyUid, Name, Arguments);

    /// <summary>MODIFIED (RFC 7162 §3.1.3).</summary>
    /// <param name="Name">MODIFIED.</param>
    /// <param name="Arguments">As sent.</param>
    /// <param name="Left">What a conditional store did not change, because it had changed since.</param>
    public sealed record Modified(string Name, string Arguments, ImapIdSet Left) : ImapResponseCode(ImapCode.Modified, Name, Arguments);
}
