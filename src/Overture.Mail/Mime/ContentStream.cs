using System.Buffers;

namespace Overture.Mail.Mime;

/// <summary>A part's content, decoded as it is read.</summary>
internal sealed class ContentStream(MimeSource source, long from, long to, IContentDecoder decoder) : Stream
{
    private readonly byte[] encoded = new byte[16 * 1024];
    private readonly ArrayBufferWriter<byte> decoded = new(16 * 1024);
    private long next = from;
    private int taken;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        while (taken == decoded.WrittenCount && !ended)
        {
            More();
        }

        var length = Math.Min(buffer.Length, decoded.WrittenCount - taken);
        decoded.WrittenSpan.Slice(taken, length).CopyTo(buffer);
        taken += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void More()
    {
        decoded.ResetWrittenCount();
        taken = 0;
        var read = source.Read(next, encoded.AsSpan(0, (int)Math.Min(encoded.Length, to - next)));
        next += read;
        if (read > 0)
        {
            decoder.Decode(encoded.AsSpan(0, read), decoded);
        }
        else
        {
            decoder.End(decoded);
            ended = true;
        }
    }
}
