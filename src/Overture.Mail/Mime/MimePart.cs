using System.Buffers;

namespace Overture.Mail.Mime;

/// <summary>One part of a message: a header and a body, which may hold parts or a message itself (RFC 2045 §2.4). Bodies are read from where they stand when asked for.</summary>
public sealed class MimePart
{
    private const int Piece = 64 * 1024;

    private readonly List<MimePart> parts = [];
    private ContentType? contentType;
    private ContentDisposition? disposition;

    internal MimePart(MimeSource? source, MimePart? parent)
    {
        (Source, Parent) = (source, parent);
        parent?.parts.Add(this);
    }

    /// <summary>The multipart it stands in; null for the outermost part of a message.</summary>
    public MimePart? Parent { get; }

    /// <summary>Its fields.</summary>
    public HeaderList Headers { get; internal set; } = new([]);

    /// <summary>The parts of a multipart, in their order; none for anything else.</summary>
    public IReadOnlyList<MimePart> Parts => parts;

    /// <summary>The message in a message/rfc822; null for anything else.</summary>
    public MimeMessage? Message { get; internal set; }

    /// <summary>What it is. Where nothing is said, text/plain, or message/rfc822 in a digest (RFC 2046 §5.1.5).</summary>
    public ContentType ContentType => contentType ??= Headers.Find("Content-Type") is { } header
        ? ContentType.Parse(header.Value)
        : Parent?.ContentType is { Type: "multipart", Subtype: "digest" } ? new("message", "rfc822", ContentType.Plain.Parameters) : ContentType.Plain;

    /// <summary>How it wants to be shown; null where it does not say.</summary>
    public ContentDisposition? Disposition => disposition ??= ContentDisposition.Parse(Headers.Find("Content-Disposition")?.Value);

    /// <summary>Its file name, from Content-Disposition or Content-Type: a name to show, never a path to write to. Null where there is none.</summary>
    public string? FileName => Disposition?.FileName ?? ContentType.Parameters.GetValueOrDefault("name");

    /// <summary>Its Content-ID without the angle brackets (RFC 2392); null where there is none.</summary>
    public string? ContentId => Headers.Find("Content-ID")?.Value.Trim('<', '>', ' ') is { Length: > 0 } id ? id : null;

    /// <summary>How its octets travel; what is unknown is taken as it is.</summary>
    public TransferEncoding TransferEncoding => Coding(Headers.Find("Content-Transfer-Encoding")?.Value);

    /// <summary>Its place in the message: the first octet of its header.</summary>
    public long Start { get; internal set; }

    /// <summary>Its place in the message: the first octet of its body.</summary>
    public long BodyStart { get; internal set; }

    /// <summary>Its place in the message: the octet after its last.</summary>
    public long End { get; internal set; }

    /// <summary>It is offered as a file, or can only be one: not text to read, not a container.</summary>
    public bool IsAttachment => Parts.Count is 0 && (Disposition is { IsAttachment: true } || (!ContentType.IsMultipart && ContentType.Type is not "text" && !IsInlineImage && !IsReportData));

    internal MimeSource? Source { get; }

    /// <summary>It and every part below it, without those of messages within, in their order.</summary>
    public IEnumerable<MimePart> SelfAndBelow()
    {
        var left = new Stack<MimePart>([this]);
        while (left.TryPop(out var part))
        {
            yield return part;
            for (var i = part.parts.Count - 1; i >= 0; i--)
            {
                left.Push(part.parts[i]);
            }
        }
    }

    /// <summary>Its content with the transfer encoding undone, in pieces: memory does not grow with it.</summary>
    public Stream OpenContent() => new ContentStream(Source!, BodyStart, End, Decoder());

    /// <summary>Its content with the transfer encoding undone.</summary>
    /// <param name="most">As many octets at most; the rest is left out.</param>
    public byte[] ReadContent(int most = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var result = new ArrayBufferWriter<byte>((int)Math.Clamp(End - BodyStart, 1, Piece));
        using var content = OpenContent();
        for (var read = 1; read > 0 && result.WrittenCount < most;)
        {
            var room = result.GetMemory((int)Math.Clamp(End - BodyStart - result.WrittenCount, 64, Piece));
            read = content.Read(room.Span[..Math.Min(room.Length, most - result.WrittenCount)]);
            result.Advance(read);
        }

        return result.WrittenSpan.ToArray();
    }

    /// <summary>Its text: transfer encoding and charset undone, line ends as they came. Never fails.</summary>
    /// <param name="most">As many octets at most are decoded; 4 MiB by default.</param>
    public string ReadText(int most = 4 * 1024 * 1024)
    {
        var text = Charset.Decode(ReadContent(most), ContentType.Charset).TrimStart('\uFEFF');
        return ContentType is { Type: "text", Subtype: "plain" } && "flowed".Equals(ContentType.Parameters.GetValueOrDefault("format"), StringComparison.OrdinalIgnoreCase)
            ? FlowedText.Unflow(text, "yes".Equals(ContentType.Parameters.GetValueOrDefault("delsp"), StringComparison.OrdinalIgnoreCase))
            : text;
    }

    /// <summary>Writes the part as it came, header and body, octet for octet.</summary>
    public Task WriteToAsync(Stream into, CancellationToken ct = default) => CopyAsync(Start, into, ct);

    /// <summary>Writes its body as it came, with its transfer encoding, octet for octet.</summary>
    public Task WriteBodyToAsync(Stream into, CancellationToken ct = default) => CopyAsync(BodyStart, into, ct);

    private bool IsInlineImage => ContentType.Type is "image" && (ContentId is not null || Disposition is { IsAttachment: false });

    private bool IsReportData => ContentType.Type is "message" && Subtypes.Contains(ContentType.Subtype);

    private static readonly HashSet<string> Subtypes =
        new(StringComparer.Ordinal) { "delivery-status", "global-delivery-status", "feedback-report", "disposition-notification", "global-disposition-notification" };

    private static TransferEncoding Coding(string? value) => value?.Split(';', 2)[0].Trim().ToLowerInvariant() switch
    {
        "base64" => TransferEncoding.Base64,
        "quoted-printable" or "quoted printable" or "quotedprintable" or "q-p" or "qp" => TransferEncoding.QuotedPrintable,
        "x-uuencode" or "uuencode" or "x-uue" or "x-uu" => TransferEncoding.UuEncode,
        "8bit" or "8-bit" => TransferEncoding.EightBit,
        "binary" => TransferEncoding.Binary,
        _ => TransferEncoding.SevenBit,
    };

    private IContentDecoder Decoder() => TransferEncoding switch
    {
        TransferEncoding.Base64 => new Base64Lines(),
        TransferEncoding.QuotedPrintable => new QuotedPrintable(),
        TransferEncoding.UuEncode => new UuEncoding(),
        TransferEncoding.SevenBit or TransferEncoding.EightBit or TransferEncoding.Binary or _ => new AsItIs(),
    };

    private async Task CopyAsync(long from, Stream into, CancellationToken ct)
    {
        var buffer = new byte[(int)Math.Clamp(End - from, 1, Piece)];
        while (from < End)
        {
            var read = Source!.Read(from, buffer.AsSpan(0, (int)Math.Min(buffer.Length, End - from)));
            if (read == 0)
            {
                return;
            }

            await into.WriteAsync(buffer.AsMemory(0, read), ct);
            from += read;
        }
    }
}
