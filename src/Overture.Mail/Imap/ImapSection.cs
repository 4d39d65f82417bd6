using System.Globalization;

namespace Overture.Mail.Imap;

/// <summary>Which octets of a message are asked for (<c>section</c>, RFC 9051 §6.4.5). They are always peeked at: the message is not marked as seen.</summary>
public sealed record ImapSection
{
    private ImapSection(string name) => Name = name;

    /// <summary>The whole message.</summary>
    public static ImapSection Whole { get; } = new("");

    /// <summary>The header and its blank line.</summary>
    public static ImapSection Header { get; } = new("HEADER");

    /// <summary>What comes after the header.</summary>
    public static ImapSection Text { get; } = new("TEXT");

    /// <summary>What stands in the brackets.</summary>
    public string Name { get; }

    /// <summary>Where to begin, in octets.</summary>
    public long Offset { get; private init; }

    /// <summary>The most octets to be sent; null: all.</summary>
    public long? Length { get; private init; }

    /// <summary>Some fields of the header, in the order of the header.</summary>
    /// <exception cref="ArgumentException">Not the name of a field (RFC 5322 §2.2), or none.</exception>
    public static ImapSection Fields(params IReadOnlyList<string> names) => new($"HEADER.FIELDS ({Join(names)})");

    /// <summary>The content of a part, without its header; of a message/rfc822, the message.</summary>
    /// <param name="path">As <see cref="ImapBodyPart.Path"/>.</param>
    /// <exception cref="ArgumentException">Not a path.</exception>
    public static ImapSection Part(string path) => new(Checked(path));

    /// <summary>The header of a part.</summary>
    /// <param name="path">As <see cref="ImapBodyPart.Path"/>.</param>
    /// <exception cref="ArgumentException">Not a path.</exception>
    public static ImapSection Mime(string path) => new(Checked(path) + ".MIME");

    /// <summary>So many octets of it.</summary>
    public ImapSection From(long offset, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        return this with { Offset = offset, Length = length };
    }

    /// <summary>As it is asked for.</summary>
    public override string ToString() => Length is { } length ? string.Create(CultureInfo.InvariantCulture, $"BODY.PEEK[{Name}]<{Offset}.{length}>") : $"BODY.PEEK[{Name}]";

    private static string Join(IReadOnlyList<string> names) =>
        names.Count > 0 && names.All(name => name.Length > 0 && name.All(c => c is > ' ' and <= '~' and not (':' or '(' or ')' or '{' or '%' or '*' or '"' or '\\' or ']')))
            ? string.Join(' ', names)
            : throw new ArgumentException("Give at least one name of a header field, without its colon.", nameof(names));

    private static string Checked(string path) =>
        path.Length > 0 && path.Split('.').All(number => number.Length is > 0 and < 10 && number.All(char.IsAsciiDigit) && number[0] != '0')
            ? path
            : throw new ArgumentException($"\"{path}\" is not the path of a part, as 1 or 2.1.", nameof(path));
}
