using System.Text.RegularExpressions;

namespace Overture.Mail.Smtp;

/// <summary>Finds the name under which a server keeps a message in what it said when it took it. There is no standard; each pattern is one family of servers.</summary>
internal static class QueueId
{
    private static readonly Regex[] Patterns =
    [
        New(@"queued (?:on \S+ )?as ([^\s;,)]+)"), // Postfix, Yandex, Momentum
        New(@"\bid=([A-Za-z0-9]+-[A-Za-z0-9]+-[A-Za-z0-9]+)"), // Exim
        New(@"\[InternalId=(\d+)"), // Exchange
        New(@"OK\s+(?:DMARC:\S+ )?\d{9,} (\S+) - gsmtp"), // Gmail
        New(@"([A-Za-z0-9._-]+) Message accepted for delivery"), // Sendmail, OpenSMTPD
        New(@"([A-Za-z0-9._-]+) mail accepted for delivery"), // Comcast
        New(@"ok \d{9,} qp (\d+)"), // qmail
        New(@"Message Queued \(([A-Za-z0-9.-]+)\)"), // Haraka
        New(@"> (\S+) Saved$"), // Dovecot's LMTP
        New(@"^(?:\d\.\d\.\d )?Ok:? ([0-9a-f-]{20,})$"), // Amazon SES
    ];

    /// <summary>The name; null where none of the patterns is met.</summary>
    public static string? Find(string text)
    {
        foreach (var pattern in Patterns)
        {
            if (pattern.Match(text) is { Success: true } match)
            {
                return match.Groups[1].Value;
            }
        }

        return null;
    }

    private static Regex New(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
