using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Overture.Mail.Imap;

/// <summary>Reads a status and its response code (RFC 9051 §7.1).</summary>
internal static class ReplyReading
{
    private static readonly FrozenDictionary<string, ImapCode> Codes =
        Enum.GetValues<ImapCode>().Where(code => code != ImapCode.Unknown).ToFrozenDictionary(code => code.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The status this word is; null where it is none.</summary>
    public static ImapStatus? Status(ReadOnlySpan<byte> word) =>
        Ascii.EqualsIgnoreCase(word, "OK"u8) ? ImapStatus.Ok :
        Ascii.EqualsIgnoreCase(word, "NO"u8) ? ImapStatus.No :
        Ascii.EqualsIgnoreCase(word, "BAD"u8) ? ImapStatus.Bad :
        Ascii.EqualsIgnoreCase(word, "BYE"u8) ? ImapStatus.Bye :
        Ascii.EqualsIgnoreCase(word, "PREAUTH"u8) ? ImapStatus.Preauth : null;

    /// <summary>What follows the status word.</summary>
    public static ImapReply Read(ImapStatus status, ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart((byte)' ');
        var end = rest.StartsWith("["u8) ? End(rest) : -1;
        return end < 0
            ? new(status, null, ImapText.Decode(rest))
            : new(status, Code(rest[1..end]), ImapText.Decode(rest[(end + 1)..].TrimStart((byte)' ')));
    }

    /// <summary>The closing bracket: the first that stands in neither quotes nor parentheses, else the first.</summary>
    private static int End(ReadOnlySpan<byte> rest)
    {
        var (quoted, depth) = (false, 0);
        for (var i = 1; i < rest.Length; i++)
        {
            quoted ^= rest[i] == (byte)'"';
            depth += quoted ? 0 : rest[i] == (byte)'(' ? 1 : rest[i] == (byte)')' ? -1 : 0;
            if (rest[i] == (byte)']' && !quoted && depth == 0)
            {
                return i;
            }
        }

        return rest.IndexOf((byte)']');
    }

    private static ImapResponseCode Code(ReadOnlySpan<byte> inside)
    {
        var name = ImapText.Decode(Octets.Word(ref inside)).ToUpperInvariant();
        var kind = Codes.GetValueOrDefault(name.Replace("-", "", StringComparison.Ordinal));
        var arguments = ImapText.Decode(inside);
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return kind switch
        {
            ImapCode.Capability => new ImapResponseCode.Capabilities(name, arguments, new(words)),
            ImapCode.PermanentFlags => Flags(name, arguments),
            ImapCode.UidNext or ImapCode.UidValidity or ImapCode.HighestModSeq or ImapCode.Unseen when words is [var number, ..] && ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) =>
                new ImapResponseCode.Number(kind, name, arguments, value),
            ImapCode.AppendUid when words is [var validity, var set, ..] && Uint(validity) is { } v && ImapIdSet.TryParse(set, out var uids) => new ImapResponseCode.Appended(name, arguments, v, uids),
            ImapCode.CopyUid when words is [var validity, var from, var to, ..] && Uint(validity) is { } v && ImapIdSet.TryParse(from, out var source) && ImapIdSet.TryParse(to, out var destination) =>
                new ImapResponseCode.Copied(name, arguments, v, source, destination),
            ImapCode.Modified when words is [var set, ..] && ImapIdSet.TryParse(set, out var left) => new ImapResponseCode.Modified(name, arguments, left),
            _ => new(kind, name, arguments),
        };
    }

    private static ImapResponseCode.PermanentFlags Flags(string name, string arguments)
    {
        var flags = arguments.Split([' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        return new(name, arguments, [.. flags.Where(flag => flag != "\\*")], flags.Contains("\\*"));
    }

    private static uint? Uint(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
