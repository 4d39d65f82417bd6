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
        ReadOnlyMemory<byte> rest = part.ReadContent(MostOctets);
        while (!rest.IsEmpty && blocks.Count < MostBlocks)
        {
            using var block = MimeMessage.Parse(rest);
            if (block.Headers.Any(field => field.Name.Length > 0))
            {
                blocks.Add(block.Headers);
            }

            if (block.Body.BodyStart is 0)
            {
                break;
            }

            rest = rest[(int)block.Body.BodyStart..];
        }

        return blocks;
    }

    /// <summary>A value without the type before it, as <c>rfc822; ann@example.org</c>; null where the field is not there or empty.</summary>
    public static string? Untyped(HeaderList fields, string name)
    {
        var value = fields.Find(name)?.Text;
        var text = value?[(value.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();
        return text is { Length: > 0 } ? text : null;
    }

    /// <summary>A recipient without type and angle brackets.</summary>
    public static string? Recipient(HeaderList fields, string name) => Untyped(fields, name)?.Trim('<', '>', ' ') is { Length: > 0 } address ? address : null;
}
