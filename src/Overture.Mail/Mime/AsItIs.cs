using System.Buffers;

namespace Overture.Mail.Mime;

/// <summary>7bit, 8bit and binary: nothing to undo.</summary>
internal sealed class AsItIs : IContentDecoder
{
    public void Decode(ReadOnlySpan<byte> encoded, IBufferWriter<byte> into) => into.Write(encoded);

    public void End(IBufferWriter<byte> into)
    {
    }
}
