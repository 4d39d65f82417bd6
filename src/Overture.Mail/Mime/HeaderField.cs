using System.Text;

namespace Overture.Mail.Mime;

/// <summary>One field of a header (RFC 5322 §2.2), as it stood and as it reads.</summary>
public sealed class HeaderField
{
    private readonly ReadOnlyMemory<byte> octets;
    private readonly int colon;
    private string? name;

    internal HeaderField(ReadOnlyMemory<byte> octets, int colon) => (this.octets, this.colon) = (octets, colon);

    /// <summary>The field's name as it was written, as <c>Subject</c>; empty for a line that is no field.</summary>
    public string Name => name ??= colon < 0 ? "" : Encoding.ASCII.GetString(octets.Span[..colon].TrimEnd(" \t"u8));

    /// <summary>The whole field as it stood, from its name to the end of its last line.</summary>
    public ReadOnlyMemory<byte> Octets => octets;

    /// <summary>What stands after the colon, with its folding.</summary>
    public ReadOnlyMemory<byte> RawValue => octets[(colon + 1)..];

    /// <summary>The charset of octets that are neither ASCII nor UTF-8: the message's, for want of a better.</summary>
    internal string? Fallback { get; set; }

    /// <summary>The value unfolded and trimmed, with encoded words as they stand: for fields with a grammar of their own.</summary>
    public string Value => Unfold(RawValue.Span, Fallback);

    /// <summary>The value for a reader: unfolded, encoded words decoded (RFC 2047), controls left out.</summary>
    public string Text
    {
        get
        {
            var decoded = EncodedWord.Decode(Value);
            return decoded.AsSpan().ContainsAnyInRange('\0', '\x1F') ? string.Concat(decoded.Select(c => c < ' ' ? ' ' : c)).Trim() : decoded;
        }
    }

    /// <summary>The field has this name; case does not matter (RFC 5322 §1.2.2).</summary>
    public bool Is(ReadOnlySpan<byte> other) => colon >= other.Length && Ascii.EqualsIgnoreCase(octets.Span[..colon].TrimEnd(" \t"u8), other);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Value}";

    /// <summary>Line ends go; the white space that follows them stays (RFC 5322 §2.2.3).</summary>
    private static string Unfold(ReadOnlySpan<byte> raw, string? fallback)
    {
        raw = raw.Trim(" \t\r\n"u8);
        if (raw.IndexOfAny((byte)'\r', (byte)'\n', (byte)0) < 0)
        {
            return Decode(raw, fallback);
        }

        var kept = new byte[raw.Length];
        var length = 0;
        foreach (var octet in raw)
        {
            if (octet is not ((byte)'\r' or (byte)'\n' or 0))
            {
                kept[length++] = octet;
            }
        }

        return Decode(kept.AsSpan(0, length), fallback);
    }

    private static string Decode(ReadOnlySpan<byte> raw, string? fallback) => Charset.TryUtf8(raw) ?? Charset.Decode(raw, fallback);
}
