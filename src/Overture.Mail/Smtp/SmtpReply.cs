using System.Globalization;
using Overture.Mail.Reports;

namespace Overture.Mail.Smtp;

/// <summary>What a server answered (RFC 5321 §4.2): three digits and one line of text or more.</summary>
/// <param name="Code">200 to 599.</param>
/// <param name="Lines">The text of each line after the code, as it was said, with the enhanced code if there is one; control characters are replaced by U+FFFD. At least one, possibly empty.</param>
public sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>All lines, joined by LF.</summary>
    public string Text => Lines.Count == 1 ? Lines[0] : string.Join('\n', Lines);

    /// <summary>The enhanced code of the first line that has one of the reply's class (RFC 2034 §4); null where none has.</summary>
    public EnhancedStatusCode? Enhanced
    {
        get
        {
            foreach (var line in Lines)
            {
                if (EnhancedStatusCode.TryParse(line, out var code) && code.Class == Code / 100)
                {
                    return code;
                }
            }

            return null;
        }
    }

    /// <summary>2xx: done.</summary>
    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>3xx: go on.</summary>
    public bool IsIntermediate => Code is >= 300 and < 400;

    /// <summary>4xx: not now.</summary>
    public bool IsTransient => Code is >= 400 and < 500;

    /// <summary>5xx: not at all.</summary>
    public bool IsPermanent => Code >= 500;

    /// <summary>421: not now, and the server closes the connection (RFC 5321 §3.8).</summary>
    public bool EndsConnection => Code == 421;

    /// <summary>On one line, as <c>550 5.1.1 No such user</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code} {string.Join(" / ", Lines)}");
}
