namespace Overture.World.PostOffice;

/// <summary>What an <see cref="ImapPost"/> does instead of, or before, answering a command.</summary>
public enum ImapMischief
{
    None,

    /// <summary>BYE, and the connection closes.</summary>
    Bye,

    /// <summary>The connection closes without a word.</summary>
    HangUp,

    /// <summary>No answer, ever.</summary>
    Silence,

    /// <summary>NO [UNAVAILABLE].</summary>
    Refuse,

    /// <summary>Lines that are no IMAP.</summary>
    Garbage,

    /// <summary>A line of NUL.</summary>
    Nul,

    /// <summary>Untagged lines without end.</summary>
    Flood,

    /// <summary>A line without end.</summary>
    EndlessLine,

    /// <summary>Lists in lists, very deep.</summary>
    DeepList,

    /// <summary>The message fetched has a body of 50 MB.</summary>
    HugeLiteral,

    /// <summary>A literal longer than any disk.</summary>
    EndlessLiteral,

    /// <summary>A literal of which most is missing, and the connection closes.</summary>
    ShortLiteral,

    /// <summary>More octets come than the literal was told to have.</summary>
    LongLiteral,

    /// <summary>The first message goes, and another session's change is told, in the middle of the answer.</summary>
    ExpungeBetween,

    /// <summary>An alert, a new message and a flag change are told before the answer.</summary>
    Interrupt,
}
