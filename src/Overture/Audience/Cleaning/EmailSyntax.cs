namespace Overture.Audience.Cleaning;

/// <summary>
/// The syntax of a mailbox as a sender needs it: RFC 5321 §4.1.2 (Dot-string or Quoted-string, "@", domain) within the limits
/// of §4.5.3.1, without address literals and without the comments and folds that only RFC 5322 knows.
/// </summary>
internal static class EmailSyntax
{
    private const int LongestLocal = 64;
    private const int LongestLabel = 63;
    private const int LongestAddress = 254; // a path of 256 has two angle brackets

    /// <summary>Null when the ASCII <paramref name="address"/> is well formed, else what is wrong, in words.</summary>
    public static string? Fault(ReadOnlySpan<char> address)
    {
        var at = LastAt(address);
        if (at < 0)
        {
            return "the address has no @";
        }

        return address.Length > LongestAddress ? "the address is longer than 254 characters"
            : LocalFault(address[..at]) ?? DomainFault(address[(at + 1)..]);
    }

    /// <summary>Where the local part ends; an @ inside quotes does not count.</summary>
    public static int LastAt(ReadOnlySpan<char> address) => address.LastIndexOf('@');

    private static string? LocalFault(ReadOnlySpan<char> local)
    {
        if (local.IsEmpty)
        {
            return "nothing stands before the @";
        }

        if (local.Length > LongestLocal)
        {
            return "more than 64 characters stand before the @";
        }

        return local[0] == '"' ? QuotedFault(local) : DotStringFault(local);
    }

    private static string? DotStringFault(ReadOnlySpan<char> local)
    {
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return "a dot before the @ is at the edge or doubled";
        }

        foreach (var c in local)
        {
            if (!IsAtext(c) && c != '.')
            {
                return char.IsAscii(c) ? "a character before the @ is not allowed there" : "a letter before the @ is not plain ASCII";
            }
        }

        return null;
    }

    private static string? QuotedFault(ReadOnlySpan<char> local)
    {
        for (var i = 1; i < local.Length; i++)
        {
            if (local[i] is < ' ' or > '~')
            {
                break;
            }

            if (local[i] == '"')
            {
                return i == local.Length - 1 ? null : "text follows the closing quote before the @";
            }

            if (local[i] == '\\' && (++i == local.Length || local[i] is < ' ' or > '~'))
            {
                break;
            }
        }

        return "the quotes before the @ are not closed or hold a character that is not allowed";
    }

    /// <summary>Null when the ASCII <paramref name="domain"/> is a well-formed host name (RFC 1035 §2.3.1), else what is wrong.</summary>
    public static string? DomainFault(ReadOnlySpan<char> domain)
    {
        if (domain.IsEmpty)
        {
            return "nothing stands after the @";
        }

        if (domain[0] == '[')
        {
            return "a numeric address stands after the @ instead of a domain";
        }

        while (true)
        {
            var dot = domain.IndexOf('.');
            if (LabelFault(dot < 0 ? domain : domain[..dot]) is { } fault)
            {
                return fault;
            }

            if (dot < 0)
            {
                return null;
            }

            domain = domain[(dot + 1)..];
        }
    }

    private static string? LabelFault(ReadOnlySpan<char> label)
    {
        if (label.IsEmpty)
        {
            return "a dot in the domain is at the edge or doubled";
        }

        if (label.Length > LongestLabel)
        {
            return "a part of the domain is longer than 63 characters";
        }

        if (label[0] == '-' || label[^1] == '-')
        {
            return "a part of the domain begins or ends with a hyphen";
        }

        foreach (var c in label)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                return "the domain holds a character that is not allowed";
            }
        }

        return null;
    }

    // RFC 5322 §3.2.3
    private static bool IsAtext(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal);
}
