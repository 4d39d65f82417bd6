using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Overture.World.PostOffice;

/// <summary>The server's end of an IMAP connection: commands in, lines out.</summary>
internal sealed class ImapPostWire : IAsyncDisposable
{
    private const int LongestLine = 1024 * 1024;
    private const int LongestLiteral = 64 * 1024 * 1024;

    private readonly Socket socket;
    private readonly ImapPostOptions options;
    private readonly int number;
    private readonly NetworkStream network;
    private readonly MemoryStream output = new();
    private readonly byte[] buffer = new byte[16 * 1024];
    private FaultyStream stream;
    private int start;
    private int end;

    public ImapPostWire(Socket socket, ImapPostOptions options, int number)
    {
        (this.socket, this.options, this.number, network) = (socket, options, number, new(socket));
        stream = new(network, socket, options.ImplicitTls ? null : options.Fault(number), options.Clock);
    }

    public bool IsProtected { get; private set; }

    public async Task ProtectAsync(CancellationToken ct)
    {
        var tls = new SslStream(network);
        await tls.AuthenticateAsServerAsync(new() { ServerCertificate = options.Certificate }, ct);
        (stream, IsProtected, start, end) = (new(tls, socket, options.Fault(number), options.Clock), true, 0, 0);
    }

    /// <summary>A command with its literals: the lines, and between them what the literals held.</summary>
    public async Task<(List<byte[]> Lines, List<byte[]> Literals)> CommandAsync(CancellationToken ct)
    {
        var (lines, literals) = (new List<byte[]>(), new List<byte[]>());
        while (true)
        {
            var line = await LineAsync(ct);
            var at = Array.LastIndexOf(line, (byte)'{');
            if (line is not [.., (byte)'}'] || at < 0 || !int.TryParse(Encoding.ASCII.GetString(line, at + 1, line.Length - at - 2).TrimEnd('+'), out var length) || length > LongestLiteral)
            {
                lines.Add(line);
                return (lines, literals);
            }

            lines.Add(line[..at]);
            if (line[^2] != (byte)'+')
            {
                await SayAsync("+ go ahead", ct);
            }

            literals.Add(await OctetsAsync(length, ct));
        }
    }

    public async Task<byte[]> LineAsync(CancellationToken ct)
    {
        var line = new List<byte>();
        while (line.Count < LongestLine)
        {
            await FillAsync(ct);
            var at = Array.IndexOf(buffer, (byte)'\n', start, end - start);
            var until = at < 0 ? end : at + 1;
            line.AddRange(buffer.AsSpan(start, until - start));
            start = until;
            if (at >= 0)
            {
                return [.. line.Take(line.Count - (line is [.., (byte)'\r', _] ? 2 : 1))];
            }
        }

        throw new IOException("A client's line is too long.");
    }

    /// <summary>Adds a line to what the next flush sends.</summary>
    public void Add(string line) => output.Write(Encoding.UTF8.GetBytes(line + "\r\n"));

    public void Add(ReadOnlySpan<byte> octets) => output.Write(octets);

    public async Task FlushAsync(CancellationToken ct)
    {
        var whole = output.ToArray();
        output.SetLength(0);
        await stream.WriteAsync(whole, ct);
        await stream.FlushAsync(ct);
    }

    public Task SayAsync(string line, CancellationToken ct)
    {
        Add(line);
        return FlushAsync(ct);
    }

    public ValueTask DisposeAsync() => network.DisposeAsync();

    private async Task<byte[]> OctetsAsync(int length, CancellationToken ct)
    {
        var octets = new byte[length];
        for (var read = 0; read < length;)
        {
            await FillAsync(ct);
            var part = Math.Min(length - read, end - start);
            buffer.AsSpan(start, part).CopyTo(octets.AsSpan(read));
            (read, start) = (read + part, start + part);
        }

        return octets;
    }

    private async Task FillAsync(CancellationToken ct)
    {
        if (start == end)
        {
            (start, end) = (0, await stream.ReadAsync(buffer, ct));
            if (end == 0)
            {
                throw new IOException("The client went.");
            }
        }
    }
}
