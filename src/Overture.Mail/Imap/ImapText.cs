using System.Text;
using Overture.Mail.Mime;

namespace Overture.Mail.Imap;

/// <summary>Text as the server sent it: the octets are kept, as a header holds them: <see cref="Text"/> decodes its encoded words.</summary>
public readonly struct ImapText : IEquatable<ImapText>
{
    private static readonly UTF8Encoding Strict = new(false, true);
    private readonly ReadOnlyMemory<byte> octets;

    /// <summary>Text of these octets, which are not copied.</summary>
    public ImapText(ReadOnlyMemory<byte> octets) => this.octets = octets;

    /// <summary>Text in UTF-8.</summary>
    public ImapText(string text) => octets = Encoding.UTF8.GetBytes(text);

    /// <summary>What was sent, without quotes or the length of a literal.</summary>
    public ReadOnlyMemory<byte> Octets => octets;

    /// <summary>Whether the octets are the same.</summary>
    public static bool operator ==(ImapText left, ImapText right) => left.Equals(right);

    /// <summary>Whether the octets differ.</summary>
    public static bool operator !=(ImapText left, ImapText right) => !left.Equals(right);

    /// <summary>The octets as UTF-8; as ISO 8859-1 where they are not UTF-8. Encoded words stay as they are.</summary>
    public override string ToString() => Decode(octets.Span);

    /// <summary>As a reader sees it: encoded words decoded (RFC 2047).</summary>
    public string Text => EncodedWord.Decode(ToString());

    /// <inheritdoc/>
    public bool Equals(ImapText other) => octets.Span.SequenceEqual(other.octets.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ImapText other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(octets.Span);
        return hash.ToHashCode();
    }

    internal static string Decode(ReadOnlySpan<byte> octets)
    {
        if (Ascii.IsValid(octets))
        {
            return Encoding.ASCII.GetString(octets);
        }

        try
        {
            return Strict.GetString(octets);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(octets);
        }
    }
}
