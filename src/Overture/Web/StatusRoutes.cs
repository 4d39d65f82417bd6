using System.Net;
using System.Security.Cryptography;
using System.Text;
using Overture.Web.Settings;

namespace Overture.Web;

/// <summary>How the system is, for load balancers and monitors: nothing here needs a key.</summary>
internal static class StatusRoutes
{
    private static readonly string[] Looks = ["GET", "HEAD"];

    public static void MapStatus(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").AllowAnonymous().WithTags("health");
        open.MapMethods("/health", Looks, All).WithName("Health").WithSummary("How the system is; 503 when it is unhealthy.");
        open.MapMethods("/health/live", Looks, () => TypedResults.Ok(new State("live"))).WithName("Live").WithSummary("The process answers.");
        open.MapMethods("/health/ready", Looks, Ready).WithName("Ready").WithSummary("The process can do its work: the database answers.");
        open.MapGet("/metrics", Text).WithName("Metrics").WithSummary("The product's own meters as Prometheus text, on this machine or with METRICS_TOKEN.").ExcludeFromDescription();
    }

    private static async Task<IResult> All(Health health, CancellationToken ct)
    {
        var answer = await health.Run(ct);
        return TypedResults.Json(answer, statusCode: answer.Status is "unhealthy" ? 503 : 200);
    }

    private static async Task<IResult> Ready(Health health, CancellationToken ct)
    {
        var ready = (await health.Run(ct)).Status is not "unhealthy";
        return TypedResults.Json(new State(ready ? "ready" : "not ready"), statusCode: ready ? 200 : 503);
    }

    private static IResult Text(HttpContext context, Metrics metrics, ServerSettings server) => May(context, server)
        ? TypedResults.Text(metrics.Text(), "text/plain; version=0.0.4; charset=utf-8")
        : new Problem(401, "no-access", "This needs the metrics token", "Metrics are told on this machine, or to who bears METRICS_TOKEN.") { Cure = "Send Authorization: Bearer <METRICS_TOKEN>." };

    private static bool May(HttpContext context, ServerSettings server)
    {
        if (server.MetricsToken is not { } token)
        {
            return context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote) && IsThisMachine(context.Request.Host.Host);
        }

        var given = context.Request.Headers.Authorization.ToString();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes("Bearer " + token));
    }

    /// <summary>Asked for by another name, it is a proxy on this machine, or a page that a browser here has open, that asks.</summary>
    private static bool IsThisMachine(string host) => host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    internal sealed record State(string Status);
}
