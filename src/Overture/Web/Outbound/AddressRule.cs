using System.Net;
using System.Net.Sockets;

namespace Overture.Web.Outbound;

/// <summary>
/// Which addresses may be connected to on behalf of a user: global unicast, nothing else. Names lie, so this is asked of the very
/// address a socket is about to connect to.
/// </summary>
/// <remarks>
/// Source: the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190), every block that is not globally
/// reachable; multicast (RFC 5771, RFC 4291 §2.7); and one address of a cloud's control plane that lies in public space. An IPv6
/// address that carries an IPv4 address is judged by what it carries where a network really translates it (mapped, NAT64), and
/// refused where it is obsolete (compatible, 6to4, Teredo).
/// </remarks>
internal static class AddressRule
{
    private static readonly IPNetwork[] RefusedV4 = Networks(
        "0.0.0.0/8",          // this network, RFC 791
        "10.0.0.0/8",         // private, RFC 1918
        "100.64.0.0/10",      // carrier-grade NAT, RFC 6598
        "127.0.0.0/8",        // loopback, RFC 1122
        "168.63.129.16/32",   // the host of an Azure machine
        "169.254.0.0/16",     // link-local and cloud metadata, RFC 3927
        "172.16.0.0/12",      // private, RFC 1918
        "192.0.0.0/24",       // protocol assignments, RFC 6890
        "192.0.2.0/24",       // documentation, RFC 5737
        "192.88.99.0/24",     // 6to4 relays, RFC 7526
        "192.168.0.0/16",     // private, RFC 1918
        "198.18.0.0/15",      // benchmarking, RFC 2544
        "198.51.100.0/24",    // documentation, RFC 5737
        "203.0.113.0/24",     // documentation, RFC 5737
        "224.0.0.0/4",        // multicast, RFC 5771
        "240.0.0.0/4");       // reserved and broadcast, RFC 1112

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] RefusedV6 = Networks(
        "2001::/23",          // protocol assignments, Teredo, benchmarking, ORCHID, RFC 2928
        "2001:db8::/32",      // documentation, RFC 3849
        "2002::/16",          // 6to4, RFC 7526
        "3fff::/20");         // documentation, RFC 9637

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96"); // RFC 6052

    /// <summary>True when <paramref name="address"/> is a global unicast address.</summary>
    public static bool MayConnect(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !RefusedV4.Any(network => network.Contains(address)),
        AddressFamily.InterNetworkV6 when address.IsIPv4MappedToIPv6 => MayConnect(address.MapToIPv4()),
        AddressFamily.InterNetworkV6 when Nat64.Contains(address) => MayConnect(new IPAddress(address.GetAddressBytes().AsSpan(12))),
        AddressFamily.InterNetworkV6 => address.ScopeId == 0 && GlobalV6.Contains(address) && !RefusedV6.Any(network => network.Contains(address)),
        _ => false,
    };

    private static IPNetwork[] Networks(params string[] blocks) => [.. blocks.Select(block => IPNetwork.Parse(block))];
}
