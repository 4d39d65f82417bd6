using System.Net.Sockets;

namespace Overture.World.PostOffice;

/// <summary>The server's end of a connection, with its <see cref="WireFault"/>. A cut is final: what is read or written after it fails.</summary>
internal sealed class FaultyStream(Stream inner, Socket socket, WireFault? fault, TimeProvider clock) : Stream
{
    private long sent;
    private long received;
    private bool cut;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Octets sent so far.</summary>
    public long Sent => sent;

    /// <summary>Octets read so far.</summary>
    public long Received => received;

    /// <summary>Ends the connection as <see cref="WireFault.Reset"/> says.</summary>
    public void Cut(bool reset)
    {
        cut = true;
        if (reset)
        {
            socket.LingerState = new(true, 0);
        }

        socket.Dispose();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var most = fault?.CutAfterReceived is { } limit ? (int)Math.Min(buffer.Length, limit - received) : buffer.Length;
        CutIf(most == 0 && buffer.Length > 0);
        var read = await inner.ReadAsync(buffer[..most], cancellationToken);
        received += read;
        CutIf(fault?.CutAfterReceived == received);
        return read;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        CutIf(cut);
        var most = fault?.CutAfterSent is { } limit ? (int)Math.Min(buffer.Length, limit - sent) : buffer.Length;
        if (fault?.Drip is { } drip)
        {
            for (var i = 0; i < most; i++)
            {
                await Task.Delay(drip, clock, cancellationToken);
                await inner.WriteAsync(buffer.Slice(i, 1), cancellationToken);
            }
        }
        else
        {
            await inner.WriteAsync(buffer[..most], cancellationToken);
        }

        sent += most;
        if (most < buffer.Length || fault?.CutAfterSent == sent)
        {
            await inner.FlushAsync(cancellationToken);
            CutIf(true);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only what does not block.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only what does not block.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void CutIf(bool now)
    {
        if (now)
        {
            if (!cut)
            {
                Cut(fault?.Reset ?? false);
            }

            throw new IOException("The connection was cut on purpose.");
        }
    }
}
