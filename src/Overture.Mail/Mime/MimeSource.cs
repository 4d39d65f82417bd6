using Microsoft.Win32.SafeHandles;

namespace Overture.Mail.Mime;

/// <summary>The octets of a message as they came: in memory, or in a temporary file that goes with it.</summary>
internal sealed class MimeSource : IDisposable
{
    private readonly ReadOnlyMemory<byte> memory;
    private readonly SafeFileHandle? file;

    public MimeSource(ReadOnlyMemory<byte> memory) => (this.memory, Length) = (memory, memory.Length);

    public MimeSource(SafeFileHandle file, long length) => (this.file, Length) = (file, length);

    public long Length { get; }

    /// <summary>Up to as many octets as fit, from a place; 0 at the end.</summary>
    public int Read(long from, Span<byte> into)
    {
        if (file is not null)
        {
            return RandomAccess.Read(file, into, from);
        }

        var length = (int)Math.Min(into.Length, Math.Max(0, memory.Length - from));
        memory.Span.Slice((int)Math.Min(from, memory.Length), length).CopyTo(into);
        return length;
    }

    public void Dispose() => file?.Dispose();
}
