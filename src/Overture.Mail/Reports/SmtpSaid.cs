using System.Globalization;
using System.Text.RegularExpressions;

namespace Overture.Mail.Reports;

/// <summary>The codes in what a mail server said, wherever they stand in the text.</summary>
/// <param name="ReplyCode">As 550; null where there is none.</param>
/// <param name="Status">As 5.1.1; null where there is none.</param>
internal sealed partial record SmtpSaid(int? ReplyCode, EnhancedStatusCode? Status)
{
    private const int Most = 8_000;

    /// <summary>The first reply code of failure or delay and the status that goes with it, or the first status.</summary>
    public static SmtpSaid Find(string text)
    {
        var part = text.Length > Most ? text[..Most] : text;
        int? reply = Reply().Match(part) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
        EnhancedStatusCode? status = null;
        foreach (var found in Code().EnumerateMatches(part))
        {
            if (EnhancedStatusCode.TryParse(part.AsSpan(found.Index, found.Length).TrimStart("(#[ \t\r\n:-="), out var code) && (code.Subject, code.Detail) is not (0, 0))
            {
                status = code;
                break;
            }
        }

        return new(reply, status);
    }

    [GeneratedRegex(@"(?:^|[\s:(\[])([45][0-5][0-9])(?:[\s\-#,:]|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Reply();

    [GeneratedRegex(@"(?:^|[\s:(\[#\-=])[45]\.[0-9]{1,3}\.[0-9]{1,3}(?:[\s),:;\]]|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
