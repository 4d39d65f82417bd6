using System.Globalization;

namespace Overture.Mail.Smtp;

/// <summary>What a server offers (RFC 5321 §4.1.1.1, the reply to EHLO). A server that knows only HELO offers nothing.</summary>
public sealed class SmtpExtensions
{
    private readonly Dictionary<string, string> offered = new(StringComparer.OrdinalIgnoreCase);

    private SmtpExtensions(string domain) => Domain = domain;

    /// <summary>The name by which the server calls itself; empty if it says none.</summary>
    public string Domain { get; }

    /// <summary>The keywords, in capitals or not as the server writes them.</summary>
    public IReadOnlyCollection<string> Keywords => offered.Keys;

    /// <summary>The SASL mechanisms of AUTH (RFC 4954), in capitals; of <c>AUTH=</c> too, as servers wrote before there was an RFC.</summary>
    public IReadOnlyList<string> Auth { get; private set; } = [];

    /// <summary>The most octets a message may have (SIZE, RFC 1870); null where there is no limit or none is told.</summary>
    public long? Size { get; private set; }

    /// <summary>SIZE may be told with MAIL (RFC 1870 §6).</summary>
    public bool TakesSize => Has("SIZE");

    /// <summary>STARTTLS (RFC 3207).</summary>
    public bool StartTls => Has("STARTTLS");

    /// <summary>8BITMIME: bodies of octets above 127 (RFC 6152).</summary>
    public bool EightBitMime => Has("8BITMIME");

    /// <summary>SMTPUTF8: addresses and headers in UTF-8 (RFC 6531).</summary>
    public bool SmtpUtf8 => Has("SMTPUTF8");

    /// <summary>PIPELINING: commands in groups (RFC 2920).</summary>
    public bool Pipelining => Has("PIPELINING");

    /// <summary>CHUNKING: BDAT (RFC 3030 §2).</summary>
    public bool Chunking => Has("CHUNKING");

    /// <summary>BINARYMIME: bodies without lines (RFC 3030 §3).</summary>
    public bool BinaryMime => Has("BINARYMIME");

    /// <summary>DSN: what is reported of a delivery can be asked for (RFC 3461).</summary>
    public bool Dsn => Has("DSN");

    /// <summary>ENHANCEDSTATUSCODES (RFC 2034). They are read where they stand, offered or not.</summary>
    public bool EnhancedStatusCodes => Has("ENHANCEDSTATUSCODES");

    /// <summary>REQUIRETLS: never relayed in the clear (RFC 8689).</summary>
    public bool RequireTls => Has("REQUIRETLS");

    /// <summary>Reads the reply to EHLO; of the reply to HELO, the first line is all there is.</summary>
    /// <param name="hello">The reply, 250.</param>
    public static SmtpExtensions Read(SmtpReply hello)
    {
        ArgumentNullException.ThrowIfNull(hello);
        var read = new SmtpExtensions(hello.Lines[0].Split(' ', 2)[0]);
        foreach (var line in hello.Lines.Skip(1))
        {
            read.Add(line.Trim());
        }

        return read;
    }

    /// <summary>A keyword is offered.</summary>
    /// <param name="keyword">In capitals or not.</param>
    public bool Has(string keyword) => offered.ContainsKey(keyword);

    /// <summary>What stands behind a keyword; empty where nothing does, null where it is not offered.</summary>
    /// <param name="keyword">In capitals or not.</param>
    public string? Parameters(string keyword) => offered.GetValueOrDefault(keyword);

    private void Add(string line)
    {
        var end = line.AsSpan().IndexOfAny(' ', '=');
        var (keyword, rest) = end < 0 ? (line, "") : (line[..end], line[(end + 1)..].Trim());
        if (keyword.Length == 0)
        {
            return;
        }

        var before = offered.GetValueOrDefault(keyword);
        offered[keyword] = string.IsNullOrEmpty(before) ? rest : rest.Length == 0 ? before : before + " " + rest;
        if (keyword.Equals("AUTH", StringComparison.OrdinalIgnoreCase))
        {
            Auth = [.. Auth.Concat(rest.ToUpperInvariant().Split([' ', '='], StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)];
        }
        else if (keyword.Equals("SIZE", StringComparison.OrdinalIgnoreCase))
        {
            Size = long.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0 ? most : null; // RFC 1870 §4: 0 is no limit
        }
    }
}
