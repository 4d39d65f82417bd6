namespace Overture.Mail.Mime;

/// <summary>What was wrong with a message that was read all the same.</summary>
[Flags]
public enum MimeDefects
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A line of the header is no field and continues none.</summary>
    InvalidHeaderLine = 1,

    /// <summary>A multipart names no boundary, or never uses the one it names.</summary>
    MissingBoundary = 2,

    /// <summary>A multipart ends without its last delimiter.</summary>
    UnclosedMultipart = 4,

    /// <summary>Nested deeper than <see cref="MimeLimits.Depth"/>: what is below is one opaque part.</summary>
    TooDeep = 8,

    /// <summary>More than <see cref="MimeLimits.Parts"/>: the rest belongs to the last one.</summary>
    TooManyParts = 16,

    /// <summary>A header longer than <see cref="MimeLimits.HeaderOctets"/> or of more than <see cref="MimeLimits.HeaderFields"/>: the rest of it is not told.</summary>
    HeaderTooLong = 32,

    /// <summary>A line ends in LF or CR alone.</summary>
    BareLineEnd = 64,

    /// <summary>A header ends without an empty line.</summary>
    HeaderWithoutBody = 128,
}
