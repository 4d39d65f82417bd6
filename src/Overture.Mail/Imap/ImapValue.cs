using System.Globalization;
using System.Text;

namespace Overture.Mail.Imap;

/// <summary>A value of a response as it stands there: an atom, a string or a list (RFC 9051 §4).</summary>
internal sealed class ImapValue
{
    private readonly bool isQuoted;

    private ImapValue(bool isQuoted, ReadOnlyMemory<byte> octets, long length, List<ImapValue>? items) => (this.isQuoted, Octets, Length, Items) = (isQuoted, octets, length, items);

    /// <summary>What an atom or string holds.</summary>
    public ReadOnlyMemory<byte> Octets { get; }

    /// <summary>How many octets the server sent; more than are kept of a long literal.</summary>
    public long Length { get; }

    /// <summary>The values of a list; null of anything else.</summary>
    public List<ImapValue>? Items { get; }

    public bool IsNil => !isQuoted && Items is null && Octets.Length == 3 && Ascii.EqualsIgnoreCase(Octets.Span, "NIL"u8);

    public bool IsAtom => !isQuoted && Items is null;

    public static ImapValue Atom(ReadOnlySpan<byte> octets) => new(false, octets.ToArray(), octets.Length, null);

    public static ImapValue String(ReadOnlyMemory<byte> octets, long length) => new(true, octets, length, null);

    public static ImapValue List(List<ImapValue> items) => new(false, default, 0, items);

    public bool Is(ReadOnlySpan<byte> atom) => Items is null && Ascii.EqualsIgnoreCase(Octets.Span, atom);

    /// <summary>A string or atom; null where it is NIL or a list.</summary>
    public ImapText? AsText() => Items is not null || IsNil ? null : new ImapText(Octets);

    /// <summary>Text of a string or atom, NIL too; empty of a list.</summary>
    public string AsString() => ImapText.Decode(Octets.Span);

    /// <summary>A number, quoted or not.</summary>
    public ulong? AsNumber() => Items is null && ulong.TryParse(Octets.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public uint? AsUint() => AsNumber() is { } number and <= uint.MaxValue ? (uint)number : null;

    public long? AsLong() => AsNumber() is { } number and <= long.MaxValue ? (long)number : null;

    /// <summary>The number, also where it stands alone in a list, as MODSEQ's.</summary>
    public ulong? AsLoneNumber() => Items is { Count: > 0 } items ? items[0].AsNumber() : AsNumber();

    /// <summary>Text, also where it stands alone in a list, as MAILBOXID's; null for NIL.</summary>
    public string? AsLoneText() => (Items is { Count: > 0 } items ? items[0] : this).AsText()?.ToString();

    /// <summary>The atoms or strings of a list; one alone counts as a list, NIL as an empty one.</summary>
    public IReadOnlyList<string> AsStrings() => Items is not null ? [.. Items.Where(item => item.Items is null).Select(item => item.AsString())] : IsNil ? [] : [AsString()];

    /// <summary>As a server would write it, with quoted strings for literals.</summary>
    public override string ToString() => Append(new()).ToString();

    private StringBuilder Append(StringBuilder text)
    {
        if (Items is null)
        {
            return isQuoted ? text.Append('"').Append(AsString().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"') : text.Append(AsString());
        }

        text.Append('(');
        for (var i = 0; i < Items.Count; i++)
        {
            Items[i].Append(i > 0 ? text.Append(' ') : text);
        }

        return text.Append(')');
    }
}
