using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Overture.Mail.Wire;

/// <summary>
/// A connection of lines and counted octets, in the clear or under TLS. It holds one buffer of what came and one of what is to go, and nothing else, so a
/// server cannot make it grow. Every failure of the socket or of TLS is a <see cref="MailException"/>.
/// </summary>
internal sealed class WireConnection : IAsyncDisposable
{
    private const int BufferLength = 32 * 1024;

    private readonly MailServer server;
    private readonly ArrayBufferWriter<byte> output = new(4 * 1024);
    private byte[] input = new byte[BufferLength];
    private IReadOnlyList<string> hidden = [];
    private int start;
    private int end;
    private Stream stream;

    private WireConnection(MailServer server, Stream stream) => (this.server, this.stream) = (server, stream);

    /// <summary>Under TLS.</summary>
    public bool IsProtected => stream is SslStream;

    /// <summary>Something came and was not yet read. Under TLS only what is in the buffer is seen.</summary>
    public bool HasMore => Buffered > 0 || stream is NetworkStream { DataAvailable: true };

    /// <summary>What came and was not yet read, in octets.</summary>
    public int Buffered => end - start;

    /// <summary>What came so far, in octets: whether a server still says anything.</summary>
    public long Received { get; private set; }

    /// <summary>Connects, and makes the TLS session if the server wants it from the first octet.</summary>
    public static async Task<WireConnection> OpenAsync(MailServer server, TimeSpan time, CancellationToken ct)
    {
        var connection = new WireConnection(server, await Timed(server, time, "be reached", token => ConnectAsync(server, token), ct));
        if (server.Security is ConnectionSecurity.ImplicitTls)
        {
            try
            {
                await connection.ProtectAsync(time, ct);
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }

        return connection;
    }

    /// <summary>Makes the TLS session. What came in the clear before it is discarded: an attacker may have put it there (RFC 3207 §6, RFC 9051 §11.3).</summary>
    public Task ProtectAsync(TimeSpan time, CancellationToken ct) => WithinAsync(time, async token =>
    {
        (start, end) = (0, 0);
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(new() { TargetHost = server.Host, RemoteCertificateValidationCallback = server.CertificateCheck }, token);
        }
        catch (AuthenticationException e)
        {
            throw new MailException(MailFailure.Tls, $"No TLS with {server.Host}: {e.Message}", e);
        }

        stream = tls;
        return true;
    }, ct);

    /// <summary>Runs an exchange that must be over within <paramref name="time"/> as a whole, however slowly the octets drip.</summary>
    public Task<T> WithinAsync<T>(TimeSpan time, Func<CancellationToken, Task<T>> exchange, CancellationToken ct) => Timed(server, time, "answer", exchange, ct);

    /// <summary>The next line without its CRLF (a bare LF ends it too), valid until the next read.</summary>
    /// <exception cref="MailException">Malformed: longer than <paramref name="limit"/>. Lost: the connection ended first.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadLineAsync(int limit, CancellationToken ct)
    {
        for (var searched = 0; ;)
        {
            var at = input.AsSpan(start + searched, Buffered - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var length = searched + at;
                var line = input.AsMemory(start, length > 0 && input[start + length - 1] is (byte)'\r' ? length - 1 : length);
                start += length + 1;
                return line.Length <= limit ? Heard(line) : throw TooLong(limit);
            }

            searched = Buffered;
            if (searched > limit)
            {
                throw TooLong(limit);
            }

            await FillAsync(limit, ct);
        }
    }

    /// <summary>Up to as many octets as fit, at least one.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken ct)
    {
        if (Buffered == 0)
        {
            await FillAsync(0, ct);
        }

        var length = Math.Min(into.Length, Buffered);
        input.AsMemory(start, length).CopyTo(into);
        start += length;
        return length;
    }

    /// <summary>Adds a line to what the next flush sends; its CRLF is added.</summary>
    /// <param name="line">Must hold neither CR nor LF.</param>
    /// <param name="shown">What a trace shows instead, where the line holds a secret.</param>
    public void AddLine(ReadOnlySpan<byte> line, string? shown = null)
    {
        if (line.IndexOfAny((byte)'\r', (byte)'\n', (byte)0) >= 0)
        {
            throw new ArgumentException("A line of a protocol holds no CR, LF or NUL.", nameof(line));
        }

        server.Trace?.Invoke(new(false, shown ?? Encoding.UTF8.GetString(line)));
        output.Write(line);
        output.Write("\r\n"u8);
    }

