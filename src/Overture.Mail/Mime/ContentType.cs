namespace Overture.Mail.Mime;

/// <summary>What a part is (RFC 2045 §5): a type, a subtype and parameters.</summary>
/// <param name="Type">In lower case, as <c>text</c>.</param>
/// <param name="Subtype">In lower case, as <c>plain</c>; empty where the mail tells none.</param>
/// <param name="Parameters">By name; names compare without case, values are decoded (RFC 2231, and RFC 2047 where a program used it there).</param>
public sealed record ContentType(string Type, string Subtype, IReadOnlyDictionary<string, string> Parameters)
{
    private static readonly Dictionary<string, string> None = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a part is that says nothing or nothing readable: text/plain (RFC 2045 §5.2).</summary>
    public static ContentType Plain { get; } = new("text", "plain", None);

    /// <summary>As <c>text/plain</c>.</summary>
    public string MediaType => $"{Type}/{Subtype}";

    /// <summary>The charset parameter; null where there is none.</summary>
    public string? Charset => Parameters.GetValueOrDefault("charset");

    /// <summary>The boundary parameter of a multipart; null where there is none.</summary>
    public string? Boundary => Parameters.GetValueOrDefault("boundary");

    /// <summary>Holds parts (RFC 2046 §5.1).</summary>
    public bool IsMultipart => Type is "multipart";

    /// <summary>Holds a message (RFC 2046 §5.2.1, RFC 6532 §3.7; message/news is obsolete).</summary>
    public bool IsMessage => Type is "message" && Subtype is "rfc822" or "global" or "news";

    /// <summary>Reads a field's value; never fails. A type alone, as <c>text</c>, is text/plain (RFC 2045 §5.2 in spirit); nothing at all is <see cref="Plain"/>.</summary>
    /// <param name="value">As <c>text/html; charset="utf-8"</c>.</param>
    public static ContentType Parse(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return Plain;
        }

        var parts = ParameterList.Parse(value);
        var type = parts.First.ToLowerInvariant();
        var slash = type.IndexOf('/', StringComparison.Ordinal);
        var (main, sub) = slash < 0 ? (type, "") : (type[..slash].Trim(), type[(slash + 1)..].Trim());
        if (sub.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank)
        {
            return Parse($"{main}/{sub[..blank]};{value[(value.IndexOf('/', StringComparison.Ordinal) + 1)..].TrimStart()[blank..]}"); // the semicolon was forgotten
        }

        return main switch
        {
            "" => Plain with { Parameters = parts.Values },
            "text" when sub is "" => new("text", "plain", parts.Values),
            "multipart" when sub is "" => new("multipart", "mixed", parts.Values),
            _ when slash < 0 && main.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '+')) => Plain,
            _ => new(main, sub, parts.Values),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => MediaType + ParameterList.Format(Parameters);
}
