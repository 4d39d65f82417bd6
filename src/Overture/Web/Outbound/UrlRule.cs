using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Overture.Web.Outbound;

/// <summary>
/// Which URLs may be asked for on behalf of a user: http and https, ports 80 and 443, no user info, a host that is a public name or a plainly
/// written global address. The operator's <see cref="AllowedHosts"/> are exempt from the rules on port and host.
/// </summary>
/// <remarks>
/// Sources: RFC 3986 §3.2 (authority), the WHATWG URL standard's "ends in a number" check (what a browser would take for an IPv4 address
/// is only accepted as four plain decimals), UTS #46 by way of <see cref="IdnMapping"/> (so full-width digits and ideographic dots are judged as
/// what they become), RFC 6761, RFC 6762, RFC 7686, RFC 8375 and RFC 9476 (names that are never
/// public), with the suffixes that private networks use without asking.
/// </remarks>
internal static partial class UrlRule
{
    public const int MaxLength = 2_048;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private static readonly string[] LocalNames = ["localhost", "local", "internal", "intranet", "lan", "onion", "alt", "arpa"];

    /// <summary>Reads what a person or a server wrote; a text without scheme is taken as https, or as http where it names another port.</summary>
    public static UrlAnswer Read(string text, AllowedHosts allowed)
    {
        var given = text.Trim();
        if (given.Length is 0 or > MaxLength || given.Any(char.IsControl))
        {
            return Malformed(given, $"it is empty, longer than {MaxLength} characters, or holds control characters");
        }

        if (Scheme().Match(given) is { Success: true } scheme)
        {
            return scheme.Value.ToLowerInvariant() is "http://" or "https://"
                ? ReadRest(given, scheme.Value[..^3].ToLowerInvariant(), given[scheme.Length..], allowed)
                : Forbidden(given, "only http and https are read");
        }

        return OtherScheme().IsMatch(given)
            ? Forbidden(given, "only http:// and https:// are read")
            : ReadRest(given, scheme: null, given.StartsWith("//", StringComparison.Ordinal) ? given[2..] : given, allowed);
    }

    /// <summary>The URL a redirect leads to, read by the same rule.</summary>
    /// <param name="from">The URL that answered with the redirect.</param>
    /// <param name="location">The Location header as it stood.</param>
    public static UrlAnswer ReadRedirect(Uri from, string location, AllowedHosts allowed) =>
        Scheme().IsMatch(location) ? Read(location, allowed)
        : location.StartsWith("//", StringComparison.Ordinal) ? Read($"{from.Scheme}:{location}", allowed)
        : OtherScheme().IsMatch(location) ? Forbidden(location, "only http:// and https:// are read")
        : Uri.TryCreate(from, location, out var to) ? Read(to.AbsoluteUri, allowed)
        : Malformed(location, "it is no URL");

    private static UrlAnswer ReadRest(string given, string? scheme, string rest, AllowedHosts allowed)
    {
        var end = rest.AsSpan().IndexOfAny('/', '?', '#');
        var authority = end < 0 ? rest : rest[..end];
        if (Authority().Match(authority) is not { Success: true } parts)
        {
            return authority.Contains('@') ? Forbidden(given, "it carries a user name") : Malformed(given, "its host cannot be read");
        }

        if (ReadHost(parts.Groups["host"].Value) is not { } host)
        {
            return Malformed(given, "its host cannot be read");
        }

        var port = parts.Groups["port"] is { Success: true, Value: var digits }
            ? int.Parse(digits, CultureInfo.InvariantCulture)
            : scheme == "http" ? 80 : 443;
        if (!allowed.Covers(host, port) && Objection(host, port) is { } objection)
        {
            return Forbidden(given, objection);
        }

        return Build(scheme ?? (port == 443 ? "https" : "http"), host, port, end < 0 ? "/" : rest[end..]) is { } url
            ? new UrlAnswer.Allowed(url, scheme is not null)
            : Malformed(given, "it is no URL");
    }

    /// <summary>The host as it will be asked for, lower case and ASCII; null when it is none.</summary>
    private static string? ReadHost(string text)
    {
        if (text.StartsWith('['))
        {
            return IPAddress.TryParse(text, out var v6) && v6.AddressFamily == AddressFamily.InterNetworkV6 ? v6.ToString() : null;
        }

        try
        {
            var name = Idn.GetAscii(text).ToLowerInvariant();
            return name.EndsWith('.') ? name[..^1] : name;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? Objection(string host, int port)
    {
        if (port is not (80 or 443))
        {
            return $"port {port} is not open to it, only 80 and 443 are";
        }

        if (host.Contains(':') || EndsInNumber().IsMatch(host))
        {
            return PlainAddress(host) is { } address && AddressRule.MayConnect(address) ? null : "its address is private, local, reserved or oddly written";
        }

        return !host.Contains('.') || LocalNames.Any(name => host.EndsWith($".{name}", StringComparison.Ordinal)) ? "its host is a local name" : null;
    }

    /// <summary>An address in its one plain form, so no octal, hexadecimal, short or decimal spelling passes.</summary>
    private static IPAddress? PlainAddress(string host) =>
        IPAddress.TryParse(host, out var address) && address.ToString() == host ? address : null;

    private static Uri? Build(string scheme, string host, int port, string rest)
    {
        var authority = host.Contains(':') ? $"[{host}]" : host;
        var path = rest.Split('#')[0];
        return Uri.TryCreate($"{scheme}://{authority}:{port}{(path.StartsWith('/') ? "" : "/")}{path}", UriKind.Absolute, out var url)
            && url.IdnHost == host && url.Port == port && url.UserInfo.Length == 0 && url.AbsoluteUri.Length <= MaxLength ? url : null;
    }

    private static UrlAnswer.Refused Malformed(string text, string why) =>
        new(UrlFault.Malformed, $"\"{Short(text)}\" is not the address of a page: {why}. Write it like https://example.com.", why);

    private static UrlAnswer.Refused Forbidden(string text, string why) =>
        new(UrlFault.Forbidden, $"\"{Short(text)}\" is not read: {why}. Give a public http or https address.", why);

    private static string Short(string text) => text.Length <= 80 ? text : $"{text[..80]}…";

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.\-]*://", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    /// <summary>A scheme without slashes (mailto:, javascript:, file:/), as opposed to a host with its port.</summary>
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.\-]*:(?:[^0-9]|[0-9]+[^0-9/?#]|$)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex OtherScheme();

    [GeneratedRegex(@"\A(?<host>\[[0-9A-Fa-f:.]+\]|[^\s\\@:%\[\]/?#<>""{}|^`]+)(?::(?<port>[0-9]{1,5}))?\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Authority();

    [GeneratedRegex(@"(?:\A|\.)(?:[0-9]+|0[xX][0-9A-Fa-f]*)\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex EndsInNumber();
}
