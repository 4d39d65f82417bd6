using System.Globalization;

namespace Overture.Web.Outbound;

/// <summary>
/// The operator's exceptions to <see cref="UrlRule"/> and <see cref="AddressRule"/>: hosts of their own network, such as a model server
/// on loopback. An entry is <c>host</c> (ports 80 and 443) or <c>host:port</c>; a host is a name or an address, IPv6 in brackets.
/// </summary>
internal sealed class AllowedHosts
{
    public static readonly AllowedHosts None = Parse([]);

    private readonly HashSet<(string Host, int Port)> entries;

    private AllowedHosts(HashSet<(string Host, int Port)> entries) => this.entries = entries;

    public IEnumerable<string> Hosts => entries.Select(entry => entry.Host).Distinct(StringComparer.Ordinal);

    /// <exception cref="FormatException">An entry is neither <c>host</c> nor <c>host:port</c>; the message names it.</exception>
    public static AllowedHosts Parse(IEnumerable<string> entries) => new([.. entries.SelectMany(Read)]);

    /// <summary>Reads a list with commas between; null when an entry cannot be read.</summary>
    public static AllowedHosts? TryParse(string list)
    {
        try
        {
            return Parse(list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public bool Covers(string host, int port) => entries.Contains((Plain(host), port));

    private static IEnumerable<(string Host, int Port)> Read(string entry)
    {
        var text = entry.Trim();
        if (!Uri.TryCreate($"http://{text}", UriKind.Absolute, out var url) || url.PathAndQuery != "/" || url.UserInfo.Length > 0 || text.EndsWith('/'))
        {
            throw new FormatException($"Allowed host \"{entry}\" cannot be read: write host or host:port, such as 127.0.0.1:8080.");
        }

        var host = Plain(url.IdnHost);
        var port = text[(text.LastIndexOf(']') + 1)..].Split(':') is [_, var digits] ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;
        return port == 0 ? [(host, 80), (host, 443)] : [(host, port)];
    }

    private static string Plain(string host) => host.Trim('[', ']').ToLowerInvariant();
}
