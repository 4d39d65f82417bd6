using System.Net.Sockets;

namespace Overture.Mail.Tests.Smtp;

/// <summary>A client's end of a connection: it counts, and one of its writes can fail without having sent anything.</summary>
internal sealed class ClientStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    /// <summary>Writes so far.</summary>
    public int Writes { get; private set; }

    /// <summary>Octets read so far.</summary>
    public long Heard { get; private set; }

    /// <summary>The write that fails, counted from 1.</summary>
    public int FailAt { get; set; } = int.MaxValue;

    public static async Task<ClientStream> ConnectAsync(string host, int port, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host, port, ct);
        return new(socket);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken);
        Heard += read;
        return read;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (++Writes == FailAt)
        {
            Socket.Dispose();
            throw new IOException("This write fails on purpose.");
        }

        return base.WriteAsync(buffer, cancellationToken);
    }
}
