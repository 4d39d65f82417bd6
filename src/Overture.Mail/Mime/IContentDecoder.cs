using System.Buffers;

namespace Overture.Mail.Mime;

/// <summary>Undoes a transfer encoding piece by piece, in memory that does not grow with the part.</summary>
internal interface IContentDecoder
{
    /// <summary>Decodes the next piece; never fails.</summary>
    void Decode(ReadOnlySpan<byte> encoded, IBufferWriter<byte> into);

    /// <summary>There is no more.</summary>
    void End(IBufferWriter<byte> into);
}
