using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Overture.World.PostOffice;

/// <summary>
/// An IMAP server (RFC 9051, RFC 3501) on loopback, over real sockets, for the mail of a <see cref="MailStore"/>. It does what a client of replies needs,
/// keeps every command it was given, and misbehaves on demand.
/// </summary>
public sealed class ImapPost : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Task, byte> sessions = new();
    private readonly ConcurrentQueue<string> commands = new();
    private readonly Task accepting;
    private int connections;

    private ImapPost(MailStore store, ImapPostOptions options)
    {
        (Store, Options) = (store, options);
        listener.Start();
        accepting = AcceptAsync(stopping.Token);
    }

    public MailStore Store { get; }

    public ImapPostOptions Options { get; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections so far.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Every command so far, without its tag and without what signs in.</summary>
    public IReadOnlyList<string> Commands => [.. commands];

    /// <summary>What it does at a verb from now on, as SELECT or UID FETCH; GREETING is one too.</summary>
    public IReadOnlyDictionary<string, ImapMischief> Mischief { get; set; } = new Dictionary<string, ImapMischief>(StringComparer.Ordinal);

    public static ImapPost Start(MailStore store, ImapPostOptions? options = null) => new(store, options ?? new());

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(sessions.Keys);
        listener.Dispose();
        stopping.Dispose();
    }

    internal void Keep(string command) => commands.Enqueue(command);

    private async Task AcceptAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(ct);
                var session = Task.Run(() => ServeAsync(socket, Interlocked.Increment(ref connections) - 1, ct), CancellationToken.None);
                sessions.TryAdd(session, 0);
                _ = session.ContinueWith(ended => sessions.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // stopped
        }
    }

    private async Task ServeAsync(Socket socket, int number, CancellationToken ct)
    {
        using (socket)
        {
            socket.NoDelay = true;
            try
            {
                await using var wire = new ImapPostWire(socket, Options, number);
                await new ImapPostSession(this, wire).RunAsync(ct);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // the client went, or was cut off on purpose
            }
        }
    }
}