    /// <summary>Adds octets as they are to what the next flush sends.</summary>
    public void Add(ReadOnlySpan<byte> octets) => output.Write(octets);

    /// <summary>What the next flush sends, for who writes octets into it as they are.</summary>
    public IBufferWriter<byte> Output => output;

    /// <summary>From now on no trace shows these words, nor does <see cref="Redacted"/>: servers have been seen to echo a password.</summary>
    public void Hide(params IEnumerable<string> secrets) => hidden = [.. hidden.Concat(secrets).Where(s => s.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(s => s.Length)];

    /// <summary>The text with <c>***</c> for every word that was hidden.</summary>
    public string Redacted(string text)
    {
        foreach (var secret in hidden)
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>How much waits for the next flush, in octets.</summary>
    public int Waiting => output.WrittenCount;

    /// <summary>Sends what was added.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        try
        {
            await stream.WriteAsync(output.WrittenMemory, ct);
            await stream.FlushAsync(ct);
        }
        catch (Exception e) when (IsLoss(e))
        {
            throw Lost(e);
        }
        finally
        {
            output.ResetWrittenCount();
        }
    }

    /// <summary>Closes the connection without a word.</summary>
    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private static async Task<T> Timed<T>(MailServer server, TimeSpan time, string what, Func<CancellationToken, Task<T>> exchange, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(time, server.Clock);
        using var both = ct.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(timer.Token, ct) : null;
        try
        {
            return await exchange((both ?? timer).Token);
        }
        catch (Exception e) when (timer.IsCancellationRequested && !ct.IsCancellationRequested && (e is OperationCanceledException || IsLoss(e)))
        {
            throw new MailException(MailFailure.TimedOut, $"{server.Host}:{server.Port} did not {what} within {time.TotalSeconds:0.###} s.", e);
        }
        catch (Exception e) when (IsLoss(e))
        {
            throw new MailException(MailFailure.Lost, $"The connection to {server.Host}:{server.Port} broke: {e.Message}", e);
        }
    }

    private static async Task<Stream> ConnectAsync(MailServer server, CancellationToken ct)
    {
        try
        {
            if (server.Connect is { } connect)
            {
                return await connect(server.Host, server.Port, ct);
            }

            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(server.Host, server.Port, ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw new MailException(MailFailure.Unreachable, $"{server.Host}:{server.Port} cannot be reached: {e.Message}", e);
        }
    }

    private static bool IsLoss(Exception e) => e is not MailException && e is IOException or SocketException or ObjectDisposedException;

    private ReadOnlyMemory<byte> Heard(ReadOnlyMemory<byte> line)
    {
        server.Trace?.Invoke(new(true, Redacted(Encoding.UTF8.GetString(line.Span))));
        return line;
    }

    /// <summary>Reads once more. The buffer grows only as far as one line may be long.</summary>
    private async ValueTask FillAsync(int limit, CancellationToken ct)
    {
        if (start == end)
        {
            (start, end) = (0, 0);
        }
        else if (end == input.Length)
        {
            var kept = input.AsSpan(start, Buffered);
            var room = start > 0 ? input : new byte[Math.Min(input.Length * 2, Math.Max(limit + 2, BufferLength))];
            kept.CopyTo(room);
            (end, start, input) = (kept.Length, 0, room);
        }

        int read;
        try
        {
            read = await stream.ReadAsync(input.AsMemory(end), ct);
        }
        catch (Exception e) when (IsLoss(e))
        {
            throw Lost(e);
        }

        end += read > 0 ? read : throw Lost(null);
        Received += read;
    }

    private MailException Lost(Exception? e) => new(MailFailure.Lost, $"{server.Host}:{server.Port} closed the connection{(e is null ? "." : ": " + e.Message)}", e);

    private MailException TooLong(int limit) => new(MailFailure.Malformed, $"{server.Host}:{server.Port} sent a line of more than {limit} octets.");
}
