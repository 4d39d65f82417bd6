using System.Globalization;

namespace Overture.Mail.Imap;

/// <summary>What to search for (RFC 9051 §6.4.4). Values are sent as strings and dates only, so none of them becomes another key.</summary>
public sealed class ImapSearch
{
    private readonly Action<ImapCommand> write;

    private ImapSearch(Action<ImapCommand> write, bool hasUnicode = false) => (this.write, HasUnicode) = (write, hasUnicode);

    /// <summary>Every message.</summary>
    public static ImapSearch All { get; } = Word("ALL");

    /// <summary>With \Seen.</summary>
    public static ImapSearch Seen { get; } = Word("SEEN");

    /// <summary>Without \Seen.</summary>
    public static ImapSearch Unseen { get; } = Word("UNSEEN");

    /// <summary>With \Answered.</summary>
    public static ImapSearch Answered { get; } = Word("ANSWERED");

    /// <summary>With \Flagged.</summary>
    public static ImapSearch Flagged { get; } = Word("FLAGGED");

    /// <summary>With \Deleted.</summary>
    public static ImapSearch Deleted { get; } = Word("DELETED");

    internal bool HasUnicode { get; }

    /// <summary>With this keyword.</summary>
    /// <exception cref="ArgumentException">Not a keyword.</exception>
    public static ImapSearch Keyword(string keyword) => Word($"KEYWORD {ImapCommand.Atom(keyword)}");

    /// <summary>With these UIDs.</summary>
    public static ImapSearch Uids(ImapIdSet uids) => uids.IsEmpty ? All.Not() : Word($"UID {uids}");

    /// <summary>Received on this day or later; servers look at the day alone, each in a zone of its own.</summary>
    public static ImapSearch Since(DateOnly day) => Word($"SINCE {ImapCommand.Date(day)}");

    /// <summary>Received before this day.</summary>
    public static ImapSearch Before(DateOnly day) => Word($"BEFORE {ImapCommand.Date(day)}");

    /// <summary>Sent, by its header, on this day or later.</summary>
    public static ImapSearch SentSince(DateOnly day) => Word($"SENTSINCE {ImapCommand.Date(day)}");

    /// <summary>Sent, by its header, before this day.</summary>
    public static ImapSearch SentBefore(DateOnly day) => Word($"SENTBEFORE {ImapCommand.Date(day)}");

    /// <summary>Of more octets than this.</summary>
    public static ImapSearch Larger(long octets) => Word(string.Create(CultureInfo.InvariantCulture, $"LARGER {octets}"));

    /// <summary>Of fewer octets than this.</summary>
    public static ImapSearch Smaller(long octets) => Word(string.Create(CultureInfo.InvariantCulture, $"SMALLER {octets}"));

    /// <summary>Changed at this or a later mod-sequence (CONDSTORE, RFC 7162 §3.1.5).</summary>
    public static ImapSearch ModSeq(ulong modSeq) => Word(string.Create(CultureInfo.InvariantCulture, $"MODSEQ {modSeq}"));

    /// <summary>With this text in From.</summary>
    public static ImapSearch From(string text) => Text("FROM", text);

    /// <summary>With this text in To.</summary>
    public static ImapSearch To(string text) => Text("TO", text);

    /// <summary>With this text in the subject.</summary>
    public static ImapSearch Subject(string text) => Text("SUBJECT", text);

    /// <summary>With this text in the body.</summary>
    public static ImapSearch Body(string text) => Text("BODY", text);

    /// <summary>With this text in header or body.</summary>
    public static ImapSearch Anywhere(string text) => Text("TEXT", text);

    /// <summary>With this text in a field of the header; with the field at all, where the text is empty.</summary>
    public static ImapSearch Header(string field, string text) => new(command => command.Words("HEADER").Value(field).Value(text), IsUnicode(field + text));

    /// <summary>As in Gmail's own search field (X-GM-EXT-1).</summary>
    public static ImapSearch GmailRaw(string query) => Text("X-GM-RAW", query);

    /// <summary>Of Gmail's conversation (X-GM-EXT-1).</summary>
    public static ImapSearch GmailThread(ulong id) => Word(string.Create(CultureInfo.InvariantCulture, $"X-GM-THRID {id}"));

    /// <summary>Both.</summary>
    public ImapSearch And(ImapSearch other) => new(command =>
    {
        write(command);
        other.write(command);
    }, HasUnicode || other.HasUnicode);

    /// <summary>One of them, or both.</summary>
    public ImapSearch Or(ImapSearch other) => new(command =>
    {
        Grouped(command.Words("OR"));
        other.Grouped(command);
    }, HasUnicode || other.HasUnicode);

    /// <summary>The others.</summary>
    public ImapSearch Not() => new(command => Grouped(command.Words("NOT")), HasUnicode);

    internal void Write(ImapCommand command) => write(command);

    private static ImapSearch Word(string words) => new(command => command.Words(words));

    private static ImapSearch Text(string key, string text) => new(command => command.Words(key).Value(text), IsUnicode(text));

    private static bool IsUnicode(string text) => text.Any(c => c > '~');

    private void Grouped(ImapCommand command)
    {
        command.Words("(");
        write(command);
        command.Words(")");
    }
}
