using System.Net;
using System.Net.Sockets;

namespace Overture.Tests.World;

/// <summary>A wire to a server on this machine that is cut when so many bytes have gone up through it; no connection holds until it is mended.</summary>
internal sealed class CutWire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Uri server;
    private readonly long after;
    private readonly Task work;
    private CancellationTokenSource cut = new();
    private long sent;
    private volatile bool isMended;

    public CutWire(Uri server, long after)
    {
        (this.server, this.after) = (server, after);
        listener.Start();
        work = AcceptAsync();
    }

    public Uri Site => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    /// <summary>Bytes that went up.</summary>
    public long Sent => Interlocked.Read(ref sent);

    public bool IsCut { get; private set; }

    public void Mend() => isMended = true;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Dispose();
        await work;
        cut.Dispose();
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var wires = new List<Task>();
        try
        {
            while (true)
            {
                wires.Add(JoinAsync(await listener.AcceptTcpClientAsync(end.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(wires);
        }
    }

    private async Task JoinAsync(TcpClient browser)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cut.Token);
        using var to = new TcpClient();
        using (browser)
        {
            if (IsCut && !isMended)
            {
                return;
            }

            try
            {
                browser.LingerState = new(true, 0); // a reset, as when a cable is pulled
                await to.ConnectAsync(IPAddress.Loopback, server.Port, both.Token);
                await Task.WhenAny(PumpAsync(browser, to, Count, both.Token), PumpAsync(to, browser, _ => { }, both.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                return;
            }
        }
    }

    private void Count(int bytes)
    {
        if (Interlocked.Add(ref sent, bytes) >= after && !IsCut)
        {
            IsCut = true;
            Interlocked.Exchange(ref cut, new()).Cancel();
        }
    }

    private static async Task PumpAsync(TcpClient from, TcpClient to, Action<int> count, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        for (int bytes; (bytes = await from.GetStream().ReadAsync(buffer, ct)) > 0;)
        {
            count(bytes);
            ct.ThrowIfCancellationRequested();
            await to.GetStream().WriteAsync(buffer.AsMemory(0, bytes), ct);
        }
    }
}
