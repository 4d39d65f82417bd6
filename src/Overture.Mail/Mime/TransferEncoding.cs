namespace Overture.Mail.Mime;

/// <summary>How the octets of a part travel (RFC 2045 §6).</summary>
public enum TransferEncoding
{
    /// <summary>ASCII in lines of at most 998 octets, as it is.</summary>
    SevenBit,

    /// <summary>Any octets but NUL in lines of at most 998, as they are (needs 8BITMIME, RFC 6152).</summary>
    EightBit,

    /// <summary>Any octets at all, as they are (needs BINARYMIME, RFC 3030).</summary>
    Binary,

    /// <summary>Mostly readable: other octets as <c>=XX</c> (RFC 2045 §6.7).</summary>
    QuotedPrintable,

    /// <summary>Three octets as four letters (RFC 2045 §6.8).</summary>
    Base64,

    /// <summary>The old x-uuencode, read only.</summary>
    UuEncode,
}
