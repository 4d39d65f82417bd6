using System.Globalization;
using System.Text;
using Overture.Mail.Mime;

namespace Overture.World.PostOffice;

/// <summary>Search keys (RFC 9051 §6.4.4) as a test of a message.</summary>
internal static class ImapSearchKeys
{
    /// <summary>All that is left in the queue, every key of it to be met; null where there is one that is not known.</summary>
    public static Func<StoredMessage, bool>? Read(Queue<ImapArgument> keys, Func<string, List<uint>> uids, Func<string, List<uint>> sequences)
    {
        var all = new List<Func<StoredMessage, bool>>();
        while (keys.Count > 0)
        {
            if (Key(keys, uids, sequences) is not { } key)
            {
                return null;
            }

            all.Add(key);
        }

        return message => all.TrueForAll(key => key(message));
    }

    private static Func<StoredMessage, bool>? Key(Queue<ImapArgument> keys, Func<string, List<uint>> uids, Func<string, List<uint>> sequences)
    {
        if (!keys.TryDequeue(out var key))
        {
            return null;
        }

        if (key.Items is { } group)
        {
            return Read(new(group), uids, sequences);
        }

        string Next() => keys.TryDequeue(out var value) ? value.Text : "";
        Func<StoredMessage, bool> Flag(string flag, bool isSet = true) => message => message.Has(flag) == isSet;
        Func<StoredMessage, bool> Field(string field, string text) => message => EncodedWord.Decode(new MessageView(message.Octets)[field] ?? "\0").Contains(text, StringComparison.OrdinalIgnoreCase);
        Func<StoredMessage, bool> Within(string text, string section) => message => Encoding.UTF8.GetString((new MessageView(message.Octets).Section(section) ?? default).Span).Contains(text, StringComparison.OrdinalIgnoreCase);
        Func<StoredMessage, bool> Day(string day, Func<DateOnly, DateOnly, bool> holds) => message => DateOnly.TryParse(day, CultureInfo.InvariantCulture, out var date) && holds(DateOnly.FromDateTime(message.InternalDate.UtcDateTime), date);
        Func<StoredMessage, bool> Among(List<uint> set) => message => set.Contains(message.Uid);
        long Number() => long.TryParse(Next(), CultureInfo.InvariantCulture, out var number) ? number : 0;
        switch (key.Text.ToUpperInvariant())
        {
            case "ALL":
                return _ => true;
            case "SEEN" or "ANSWERED" or "FLAGGED" or "DELETED" or "DRAFT":
                return Flag("\\" + key.Text);
            case "UNSEEN" or "UNANSWERED" or "UNFLAGGED" or "UNDELETED" or "UNDRAFT":
                return Flag("\\" + key.Text[2..], false);
            case "KEYWORD":
                return Flag(Next());
            case "UID":
                return Among(uids(Next()));
            case "FROM" or "TO" or "CC" or "SUBJECT":
                return Field(key.Text, Next());
            case "HEADER":
                return Field(Next(), Next());
            case "BODY":
                return Within(Next(), "TEXT");
            case "TEXT":
                return Within(Next(), "");
            case "SINCE":
                return Day(Next(), (received, date) => received >= date);
            case "BEFORE":
                return Day(Next(), (received, date) => received < date);
            case "LARGER" when Number() is var more:
                return message => message.Octets.Length > more;
            case "SMALLER" when Number() is var less:
                return message => message.Octets.Length < less;
            case "MODSEQ" when Number() is var change:
                return message => message.ModSeq >= (ulong)change;
            case "NOT" when Key(keys, uids, sequences) is { } other:
                return message => !other(message);
            case "OR" when Key(keys, uids, sequences) is { } one && Key(keys, uids, sequences) is { } another:
                return message => one(message) || another(message);
            default:
                return char.IsAsciiDigit(key.Text.FirstOrDefault()) || key.Text == "*" ? Among(sequences(key.Text)) : null;
        }
    }
}
