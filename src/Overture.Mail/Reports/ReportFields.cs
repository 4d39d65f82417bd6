using Overture.Mail.Mime;

namespace Overture.Mail.Reports;

/// <summary>The machine's part of a report: blocks of fields, parted by empty lines (RFC 3464 §2.1, RFC 5965 §3, RFC 8098 §3.1).</summary>
internal static class ReportFields
{
    private const int MostOctets = 1024 * 1024;
    private const int MostBlocks = 1_000;

    /// <summary>Every block that has a field, in their order.</summary>
    public static IReadOnlyList<HeaderList> Blocks(MimePart part)
    {
        var blocks = new List<HeaderList>();
        ReadOnlyMemory<byte> content = part.ReadContent(MostOctets);
        for (var (from, at) = (0, 0); from < content.Length && blocks.Count < MostBlocks; from = at)
        {
            at = EndOfBlock(content.Span, from);
            using var block = MimeMessage.Parse(content[from..at]);
            if (block.Headers.Any(field => field.Name.Length > 0))
            {
                blocks.Add(block.Headers);
            }
        }

        return blocks;
    }

    /// <summary>The place after the next empty line, or the end.</summary>
    private static int EndOfBlock(ReadOnlySpan<byte> text, int from)
    {
        while (from < text.Length)
        {
            var line = text[from..].IndexOf((byte)'\n') is >= 0 and var end ? end + 1 : text.Length - from;
            var isEmpty = text.Slice(from, line).Trim("\r\n \t"u8).IsEmpty;
            from += line;
            if (isEmpty)
            {
                return from;
            }
        }

        return text.Length;
    }

    /// <summary>A value without the type before it, as <c>rfc822; ann@example.org</c>; null where the field is not there or empty.</summary>
    public static string? Untyped(HeaderList fields, string name)
    {
        var value = fields.Find(name)?.Text;
        var semicolon = value?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        var isTyped = semicolon > 0 && value![..semicolon].Trim() is var type && type.Any(char.IsAsciiLetter) && type.All(c => char.IsAsciiLetterOrDigit(c) || c is '-');
        var text = isTyped ? value![(semicolon + 1)..].Trim() : value?.Trim();
        return text is { Length: > 0 } ? text : null;
    }

    /// <summary>A recipient without type and angle brackets.</summary>
    public static string? Recipient(HeaderList fields, string name) => Untyped(fields, name) is { } value
        ? InternetAddress.Mailboxes(InternetAddress.ParseList(value)).FirstOrDefault()?.Address is { Length: > 0 } address ? address : value.Trim('<', '>', ' ')
        : null;
}
