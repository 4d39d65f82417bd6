using System.Buffers;
using System.Globalization;
using System.Text;

namespace Overture.Drafting.Sites;

/// <summary>
/// What a site's robots.txt says to us. Source: RFC 9309 (§2.2.1 groups and product tokens, §2.2.2 longest match, allow before disallow
/// where both are equally long, §2.2.3 <c>*</c> and <c>$</c>, §2.5 at least 500 KiB are read) and the customary Crawl-delay.
/// </summary>
internal sealed record RobotsRule
{
    /// <summary>Our name in a robots.txt.</summary>
    public const string ProductToken = "overture";

    public const int MaxBytes = 500 * 1024;

    public static readonly RobotsRule AllowAll = new();

    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-");

    /// <summary>Longest first; an allow before a disallow of the same length.</summary>
    private IReadOnlyList<(string Pattern, bool Allow)> Lines { get; init; } = [];

    /// <summary>The pause it asks for between requests.</summary>
    public TimeSpan? CrawlDelay { get; private init; }

    /// <summary>Characters it keeps in memory.</summary>
    public int Weight => Lines.Sum(line => line.Pattern.Length);

    /// <param name="text">The file, as far as it was read; what cannot be understood is passed over.</param>
    public static RobotsRule Parse(string text)
    {
        Group ours = new(), everyones = new();
        List<Group> open = [];
        var naming = false;
        foreach (var (key, value) in Directives(text))
        {
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                open = naming ? open : [];
                naming = true;
                open.AddRange(IsOurs(value) ? [ours] : value == "*" ? [everyones] : []);
                ours.Named |= IsOurs(value);
            }
            else if (!key.Equals("sitemap", StringComparison.OrdinalIgnoreCase))
            {
                naming = false;
                open.ForEach(group => group.Add(key, value));
            }
        }

        return (ours.Named ? ours : everyones).ToRule();
    }

    /// <param name="url">The page; its path and query are what the rules speak of.</param>
    public bool Allows(Uri url)
    {
        var path = Normal(url.PathAndQuery);
        return path == "/robots.txt" || Lines.FirstOrDefault(line => Matches(line.Pattern, path), (Pattern: "", Allow: true)).Allow;
    }

    private static IEnumerable<(string Key, string Value)> Directives(string text)
    {
        foreach (var line in text.TrimStart('\uFEFF').Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var said = line.Split('#', 2)[0];
            if (said.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                yield return (said[..colon].Trim(), said[(colon + 1)..].Trim());
            }
        }
    }

    /// <summary>A product token ends at the first character that no product token has ("Overture/1.0" names us too).</summary>
    private static bool IsOurs(string agent)
    {
        var end = agent.AsSpan().IndexOfAnyExcept(TokenCharacters);
        return (end < 0 ? agent : agent[..end]).Equals(ProductToken, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The pieces between the stars, each found at its first place after the one before: a path is walked once.</summary>
    private static bool Matches(string pattern, string path)
    {
        var anchored = pattern.EndsWith('$');
        var pieces = (anchored ? pattern[..^1] : pattern).Split('*');
        if (!path.StartsWith(pieces[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = pieces[0].Length;
        for (var i = 1; i < pieces.Length; i++)
        {
            if (anchored && i == pieces.Length - 1)
            {
                return path.Length - at >= pieces[i].Length && path.EndsWith(pieces[i], StringComparison.Ordinal);
            }

            var found = path.IndexOf(pieces[i], at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + pieces[i].Length;
        }

        return !anchored || at == path.Length;
    }

    /// <summary>One spelling for paths that mean the same: octets beyond ASCII encoded, unreserved ones not (RFC 9309 §2.2.2, RFC 3986 §6.2.2).</summary>
    private static string Normal(string path)
    {
        var normal = new StringBuilder(path.Length);
        var octets = Encoding.UTF8.GetBytes(path);
        for (var i = 0; i < octets.Length; i++)
        {
            var encoded = octets[i] == '%' && i + 2 < octets.Length && char.IsAsciiHexDigit((char)octets[i + 1]) && char.IsAsciiHexDigit((char)octets[i + 2]);
            var octet = encoded ? byte.Parse([(char)octets[i + 1], (char)octets[i + 2]], NumberStyles.HexNumber, CultureInfo.InvariantCulture) : octets[i];
            var plain = encoded ? char.IsAsciiLetterOrDigit((char)octet) || "-._~".Contains((char)octet, StringComparison.Ordinal) : octet is > 0x20 and < 0x7F;
            _ = plain ? normal.Append((char)octet) : normal.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            i += encoded ? 2 : 0;
        }

        return normal.ToString();
    }

    private sealed class Group
    {
        private readonly List<(string Pattern, bool Allow)> lines = [];
        private TimeSpan? delay;

        public bool Named { get; set; }

        public void Add(string key, string value)
        {
            var allow = key.Equals("allow", StringComparison.OrdinalIgnoreCase);
            if ((allow || key.Equals("disallow", StringComparison.OrdinalIgnoreCase)) && value is ['/' or '*', ..])
            {
                lines.Add((Normal(value), allow));
            }
            else if (key.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase)
                && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            {
                delay = TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.SecondsPerDay));
            }
        }

        public RobotsRule ToRule() => new()
        {
            Lines = [.. lines.OrderByDescending(line => line.Pattern.Length).ThenByDescending(line => line.Allow)],
            CrawlDelay = delay,
        };
    }
}
