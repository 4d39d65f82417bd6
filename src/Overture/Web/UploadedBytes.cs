namespace Overture.Web;

/// <summary>The bytes of a part of an upload as they come, up to a limit; whoever wants their hash gets it on the way.</summary>
internal sealed class UploadedBytes(Stream inner, long most, UploadHash? hash) : Stream
{
    private long read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => read;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(buffer, await inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Count(buffer.AsMemory(offset), inner.Read(buffer, offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    private int Count(ReadOnlyMemory<byte> buffer, int bytes)
    {
        if ((read += bytes) > most)
        {
            throw new Refused("file", null, $"it is larger than {most:N0} bytes", "Split it, or raise MAX_FILE_SIZE", 413);
        }

        hash?.Add(buffer.Span[..bytes]);
        return bytes;
    }
}
