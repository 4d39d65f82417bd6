using System.Buffers;

namespace Overture.Accounts.Models;

/// <summary>A growing buffer from the shared pool: written by a JSON writer, or filled from a stream up to a limit.</summary>
internal sealed class PooledBytes(int size) : IBufferWriter<byte>, IDisposable
{
    byte[] bytes = ArrayPool<byte>.Shared.Rent(size);

    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Count);

    public void Advance(int count) => Count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (bytes.Length - Count < Math.Max(1, sizeHint)) Grow(sizeHint);
        return bytes.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Reads to the end; false as soon as there is more than the limit.</summary>
    public async ValueTask<bool> Fill(Stream from, int limit, CancellationToken ct)
    {
        int read;
        while (Count <= limit && (read = await from.ReadAsync(GetMemory(512), ct)) > 0) Count += read;
        return Count <= limit;
    }

    public void Dispose()
    {
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
    }

    void Grow(int more)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, Count + more));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
