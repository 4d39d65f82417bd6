using System.Net;
using System.Net.Sockets;
using Overture.Web.Outbound;

namespace Overture.Web.Doctor;

/// <summary>The operator's exceptions for outgoing requests: each a name that leads somewhere.</summary>
internal sealed class ExamineHosts(GuardedDial dial)
{
    private const string Check = "allowed hosts";

    public async Task<IReadOnlyList<Finding>> Run(CancellationToken ct)
    {
        string[] hosts = [.. dial.Allowed.Hosts.Order(StringComparer.Ordinal)];
        return hosts.Length is 0
            ? [Finding.Ok(Check, "None: keys and sites may name public hosts alone.")]
            : await Task.WhenAll(hosts.Select(host => Look(host, ct)));
    }

    private async Task<Finding> Look(string host, CancellationToken ct)
    {
        try
        {
            var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await dial.Resolve(host, ct);
            return Finding.Ok(Check, $"{host} may be named by keys and sites ({string.Join(", ", addresses.AsEnumerable())}).");
        }
        catch (SocketException e)
        {
            return Finding.Warn(Check, $"{host} leads to no address: {e.Message}.", "Correct OUTBOUND_ALLOWED_HOSTS, or the name server");
        }
    }
}
