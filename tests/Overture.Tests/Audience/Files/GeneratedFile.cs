namespace Overture.Tests.Audience.Files;

/// <summary>A large file that is nowhere: a start, and then the same bytes again and again.</summary>
internal sealed class GeneratedFile(byte[] part, long times, byte[]? start = null) : Stream
{
    private readonly byte[] start = start ?? [];

    public override long Length => start.Length + part.Length * times;

    public override long Position { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = (int)Math.Min(buffer.Length, Length - Position);
        for (var i = 0; i < read;)
        {
            var at = Position + i;
            var source = at < start.Length ? start.AsSpan((int)at) : part.AsSpan((int)((at - start.Length) % part.Length));
            var length = Math.Min(source.Length, read - i);
            source[..length].CopyTo(buffer[i..]);
            i += length;
        }
        Position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
