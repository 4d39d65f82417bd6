using System.Text;
using System.Text.RegularExpressions;
using Overture.Mail.Mime;

namespace Overture.Mail.Reports;

/// <summary>
/// Reports without a machine's part: qmail's (the QSBMF of its author), Exim's, Exchange's and those of many others. Read are only messages that a mail system sent,
/// and of them only what stands before the message they return.
/// </summary>
internal static partial class ProseReport
{
    private const int Most = 64 * 1024;
    private const int MostRecipients = 200;

    private static readonly string[] Systems =
        ["mailer-daemon", "postmaster", "mail-daemon", "maildaemon", "mdaemon", "mailerdaemon", "mail-delivery-s", "mail-deliver-system", "system-administrator", "mail-administrator", "smtp-mail-service"];

    private static readonly string[] Subjects =
    [
        "undeliver", "returned mail", "failure notice", "delivery failure", "delivery failed", "mail delivery", "delivery status notification", "delivery notification", "non-delivery", "nondeliver",
        "could not be delivered", "mail system error", "message could not", "unable to deliver", "delivery report", "rejected mail", "mail error", "delivery problem", "not delivered", "returned to sender",
        "could not send message", "delivery delayed", "message delayed", "delivery incomplete", "failed mail", "user unknown", "unzustellbar", "non remis", "no entregado", "nicht zugestellt", "配信",
    ];

    // What stands before the message that comes back.
    private static readonly string[] Copies =
    [
        "--- below this line is a copy", "------ this is a copy", "--- original message", "----- original message", "----- unsent message", "--- the message", "----- message body", "original message follows",
        "a copy of the original message", "--- returned message", "received: from", "return-path: <", "message header follows", "original message headers", "the header of the original message", "------ original",
        "----- headers of the", "--- message from ", "message text follows", "---------- forwarded", "this is a copy of the message",
    ];

    private static readonly string[] Delays =
        ["warning message only", "will be retried", "will continue to", "not yet been delivered", "delivery is delayed", "has been delayed", "still being retried", "do not need to resend", "could not send message for past", "will keep trying"];

