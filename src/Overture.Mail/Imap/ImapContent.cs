namespace Overture.Mail.Imap;

/// <summary>Octets of a message that came with FETCH (RFC 9051 §7.5.2).</summary>
/// <param name="Section">What stands in the brackets, as sent.</param>
/// <param name="Offset">Where it begins, of a partial fetch; else null.</param>
/// <param name="Octets">The octets, as far as <see cref="ImapOptions.LiteralLimit"/> lets them be kept; none where they were streamed, or the server has none (NIL).</param>
/// <param name="Length">How many the server sent.</param>
public sealed record ImapContent(string Section, long? Offset, ReadOnlyMemory<byte> Octets, long Length)
{
    /// <summary>More was sent than is kept here.</summary>
    public bool IsCut => Octets.Length < Length;
}
