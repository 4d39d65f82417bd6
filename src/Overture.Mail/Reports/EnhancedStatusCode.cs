using System.Globalization;

namespace Overture.Mail.Reports;

/// <summary>A mail system's status as RFC 3463 writes it: <c>5.1.1</c>, class, subject and detail.</summary>
/// <param name="Class">2 success, 4 a failure that may pass, 5 a failure for good (RFC 3463 §3.1).</param>
/// <param name="Subject">What it is about, 0 to 999: 1 the address, 2 the mailbox, 3 the system, 4 the network, 5 the protocol, 6 the content, 7 security or policy (§3.2 to §3.8).</param>
/// <param name="Detail">What it is exactly, 0 to 999.</param>
public readonly record struct EnhancedStatusCode(int Class, int Subject, int Detail)
{
    /// <summary>A failure for good: class 5.</summary>
    public bool IsPermanent => Class == 5;

    /// <summary>A failure that may pass: class 4.</summary>
    public bool IsTransient => Class == 4;

    /// <summary>The meaning that is registered for subject and detail (RFC 5248, the IANA registry of SMTP enhanced status codes), in English; null where there is none.</summary>
    public string? Meaning => EnhancedStatusMeanings.Of(Subject, Detail);

    /// <summary>Reads the code that a text begins with, after white space and one of the marks <c>#</c>, <c>(</c> and <c>[</c> that some servers put before it.</summary>
    /// <param name="text">As <c>5.1.1 No such user</c> or <c>5.1.1 (bad destination)</c>.</param>
    /// <param name="code">The code.</param>
    /// <returns>False where the text begins with something else, an IP address among it.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out EnhancedStatusCode code)
    {
        code = default;
        text = text.TrimStart();
        text = text is ['#' or '(' or '[', .. var rest] ? rest : text;
        if (text is not ['2' or '4' or '5', '.', ..])
        {
            return false;
        }

        var kind = text[0] - '0';
        text = text[2..];
        if (!Number(ref text, out var subject) || text is not ['.', .. var after] || !Number(ref after, out var detail) || !Ends(after))
        {
            return false;
        }

        code = new(kind, subject, detail);
        return true;
    }

    /// <summary>Reads a code, as <see cref="TryParse"/> does.</summary>
    /// <param name="text">As <c>5.1.1</c>.</param>
    /// <exception cref="FormatException">The text begins with something else.</exception>
    public static EnhancedStatusCode Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"'{text}' begins with no status code as 5.1.1 (RFC 3463).");

    /// <summary>As the RFC writes it: <c>5.1.1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    private static bool Number(ref ReadOnlySpan<char> text, out int number)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? text.Length : end;
        number = 0;
        if (digits is < 1 or > 3)
        {
            return false;
        }

        number = int.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        text = text[digits..];
        return true;
    }

    // 5.1.1.1 and 4.2.2rc1 are something else; "5.1.1." ends a sentence
    private static bool Ends(ReadOnlySpan<char> rest) => rest.IsEmpty || (!char.IsAsciiLetterOrDigit(rest[0]) && rest is not ['.', >= '0' and <= '9', ..]);
}
