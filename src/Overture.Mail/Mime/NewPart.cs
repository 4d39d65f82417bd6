using System.Buffers;
using System.Text;

namespace Overture.Mail.Mime;

/// <summary>A part to be written: text, a file, or a multipart of parts.</summary>
internal abstract record NewPart
{
    private const int LongestLine = 998;

    /// <summary>Mixed of related of alternative, and of those only what is needed (RFC 2046 §5.1, RFC 2387).</summary>
    public static NewPart Of(NewMessage message)
    {
        var text = message.Text is null && message.Html is not null ? null : new Body("plain", message.Flowed ? FlowedText.Flow(message.Text ?? "") : message.Text ?? "", message.Flowed);
        NewPart content = message.Html is null
            ? text!
            : text is null ? Related(message) : new Several("alternative", [text, Related(message)]);
        return message.Attachments.Count is 0 ? content : new Several("mixed", [content, .. message.Attachments.Select(file => new Item(file))]);
    }

    /// <summary>Its own fields, an empty line, and its body.</summary>
    public abstract void Write(IBufferWriter<byte> into, MailHeader header, bool allow8Bit);

    private static NewPart Related(NewMessage message)
    {
        var html = new Body("html", message.Html!, false);
        return message.Inline.Count is 0 ? html : new Several("related", [html, .. message.Inline.Select(image => new Item(image))]);
    }

    private sealed record Body(string Subtype, string Content, bool Flowed) : NewPart
    {
        public override void Write(IBufferWriter<byte> into, MailHeader header, bool allow8Bit)
        {
            var octets = Encoding.UTF8.GetBytes(Lines(Content));
            var isAscii = Ascii.IsValid(octets);
            header.Structured("Content-Type", $"text/{Subtype}; charset={(isAscii ? "us-ascii" : "utf-8")}{(Flowed ? "; format=flowed" : "")}");
            var encoding = Choose(octets, isAscii, allow8Bit);
            header.Structured("Content-Transfer-Encoding", Name(encoding));
            into.Write("\r\n"u8);
            Encode(octets, encoding, into);
        }

        /// <summary>As it is where the wire takes it; else what is shorter, for text of one script is mostly encoded octets.</summary>
        private static TransferEncoding Choose(ReadOnlySpan<byte> octets, bool isAscii, bool allow8Bit)
        {
            if (IsPlain(octets) && (isAscii || allow8Bit))
            {
                return isAscii ? TransferEncoding.SevenBit : TransferEncoding.EightBit;
            }

            var encoded = 0;
            foreach (var octet in octets)
            {
                encoded += octet is > 126 or (byte)'=' or 0 ? 1 : 0;
            }

            return encoded > octets.Length / 6 ? TransferEncoding.Base64 : TransferEncoding.QuotedPrintable;
        }

        /// <summary>Lines of at most 998, without NUL, without what a server on the way might change: "From " at a line's beginning, white space at its end.</summary>
        private static bool IsPlain(ReadOnlySpan<byte> octets)
        {
            if (octets.Contains((byte)0) || octets.IndexOf("\nFrom "u8) >= 0 || octets.StartsWith("From "u8))
            {
                return false;
            }

            while (!octets.IsEmpty)
            {
                var end = octets.IndexOf((byte)'\n');
                if ((end < 0 ? octets.Length : end) > LongestLine)
                {
                    return false;
                }

                octets = end < 0 ? [] : octets[(end + 1)..];
            }

            return true;
        }
    }

    private sealed record Item(Attachment File) : NewPart
    {
        public override void Write(IBufferWriter<byte> into, MailHeader header, bool allow8Bit)
        {
            var type = MediaType(File.ContentType);
            var names = new KeyValuePair<string, string>[] { new("filename", File.FileName) };
            header.Structured("Content-Type", type);
            header.Structured("Content-Disposition", (File.ContentId is null ? "attachment" : "inline") + (File.FileName.Length > 0 ? ParameterList.Format(names) : ""));
            header.Structured("Content-ID", File.ContentId is { } id ? $"<{ContentIdOf(id)}>" : null);
            header.Structured("Content-Transfer-Encoding", Name(TransferEncoding.Base64));
            into.Write("\r\n"u8);
            Encode(File.Content.Span, TransferEncoding.Base64, into);
        }

        private static string MediaType(string type) => type.Count(c => c is '/') is 1 && type.All(c => char.IsAsciiLetterOrDigit(c) || "!#$&-^_.+/".Contains(c, StringComparison.Ordinal))
            ? type
            : throw new ArgumentException($"“{string.Concat(type.Where(c => !char.IsControl(c)))}” is no media type: write it as application/pdf.", nameof(type));

        private static string ContentIdOf(string id) => id.All(c => c is > ' ' and < (char)127 and not ('<' or '>'))
            ? id
            : throw new ArgumentException($"“{string.Concat(id.Where(c => !char.IsControl(c)))}” is no Content-ID: ASCII without spaces or angle brackets.", nameof(id));
    }

    private sealed record Several(string Subtype, IReadOnlyList<NewPart> Parts) : NewPart
    {
        public override void Write(IBufferWriter<byte> into, MailHeader header, bool allow8Bit)
        {
            var bodies = Parts.Select(part => Written(part, allow8Bit)).ToList();
            var boundary = Boundary(bodies);
            header.Structured("Content-Type", $"multipart/{Subtype}; boundary=\"{boundary}\"");
            into.Write("\r\n"u8);
            foreach (var body in bodies)
            {
                Encoding.ASCII.GetBytes($"--{boundary}\r\n", into);
                into.Write(body.Span);
                into.Write("\r\n"u8);
            }

            Encoding.ASCII.GetBytes($"--{boundary}--\r\n", into);
        }

        private static ReadOnlyMemory<byte> Written(NewPart part, bool allow8Bit)
        {
            var into = new ArrayBufferWriter<byte>(1024);
            part.Write(into, new MailHeader(into, utf8: false), allow8Bit);
            return into.WrittenMemory;
        }

        /// <summary>The same for the same contents; another while a part holds it. "=_" stands in no quoted-printable or base64 (RFC 2045 §6.7).</summary>
        private string Boundary(List<ReadOnlyMemory<byte>> bodies)
        {
            for (var take = 0; ; take++)
            {
                var boundary = $"=_{Subtype}_{bodies.Sum(body => body.Length):x}_{take:x}";
                var marker = Encoding.ASCII.GetBytes("--" + boundary);
                if (bodies.TrueForAll(body => body.Span.IndexOf(marker) < 0))
                {
                    return boundary;
                }
            }
        }
    }

    /// <summary>CR, LF and CRLF end lines, and nothing else does.</summary>
    private static string Lines(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);

    private static string Name(TransferEncoding encoding) => encoding switch
    {
        TransferEncoding.SevenBit => "7bit",
        TransferEncoding.EightBit => "8bit",
        TransferEncoding.QuotedPrintable => "quoted-printable",
        TransferEncoding.Base64 => "base64",
        TransferEncoding.Binary => "binary",
        TransferEncoding.UuEncode or _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static void Encode(ReadOnlySpan<byte> octets, TransferEncoding encoding, IBufferWriter<byte> into)
    {
        switch (encoding)
        {
            case TransferEncoding.Base64:
                Base64Lines.Encode(octets, into);
                break;
            case TransferEncoding.QuotedPrintable:
                QuotedPrintable.Encode(octets, into);
                break;
            case TransferEncoding.SevenBit or TransferEncoding.EightBit or TransferEncoding.Binary or TransferEncoding.UuEncode:
            default:
                into.Write(octets);
                break;
        }
    }
}
