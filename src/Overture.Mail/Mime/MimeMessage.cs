namespace Overture.Mail.Mime;

/// <summary>
/// A message as it was received (RFC 5322, RFC 2045): whatever arrives is read, nothing throws for bad input, and the octets are kept as they came.
/// It holds its octets, or a temporary file of them, until it is disposed.
/// </summary>
public sealed class MimeMessage : IDisposable
{
    private readonly MimeSource? source;

    internal MimeMessage(MimePart body, MimeSource? source) => (Body, this.source) = (body, source);

    /// <summary>The outermost part: its header is the message's.</summary>
    public MimePart Body { get; }

    /// <summary>What was wrong with it.</summary>
    public MimeDefects Defects { get; private init; }

    /// <summary>The message's fields.</summary>
    public HeaderList Headers => Body.Headers;

    /// <summary>The subject, decoded; empty where there is none.</summary>
    public string Subject => Headers.Find("Subject")?.Text ?? "";

    /// <summary>Who it says it is from (RFC 5322 §3.6.2).</summary>
    public IReadOnlyList<InternetAddress> From => Addresses("From");

    /// <summary>Who sent it, if that is somebody else than the author.</summary>
    public IReadOnlyList<InternetAddress> Sender => Addresses("Sender");

    /// <summary>Where answers should go.</summary>
    public IReadOnlyList<InternetAddress> ReplyTo => Addresses("Reply-To");

    /// <summary>Whom it is for.</summary>
    public IReadOnlyList<InternetAddress> To => Addresses("To");

    /// <summary>Who gets a copy.</summary>
    public IReadOnlyList<InternetAddress> Cc => Addresses("Cc");

    /// <summary>When it says it was written; null where it tells no date that can be read.</summary>
    public DateTimeOffset? Date => Headers.All("Date").Select(header => MailDate.Parse(header.Value)).FirstOrDefault(date => date is not null);

    /// <summary>Its identifier without the angle brackets; null where there is none.</summary>
    public string? MessageId => Headers.Find("Message-ID") is { } header ? MessageIds.Parse(header.Value) is [var id, ..] ? id : null : null;

    /// <summary>What it answers.</summary>
    public IReadOnlyList<string> InReplyTo => Ids("In-Reply-To");

    /// <summary>The thread it stands in, the first message first.</summary>
    public IReadOnlyList<string> References => Ids("References");

    /// <summary>The part with the text to read; null where there is none. In a multipart/alternative that is its plain text (RFC 2046 §5.1.4).</summary>
    public MimePart? TextPart => Readable("plain");

    /// <summary>The part with the text in HTML; null where there is none.</summary>
    public MimePart? HtmlPart => Readable("html");

    /// <summary>The text to read, decoded; null where there is none but HTML, or nothing.</summary>
    public string? TextBody => TextPart?.ReadText();

    /// <summary>The text in HTML, decoded; null where there is none.</summary>
    public string? HtmlBody => HtmlPart?.ReadText();

    /// <summary>The parts that are files: offered as such, or nothing that a message shows.</summary>
    public IReadOnlyList<MimePart> Attachments
    {
        get
        {
            var (text, html) = (TextPart, HtmlPart);
            return [.. Body.SelfAndBelow().Where(part => part != text && part != html && (part.IsAttachment || (part.Parts.Count is 0 && part.ContentType.Type is "text" && part.FileName is not null)))];
        }
    }

    /// <summary>The report-type of a multipart/report in lower case, as <c>delivery-status</c> (RFC 6522); null for any other message.</summary>
    public string? ReportType => Body.ContentType is { Type: "multipart", Subtype: "report" } type ? type.Parameters.GetValueOrDefault("report-type")?.ToLowerInvariant() ?? "" : null;

    /// <summary>Reads a message that is in memory; the octets are not copied and must not change.</summary>
    /// <param name="octets">The whole message.</param>
    /// <param name="limits">How much of it is told; <see cref="MimeLimits.Default"/> if null.</param>
    public static MimeMessage Parse(ReadOnlyMemory<byte> octets, MimeLimits? limits = null)
    {
        var source = new MimeSource(octets);
        var scan = new MimeScan(limits ?? MimeLimits.Default, source);
        scan.Feed(octets.Span);
        return Of(scan, source);
    }

    /// <summary>Reads a message from a stream to its end. What is longer than <see cref="MimeLimits.InMemory"/> goes into a temporary file that is gone when the message is disposed.</summary>
    /// <param name="stream">Read to its end, not closed.</param>
    /// <param name="limits">How much of it is told; <see cref="MimeLimits.Default"/> if null.</param>
    /// <param name="ct">Gives up reading.</param>
    /// <exception cref="IOException">The stream or the temporary file failed; a message never does.</exception>
    public static async Task<MimeMessage> LoadAsync(Stream stream, MimeLimits? limits = null, CancellationToken ct = default)
    {
        limits ??= MimeLimits.Default;
        using var spool = new MimeSpool(limits.InMemory);
        await spool.TakeAsync(stream, ct);
        var source = spool.Source();
        var scan = new MimeScan(limits, source);
        var buffer = new byte[64 * 1024];
        for (long at = 0; source.Read(at, buffer) is > 0 and var read; at += read)
        {
            scan.Feed(buffer.AsSpan(0, read));
        }

        return Of(scan, source);
    }

    /// <summary>Writes the message as it came, octet for octet; of a message within another, what belongs to it.</summary>
    public Task WriteToAsync(Stream into, CancellationToken ct = default) => Body.WriteToAsync(into, ct);

    /// <summary>Lets go of what it was read from; a message within another goes with that.</summary>
    public void Dispose() => source?.Dispose();

    private static MimeMessage Of(MimeScan scan, MimeSource source)
    {
        scan.Finish();
        return new(scan.Root, source) { Defects = scan.Defects };
    }

    private IReadOnlyList<InternetAddress> Addresses(string name) => [.. Headers.All(name).SelectMany(field => InternetAddress.ParseList(field.Value))];

    private IReadOnlyList<string> Ids(string name) => [.. Headers.All(name).SelectMany(field => MessageIds.Parse(field.Value))];

    /// <summary>The first part of that kind that is not a file; a multipart whose parts cannot be told apart is text.</summary>
    private MimePart? Readable(string subtype)
    {
        var first = Body.SelfAndBelow().FirstOrDefault(part => part.Parts.Count is 0 && part is { ContentType.Type: "text" } && Kind(part) == subtype && part.Disposition is not { IsAttachment: true });
        return first ?? (subtype is "plain" && Body is { Parts.Count: 0, ContentType.IsMultipart: true } ? Body : null);
    }

    private static string Kind(MimePart part) => part.ContentType.Subtype is "html" ? "html" : part.ContentType.Subtype is "plain" or "" || part.Headers.Count is 0 ? "plain" : part.ContentType.Subtype;
}
