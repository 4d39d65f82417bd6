using System.Buffers;

namespace Overture.Audience.Cleaning;

/// <summary>
/// The web address in a cell, as RFC 3986 §6.2.2 normalises it: "acme.com/" and "HTTPS://WWW.Acme.com" are one site. Only http and
/// https; what has no scheme is https. Whether the host may be fetched at all is decided when it is connected to.
/// </summary>
internal static class CleanUrl
{
    private const string Prefix = "no site can be read: ";
    private const int Longest = 2048;

    public static readonly UrlVerdict.Unusable Empty = new(Prefix + "no web address");

    private static readonly UrlVerdict.Unusable NotAnAddress = new(Prefix + "the cell is not a web address");
    private static readonly UrlVerdict.Unusable NotHttp = new(Prefix + "only http and https addresses are read");
    private static readonly UrlVerdict.Unusable TooLong = new(Prefix + "the web address is longer than 2,048 characters");

    private static readonly SearchValues<char> HostLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");
    private static readonly SearchValues<char> PathLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~/");
    private static readonly SearchValues<char> ListMarks = SearchValues.Create(" ,;|\n\r\t");

    public static UrlVerdict Run(string cell)
    {
        var text = Unwrap(CleanText.Line(cell));
        if (text.IsEmpty)
        {
            return Empty;
        }

        if (text.Length > Longest)
        {
            return TooLong;
        }

        var mark = text.IndexOfAny(ListMarks);
        return mark < 0 ? One(text) : FirstOf(text, mark);
    }

    // "acme.com, acme.de": the first is taken when what follows is an address too; a sentence is none.
    private static UrlVerdict FirstOf(ReadOnlySpan<char> text, int mark)
    {
        var first = One(text[..mark]);
        foreach (var range in text.SplitAny(ListMarks))
        {
            if (!text[range].IsEmpty && One(text[range]) is UrlVerdict.Unusable)
            {
                return One(text) is UrlVerdict.Usable whole ? whole : NotAnAddress;
            }
        }

        return first;
    }

    private static UrlVerdict One(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(" \"<>"))
        {
            return NotAnAddress;
        }

        var secure = true;
        var stated = false;
        while (SchemeLength(text, ref secure) is var length and > 0)
        {
            text = text[length..]; // "http://https://acme.com" is pasted more often than one thinks: the inner one counts
            stated = true;
        }

        if (!stated && SchemeRefusal(text) is { } refusal)
        {
            return refusal;
        }

        return Plain(text, secure) ?? Parsed(text, secure, stated);
    }

    private static int SchemeLength(ReadOnlySpan<char> text, ref bool secure)
    {
        if (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            secure = true;
            return "https://".Length;
        }

        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            secure = false;
            return "http://".Length;
        }

        return text.StartsWith("//", StringComparison.Ordinal) ? 2 : 0;
    }

    private static UrlVerdict.Unusable? SchemeRefusal(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon > 0 && !text[..colon].Contains('.') && !text[..colon].ContainsAny("/?#"))
        {
            return NotHttp;
        }

        var host = text[..HostEnd(text)];
        return !host.Contains('@') && EndsLikeADomain(host[..(host.IndexOf(':') is var port and >= 0 ? port : host.Length)]) ? null : NotAnAddress;
    }

    private static int HostEnd(ReadOnlySpan<char> text) => text.IndexOfAny("/?#\\") is var end and >= 0 ? end : text.Length;

    // Without a scheme only a name under a top-level domain is an address: "3.5" and "n/a" are not.
    private static bool EndsLikeADomain(ReadOnlySpan<char> host)
    {
        host = host.TrimEnd('.');
        var dot = host.LastIndexOfAny(".。．");
        return dot > 0 && host.Length - dot > 2 && char.IsLetter(host[dot + 1]) && (char.IsLetter(host[^1]) || host[(dot + 1)..].StartsWith("xn--", StringComparison.OrdinalIgnoreCase));
    }

    // Nine addresses in ten: a plain host and a plain path, which need no parser.
    private static UrlVerdict.Usable? Plain(ReadOnlySpan<char> text, bool secure)
    {
        var end = HostEnd(text);
        var host = text[..end];
        var path = text[end..];
        if (host.ContainsAnyExcept(HostLetters) || path.ContainsAnyExcept(PathLetters) || path.Contains("//", StringComparison.Ordinal)
            || !EndsLikeADomain(host) || host[^1] == '.' || EmailSyntax.DomainFault(host) is not null)
        {
            return null;
        }

        Span<char> lower = stackalloc char[host.Length];
        host.ToLowerInvariant(lower);
        return Spelled(secure, lower, path);
    }

    private static UrlVerdict.Usable Spelled(bool secure, ReadOnlySpan<char> host, ReadOnlySpan<char> path)
    {
        var url = string.Concat(secure ? "https://" : "http://", host, path.IsEmpty ? "/" : path);
        var bare = host.StartsWith("www.", StringComparison.Ordinal) && host[4..].Contains('.') ? host[4..] : host;
        return new UrlVerdict.Usable(url, string.Concat(bare, path.TrimEnd('/')));
    }

    private static UrlVerdict Parsed(ReadOnlySpan<char> text, bool secure, bool stated)
    {
        if (!Uri.TryCreate(string.Concat(secure ? "https://" : "http://", CleanText.Whole(text.ToString())), UriKind.Absolute, out var uri)
            || uri.UserInfo.Length > 0 || Host(uri) is not { } host || (!stated && !EndsLikeADomain(host)))
        {
            return NotAnAddress;
        }

        var authority = uri.IsDefaultPort ? host : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{host}:{uri.Port}");
        return uri.Query.Length <= 1 ? Spelled(secure, authority, uri.AbsolutePath) : WithQuery(secure, authority, uri);
    }

    private static string? Host(Uri uri)
    {
        if (uri.HostNameType != UriHostNameType.Dns)
        {
            return uri.Host.Length == 0 ? null : uri.Host.ToLowerInvariant();
        }

        // A name that ends in a number is a broken IPv4 address (WHATWG URL, "ends in a number").
        var host = CleanEmail.ALabels(uri.Host.TrimEnd('.'))?.ToLowerInvariant();
        return string.IsNullOrEmpty(host) || !host.AsSpan(host.LastIndexOf('.') + 1).ContainsAnyExceptInRange('0', '9') ? null : host;
    }

    private static UrlVerdict.Usable WithQuery(bool secure, string authority, Uri uri)
    {
        var plain = Spelled(secure, authority, uri.AbsolutePath);
        return new UrlVerdict.Usable(plain.Url + uri.Query, plain.Identity + uri.Query);
    }

    private static ReadOnlySpan<char> Unwrap(string line)
    {
        var text = line.AsSpan().Trim();
        while (text.Length > 1 && (text[0], text[^1]) is ('<', '>') or ('"', '"') or ('\'', '\'') or ('(', ')') or ('[', ']'))
        {
            text = text[1..^1].Trim();
        }

        var fragment = text.IndexOf('#');
        return (fragment < 0 ? text : text[..fragment]).Trim(",;").Trim();
    }
}
