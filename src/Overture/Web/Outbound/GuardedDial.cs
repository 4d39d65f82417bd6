using System.Net;
using System.Net.Sockets;

namespace Overture.Web.Outbound;

/// <summary>
/// Opens connections, and only to addresses that <see cref="AddressRule"/> lets through. It resolves the name itself and connects to the
/// addresses it judged, so a name that answers differently the next time (DNS rebinding) is judged again. One refused address refuses
/// the whole name.
/// </summary>
internal sealed class GuardedDial(AllowedHosts allowed, TimeProvider clock)
{
    private const int MaxAddresses = 4;

    private static readonly TimeSpan PerAddress = TimeSpan.FromSeconds(4);

    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    public Func<IPEndPoint, CancellationToken, Task<Stream>> Connect { get; init; } = ConnectSocketAsync;

    public AllowedHosts Allowed => allowed;

    /// <exception cref="RefusedDestinationException">The name has an address that may not be connected to.</exception>
    /// <exception cref="SocketException">The name has no address, or none of its addresses took the connection.</exception>
    public async Task<Stream> OpenAsync(DnsEndPoint target, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Resolve(target.Host, ct);
        if (!allowed.Covers(target.Host, target.Port) && !addresses.All(AddressRule.MayConnect))
        {
            throw new RefusedDestinationException(target.Host);
        }

        var failure = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in addresses.OrderBy(a => a.AddressFamily).Take(MaxAddresses))
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(address, target.Port), ct);
            }
            catch (SocketException e)
            {
                failure = e;
            }
        }

        throw failure;
    }

    private async Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(PerAddress, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            return await Connect(address, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }

    private static async Task<Stream> ConnectSocketAsync(IPEndPoint address, CancellationToken ct)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
