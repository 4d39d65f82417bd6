using System.Data;
using Overture.Storage;

namespace Overture.Audience;

/// <summary>The bytes of an import as a seekable stream, a part at a time from the database.</summary>
internal sealed class ImportStream(Store store, Import import) : Stream
{
    /// <summary>Bytes of every part but the last.</summary>
    public const int PartSize = 256 * 1024;

    private readonly AppDb db = store.Open(import.WorkspaceId);
    private byte[] part = [];
    private long partStart = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => import.Bytes;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length || buffer.Length is 0)
        {
            return 0;
        }

        Load(Position / PartSize);
        var from = (int)(Position - partStart);
        var count = Math.Min(buffer.Length, part.Length - from);
        part.AsSpan(from, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        SeekOrigin.End => Length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    public override void Flush() => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        db.Dispose();
        base.Dispose(disposing);
    }

    private void Load(long number)
    {
        if (partStart == number * PartSize)
        {
            return;
        }

        part = db.ImportParts.Where(p => p.ImportId == import.Id && p.Part == (int)number).Select(p => p.Bytes).Single();
        partStart = number * PartSize;
    }
}
