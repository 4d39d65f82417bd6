namespace Overture.Mail.Imap;

/// <summary>What is asked of messages. Whatever it is, it marks none as seen.</summary>
/// <param name="Items">The items.</param>
/// <param name="Sections">The contents, each kept in memory up to <see cref="ImapOptions.LiteralLimit"/>.</param>
public sealed record ImapFetch(ImapItems Items, params IReadOnlyList<ImapSection> Sections)
{
    /// <summary>Only messages changed after this (CONDSTORE, RFC 7162 §3.1.4.1); null: all.</summary>
    public ulong? ChangedSince { get; init; }

    /// <summary>The list of items for a server that offers these.</summary>
    internal string Text(ImapCapabilities offered)
    {
        var names = new List<string> { "UID" };
        void Add(ImapItems item, string name, bool isOffered = true) => names.AddRange(Items.HasFlag(item) && isOffered ? [name] : (ReadOnlySpan<string>)[]);
        Add(ImapItems.Flags, "FLAGS");
        Add(ImapItems.InternalDate, "INTERNALDATE");
        Add(ImapItems.Size, "RFC822.SIZE");
        Add(ImapItems.Envelope, "ENVELOPE");
        Add(ImapItems.Structure, "BODYSTRUCTURE");
        Add(ImapItems.ModSeq, "MODSEQ", offered.Has("CONDSTORE") || offered.Has("QRESYNC"));
        Add(ImapItems.Gmail, "X-GM-MSGID X-GM-THRID X-GM-LABELS", offered.Has("X-GM-EXT-1"));
        Add(ImapItems.ObjectIds, "EMAILID THREADID", offered.Has("OBJECTID"));
        Add(ImapItems.SaveDate, "SAVEDATE", offered.Has("SAVEDATE"));
        return $"({string.Join(' ', names.Concat(Sections.Select(section => section.ToString())))})";
    }

    /// <summary>More than flags is asked for, so a response with nothing else is the server's own news.</summary>
    internal bool IsMoreThanFlags(ImapCapabilities offered) => Text(offered).Trim('(', ')').Split(' ').Except(["UID", "FLAGS", "MODSEQ"]).Any();
}
