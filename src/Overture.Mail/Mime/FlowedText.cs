using System.Text;

namespace Overture.Mail.Mime;

/// <summary>Text with soft line breaks (format=flowed, RFC 3676): paragraphs that fit any screen, in lines that fit mail.</summary>
public static class FlowedText
{
    private const int Width = 72;
    private const string Signature = "-- ";

    /// <summary>Paragraphs as lines of at most 72 characters where they can be broken; what begins with a space, ">" or "From " is space-stuffed (RFC 3676 §4.4). "-- " never flows (§4.3).</summary>
    /// <param name="text">One paragraph a line, with any line ends.</param>
    /// <returns>Lines with CRLF.</returns>
    public static string Flow(string text)
    {
        var result = new StringBuilder(text.Length + 64);
        var paragraphs = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        for (var i = 0; i < paragraphs.Length; i++)
        {
            FlowOne(paragraphs[i], result);
            result.Append(i < paragraphs.Length - 1 ? "\r\n" : "");
        }

        return result.ToString();
    }

    /// <summary>Soft breaks and space-stuffing undone, quoted lines with their marks kept; flowed lines are joined only at one depth of quoting (RFC 3676 §4.5).</summary>
    /// <param name="text">As it came, with any line ends.</param>
    /// <param name="delSp">The space before a soft break goes too (DelSp=yes, §4.2).</param>
    /// <returns>One paragraph a line, with the line ends \n.</returns>
    public static string Unflow(string text, bool delSp)
    {
        var result = new StringBuilder(text.Length);
        var (openDepth, open) = (0, false);
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var depth = lines[i].Length - lines[i].AsSpan().TrimStart('>').Length;
            var content = lines[i].AsSpan(depth);
            content = content.StartsWith(' ') ? content[1..] : content;
            var isSignature = content.SequenceEqual(Signature);
            if (!(open && depth == openDepth && !isSignature))
            {
                result.Append(i > 0 ? "\n" : "").Append('>', depth).Append(depth > 0 ? " " : "");
            }

            open = content.EndsWith(' ') && !isSignature;
            openDepth = depth;
            result.Append(open && delSp ? content[..^1] : content);
        }

        return result.ToString();
    }

    private static void FlowOne(string paragraph, StringBuilder result)
    {
        if (paragraph == Signature)
        {
            result.Append(Signature);
            return;
        }

        // A paragraph's own trailing spaces would make it flow into the next one.
        var rest = paragraph.AsSpan().TrimEnd(' ');
        while (Stuffed(rest, result) + rest.Length > Width && Break(rest) is > 0 and var at)
        {
            result.Append(rest[..at]).Append("\r\n");
            rest = rest[at..];
        }

        result.Append(rest);
    }

    private static int Stuffed(ReadOnlySpan<char> line, StringBuilder result)
    {
        if (line.StartsWith(' ') || line.StartsWith('>') || line.StartsWith("From ", StringComparison.Ordinal))
        {
            result.Append(' ');
            return 1;
        }

        return 0;
    }

    /// <summary>After the last space that fits, or the first one after; 0 where there is none, or nothing but spaces follows or comes before.</summary>
    private static int Break(ReadOnlySpan<char> line)
    {
        var at = line[..Math.Min(Width - 1, line.Length)].LastIndexOf(' ');
        at = at >= 0 && !line[..at].IsWhiteSpace() ? at : line[Math.Min(Width - 1, line.Length)..].IndexOf(' ') is >= 0 and var later ? Math.Min(Width - 1, line.Length) + later : -1;
        return at < 0 || at + 1 >= line.Length || line[..(at + 1)].TrimEnd(' ').SequenceEqual("--") ? 0 : at + 1;
    }
}
