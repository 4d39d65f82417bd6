using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Overture.Web.Settings;

namespace Overture.Web.Doctor;

/// <summary>The port of the web server: free, or served by an Overture that is well.</summary>
internal sealed class ExaminePort(ServerSettings server, IHttpClientFactory http)
{
    public const string ClientName = "doctor";

    private const string Check = "port";

    public async Task<IReadOnlyList<Finding>> Run(CancellationToken ct)
    {
        var at = $"{server.Host}:{server.Port}";
        try
        {
            foreach (var address in await Addresses(ct))
            {
                using var listener = new TcpListener(address, server.Port) { ExclusiveAddressUse = true };
                listener.Start();
            }

            return [Finding.Ok(Check, server.Port is 0 ? $"Any free port of {server.Host} will be taken." : $"{at} is free.")];
        }
        catch (SocketException e)
        {
            return [e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => await Who(at, ct),
                SocketError.AccessDenied => Finding.Fail(Check, $"This user may not serve {at}.", "Set PORT to 1024 or above, or put a proxy before it"),
                _ => Finding.Fail(Check, $"{at} cannot be served: {e.Message}.", "Set HOST to localhost, to 0.0.0.0, or to an address of this machine"),
            }];
        }
    }

    private async Task<IPAddress[]> Addresses(CancellationToken ct) => server.Host switch
    {
        "*" or "+" => [IPAddress.Any],
        "localhost" => [IPAddress.Loopback],
        var host => IPAddress.TryParse(host.Trim('[', ']'), out var address) ? [address] : await Dns.GetHostAddressesAsync(host, ct),
    };

    private async Task<Finding> Who(string at, CancellationToken ct)
    {
        var host = server.Host is "0.0.0.0" or "*" or "+" ? "127.0.0.1" : server.Host is "::" ? "[::1]" : server.Host;
        try
        {
            using var client = http.CreateClient(ClientName);
            using var answer = await client.GetAsync(new Uri($"http://{host}:{server.Port}/health"), ct);
            using var health = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(ct));
            if (health.RootElement.TryGetProperty("scheduler_running", out _))
            {
                var status = health.RootElement.GetProperty("status").GetString();
                return status is "healthy"
                    ? Finding.Ok(Check, $"{at} is served by Overture, which says that it is healthy.")
                    : Finding.Warn(Check, $"{at} is served by Overture, which says that it is {status}.", $"Look at http://{host}:{server.Port}/health and its log");
            }
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
        }

        return Finding.Fail(Check, $"{at} is taken by another program.", "Stop it, or set PORT to another port");
    }
}
