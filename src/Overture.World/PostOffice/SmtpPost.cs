using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Overture.World.PostOffice;

/// <summary>A mail server on loopback that speaks SMTP over real sockets, keeps each message it takes, and misbehaves on demand.</summary>
public sealed class SmtpPost : IAsyncDisposable
{
    /// <summary>Stands for the greeting in <see cref="SmtpBehaviour"/>.</summary>
    public const string Connect = "(connect)";

    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<SmtpSession, Task> sessions = new();
    private readonly ConcurrentQueue<PostedMail> mail = new();
    private readonly ConcurrentQueue<string> heard = new();
    private readonly ConcurrentQueue<SmtpMark> marks = new();
    private readonly ConcurrentDictionary<(string From, string To), DateTimeOffset> greylist = new();
    private readonly Socket listener;
    private readonly Task accepting;
    private int connections;
    private int most;
    private int queued;

    private SmtpPost(SmtpPostOptions options)
    {
        Options = options;
        Behaviour = options.Behaviour;
        listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, options.Port));
        listener.Listen(512);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        accepting = AcceptAsync();
    }

    public SmtpPostOptions Options { get; }

    public int Port { get; }

    /// <summary>How it answers from now on.</summary>
    public SmtpBehaviour Behaviour { get; set; }

    /// <summary>Told of every message as it is taken, before the client is.</summary>
    public Action<PostedMail>? Took { get; set; }

    /// <summary>Every message taken so far.</summary>
    public IReadOnlyList<PostedMail> Mail => [.. mail];

    /// <summary>Every line heard so far but those of messages.</summary>
    public IReadOnlyList<string> Heard => [.. heard];

    /// <summary>Every reply given so far.</summary>
    public IReadOnlyList<SmtpMark> Marks => [.. marks];

    /// <summary>Connections so far.</summary>
    public int Connections => connections;

    /// <summary>Connections now.</summary>
    public int Open => sessions.Count;

    /// <summary>The most connections there were at once.</summary>
    public int MostOpen => most;

    public static SmtpPost Start(SmtpPostOptions? options = null) => new(options ?? new());

    /// <summary>Waits until every connection is at its end.</summary>
    public async Task QuietAsync()
    {
        foreach (var session in sessions.Values)
        {
            await session;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }

        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        await QuietAsync();
        stop.Dispose();
    }

    internal void Hear(string line)
    {
        if (Options.KeepsLines)
        {
            heard.Enqueue(line);
        }
    }

    internal void Mark(SmtpMark mark)
    {
        if (Options.KeepsLines)
        {
            marks.Enqueue(mark);
        }
    }

    internal string NextQueueId() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref queued):X8}");

    internal void Keep(PostedMail taken)
    {
        mail.Enqueue(taken);
        Took?.Invoke(taken);
    }

    internal bool IsGreylisted(string from, string to)
    {
        var now = Options.Clock.GetUtcNow();
        return Behaviour.Greylist is { } time && now - greylist.GetOrAdd((from, to), now) < time;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync(stop.Token);
                socket.NoDelay = true;
                var session = new SmtpSession(this, socket, ++connections);
                sessions[session] = Task.CompletedTask;
                most = Math.Max(most, sessions.Count);
                sessions[session] = ServeAsync(session);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // stopped
        }
    }

    private async Task ServeAsync(SmtpSession session)
    {
        await Task.Yield();
        try
        {
            await session.RunAsync(stop.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // the connection is over
        }
        finally
        {
            session.Dispose();
            _ = sessions.TryRemove(session, out _);
        }
    }
}
