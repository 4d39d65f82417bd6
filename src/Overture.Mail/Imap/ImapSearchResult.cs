namespace Overture.Mail.Imap;

/// <summary>What a search found (SEARCH and ESEARCH, RFC 9051 §7.3.3, §7.3.4).</summary>
/// <param name="Ids">The UIDs or sequence numbers, in the order told; empty where nothing was found or only a count was asked for.</param>
/// <param name="AreUids">The numbers are UIDs. SEARCH does not tell: false.</param>
public sealed record ImapSearchResult(ImapIdSet Ids, bool AreUids)
{
    /// <summary>The tag of the command this belongs to, of ESEARCH.</summary>
    public string? Tag { get; init; }

    /// <summary>How many were found, of ESEARCH with COUNT.</summary>
    public uint? Count { get; init; }

    /// <summary>The lowest, of ESEARCH with MIN.</summary>
    public uint? Min { get; init; }

    /// <summary>The highest, of ESEARCH with MAX.</summary>
    public uint? Max { get; init; }

    /// <summary>The highest change among those found (RFC 7162).</summary>
    public ulong? ModSeq { get; init; }

    /// <summary>What is not known here, as PARTIAL or RELEVANCY: name and value, as sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Others { get; init; } = [];
}
