using System.Net;

namespace Overture.Accounts.Models;

/// <summary>How long a model call may take.</summary>
/// <param name="Connect">Until a connection stands.</param>
/// <param name="FirstByte">Until the answer's headers; a model thinks before the first byte, so this is long.</param>
/// <param name="Call">Until the answer is whole.</param>
internal sealed record ModelTimeouts(TimeSpan Connect, TimeSpan FirstByte, TimeSpan Call)
{
    public static ModelTimeouts Default { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(120));

    /// <summary>
    /// A handler for model calls: no redirects (a key is not carried elsewhere), no cookies, as many connections as there are calls in flight,
    /// renewed so that a provider's change of address is noticed.
    /// </summary>
    public SocketsHttpHandler Handler() => new()
    {
        ConnectTimeout = Connect,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        MaxConnectionsPerServer = int.MaxValue,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
    };
}