    public static DeliveryReport? Read(MimeMessage message)
    {
        var failed = message.Headers.All("X-Failed-Recipients").SelectMany(header => InternetAddress.Mailboxes(InternetAddress.ParseList(header.Value))).Select(mailbox => mailbox.Address).ToList();
        if (failed.Count is 0 && !IsOfASystem(message))
        {
            return null;
        }

        var text = (message.TextBody ?? Bare(message.HtmlBody) ?? "").ReplaceLineEndings("\n");
        text = text[..Math.Min(text.Length, Most)];
        var copyAt = Copies.Select(mark => text.IndexOf(mark, StringComparison.OrdinalIgnoreCase)).Where(at => at > 0).DefaultIfEmpty(text.Length).Min();
        var told = text[..copyAt];
        var action = Delays.Any(words => told.Contains(words, StringComparison.OrdinalIgnoreCase)) ? DeliveryAction.Delayed : DeliveryAction.Failed;
        var own = InternetAddress.Mailboxes(message.To.Concat(message.From)).Select(mailbox => mailbox.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var recipients = Recipients(told, failed, own, action);
        var original = ReturnedMessage.Of(message) ?? Copy(text[copyAt..]);
        return recipients.Count is 0 && original is null && message.ReportType is not "delivery-status" ? null : new(null, null, null, recipients, original, false);
    }

    private static bool IsOfASystem(MimeMessage message)
    {
        var from = string.Join(' ', message.From.Concat(message.Sender)).ToLowerInvariant().Replace(' ', '-').Replace('.', '-').Replace('_', '-').Replace("post-master", "postmaster", StringComparison.Ordinal);
        var isSystem = Systems.Any(name => from.Contains(name, StringComparison.Ordinal)) || message.Headers.Find("Return-Path")?.Value.Trim() is "<>" || message.ReportType is "delivery-status";
        return isSystem && (message.ReportType is "delivery-status" || Subjects.Any(words => message.Subject.Contains(words, StringComparison.OrdinalIgnoreCase)) || from.Contains("mailer-daemon", StringComparison.Ordinal));
    }

    /// <summary>Each address that is not the reader's own, with what is said from there to the next one.</summary>
    private static List<DeliveryStatus> Recipients(string told, List<string> failed, HashSet<string> own, DeliveryAction action)
    {
        var found = new List<(string Address, int At)>();
        foreach (var (written, at) in Addresses(told))
        {
            var address = written.StartsWith("smtp=", StringComparison.OrdinalIgnoreCase) ? written[5..] : written;
            if (!own.Contains(address) && found.Count < MostRecipients && !found.Exists(other => other.Address.Equals(address, StringComparison.OrdinalIgnoreCase))
                && !Systems.Any(name => address.StartsWith(name, StringComparison.OrdinalIgnoreCase)) && (failed.Count is 0 || failed.Contains(address, StringComparer.OrdinalIgnoreCase)))
            {
                found.Add((address, at));
            }
        }

        found.AddRange(failed.Where(address => !found.Exists(other => other.Address.Equals(address, StringComparison.OrdinalIgnoreCase))).Select(address => (address, -1)));
        var all = new Lazy<SmtpSaid>(() => SmtpSaid.Find(told));
        return [.. found.Select((one, i) => Status(one.Address, one.At < 0 ? told : told[one.At..(i + 1 < found.Count && found[i + 1].At > one.At ? found[i + 1].At : told.Length)], all, action))];
    }

    /// <summary>What looks like an address, around each @.</summary>
    private static IEnumerable<(string Address, int At)> Addresses(string text)
    {
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var (left, right) = (at, at + 1);
            while (left > 0 && at - left < 64 && (char.IsAsciiLetterOrDigit(text[left - 1]) || ".!#$%&'*+/=?^_`{|}~-".Contains(text[left - 1], StringComparison.Ordinal)))
            {
                left--;
            }

            while (right < text.Length && right - at <= 255 && (char.IsAsciiLetterOrDigit(text[right]) || text[right] is '.' or '-'))
            {
                right++;
            }

            var address = text[left..right].Trim('.', '-', '\'', '=');
            var domain = address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..];
            if (address[0] is not '@' && domain.Contains('.', StringComparison.Ordinal) && !domain.Contains("..", StringComparison.Ordinal) && domain[0] is not ('.' or '-'))
            {
                yield return (address, left);
            }
        }
    }

    private static DeliveryStatus Status(string address, string near, Lazy<SmtpSaid> all, DeliveryAction action)
    {
        var said = SmtpSaid.Find(near);
        said = said is { ReplyCode: null, Status: null } ? all.Value : said;
        var after = near.StartsWith(address, StringComparison.Ordinal) ? near[address.Length..] : near;
        var diagnostic = string.Join(' ', after.TrimStart('>', ':', ' ', '\n').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new(address, null, action, said.Status, said.ReplyCode, diagnostic.Length > 0 ? diagnostic[..Math.Min(diagnostic.Length, 1_000)] : null, null, null, null);
    }

    /// <summary>The header of a message that stands in the text.</summary>
    private static ReturnedMessage? Copy(string text)
    {
        var lines = text.Split('\n');
        var first = Array.FindIndex(lines, line => Field().IsMatch(line.TrimStart('>', ' ')));
        if (first < 0)
        {
            return null;
        }

        var isIndented = lines[first].StartsWith(' ') || lines[first].StartsWith('>');
        var rest = lines[first..].Select(line => isIndented ? line.TrimStart('>').TrimStart(' ') : line);
        return ReturnedMessage.Parse(Encoding.UTF8.GetBytes(string.Join("\r\n", rest)));
    }

    private static string? Bare(string? html) => html is null ? null : Tag().Replace(html, " ").Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);

    [GeneratedRegex(@"^(Received|Return-Path|From|To|Date|Subject|Message-ID|MIME-Version|DKIM-Signature|X-[A-Za-z\-]+): ?", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Field();

    [GeneratedRegex("<[^>@]{0,300}>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
