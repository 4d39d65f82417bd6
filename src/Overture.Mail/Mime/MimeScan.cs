using System.Buffers;
using System.Text;

namespace Overture.Mail.Mime;

/// <summary>
/// Finds the parts of a message (RFC 2046) in one pass over its octets, given in pieces of any length. It keeps the headers and the places where parts begin
/// and end, never a body, so its memory does not grow with the message. Lines may end in CRLF, LF or CR.
/// </summary>
internal sealed class MimeScan
{
    /// <summary>As much of a body's line as a delimiter could need: RFC 2046 allows boundaries of 70 octets, RFC 5322 lines of 998.</summary>
    private const int LongestDelimiter = 1_100;

    private readonly MimeLimits limits;
    private readonly List<Open> stack = [];
    private readonly ArrayBufferWriter<byte> header = new(1024);
    private readonly List<(int Start, int Colon)> fields = [];
    private byte[] carry = new byte[256];
    private int carried;
    private long contentLength;
    private long lineStart;
    private long position;
    private long previousEol;
    private long parts;
    private long headerOctets;
    private int headerFields;
    private bool pendingReturn;
    private bool isDropping;
    private bool mayBeLeadingBlank;
    private MimeDefects defects;

    public MimeScan(MimeLimits limits, MimeSource? source)
    {
        this.limits = limits;
        Root = new MimePart(source, null);
        Push(Root, 0, isMessage: true);
    }

    /// <summary>The whole message, complete after <see cref="Finish"/>.</summary>
    public MimePart Root { get; }

    /// <summary>What was wrong so far.</summary>
    public MimeDefects Defects => defects;

    private Open Top => stack[^1];

    public void Feed(ReadOnlySpan<byte> piece)
    {
        if (pendingReturn && !piece.IsEmpty)
        {
            pendingReturn = false;
            var follows = piece[0] is (byte)'\n';
            piece = follows ? piece[1..] : piece;
            EndLine([], follows ? 2 : 1);
        }

        while (!piece.IsEmpty)
        {
            var at = piece.IndexOfAny((byte)'\n', (byte)'\r');
            if (at < 0)
            {
                Carry(piece);
                return;
            }

            if (piece[at] is (byte)'\r' && at + 1 == piece.Length)
            {
                Carry(piece[..at]);
                pendingReturn = true;
                return;
            }

            var eol = piece[at] is (byte)'\r' && piece[at + 1] is (byte)'\n' ? 2 : 1;
            EndLine(piece[..at], eol);
            piece = piece[(at + eol)..];
        }
    }

    public void Finish()
    {
        if (pendingReturn)
        {
            pendingReturn = false;
            EndLine([], 1);
        }
        else if (contentLength > 0)
        {
            EndLine([], 0);
        }

        if (Top.InHeader)
        {
            defects |= parts > 0 || headerFields > 0 ? MimeDefects.HeaderWithoutBody : 0;
            EndHeader(position);
        }

        while (stack.Count > 0)
        {
            Close(position);
        }

        GiveFallback(Root);
    }

    /// <summary>Fields with raw 8-bit text are taken to be in the charset of the message's text.</summary>
    private static void GiveFallback(MimePart? root)
    {
        for (; root is not null; root = root.SelfAndBelow().FirstOrDefault(part => part.Message is not null)?.Message!.Body)
        {
            var charset = root.SelfAndBelow().Select(part => part.ContentType.Charset).FirstOrDefault(name => name is not null);
            foreach (var field in root.SelfAndBelow().SelectMany(part => part.Headers))
            {
                field.Fallback = charset;
            }
        }
    }

    /// <summary>Keeps a piece of a line: all of a header's, of a body's as much as a delimiter could need.</summary>
    private void Carry(ReadOnlySpan<byte> piece)
    {
        contentLength += piece.Length;
        var most = Top.InHeader ? Math.Max(LongestDelimiter, limits.HeaderOctets - (int)Math.Min(headerOctets, limits.HeaderOctets)) : LongestDelimiter;
        var kept = Math.Min(piece.Length, Math.Max(0, most - carried));
        if (carried + kept > carry.Length)
        {
            Array.Resize(ref carry, Math.Max(carried + kept, Math.Min(carry.Length * 2, Math.Max(most, 256))));
        }

        piece[..kept].CopyTo(carry.AsSpan(carried));
        carried += kept;
    }

    private void EndLine(ReadOnlySpan<byte> rest, int eol)
    {
        ReadOnlySpan<byte> line = rest;
        var length = contentLength + rest.Length;
        if (contentLength > 0)
        {
            Carry(rest);
            line = carry.AsSpan(0, carried);
        }

        (carried, contentLength) = (0, 0);
        position = lineStart + length + eol;
        defects |= eol == 1 ? MimeDefects.BareLineEnd : 0;
        Line(line, length, eol);
        (lineStart, previousEol) = (position, eol);
    }

    private void Line(ReadOnlySpan<byte> line, long length, int eol)
    {
        if (length >= 2 && line[0] is (byte)'-' && line[1] is (byte)'-' && Delimiter(line))
        {
            return;
        }

        if (Top.InHeader)
        {
            HeaderLine(line, length, eol);
        }
    }

    /// <summary>A line that delimits parts of an open multipart; an outer one's closes what is open within it (RFC 2046 §5.1.2).</summary>
    private bool Delimiter(ReadOnlySpan<byte> line)
    {
        var text = line[2..].TrimEnd(" \t"u8);
        Guess(text);
        for (var i = stack.Count - 1; i >= 0; i--)
        {
            if (stack[i].Boundary is { } boundary && !stack[i].Ended && text.StartsWith(boundary))
            {
                var isLast = text.Length == boundary.Length + 2 && text.EndsWith("--"u8);
                if (isLast || text.Length == boundary.Length)
                {
                    Delimit(i, isLast);
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A multipart that names no boundary has the one its first delimiter shows.</summary>
    private void Guess(ReadOnlySpan<byte> text)
    {
        if (Top is { InHeader: false, IsMultipart: true, Boundary: null } top && text.Length is > 0 and <= 200 && !text.Contains((byte)' '))
        {
            top.Boundary = text.ToArray();
        }
    }

    private void Delimit(int at, bool isLast)
    {
        var end = Math.Max(lineStart - previousEol, 0);
        if (Top.InHeader)
        {
            EndHeader(lineStart);
        }

        while (stack.Count > at + 1)
        {
            Close(end);
        }

        var multipart = stack[at];
        multipart.Delimited = true;
        if (isLast)
        {
            multipart.Ended = true;
        }
        else if (parts >= limits.Parts)
        {
            defects |= MimeDefects.TooManyParts;
            multipart.Ended = true;
        }
        else
        {
            Push(new MimePart(multipart.Part.Source, multipart.Part), position, isMessage: false);
        }
    }

    private void Push(MimePart part, long start, bool isMessage)
    {
        parts++;
        part.Start = start;
        header.ResetWrittenCount();
        fields.Clear();
        mayBeLeadingBlank = isMessage;
        stack.Add(new(part, isMessage));
    }

    private void HeaderLine(ReadOnlySpan<byte> line, long length, int eol)
    {
        if (length == 0)
        {
            if (mayBeLeadingBlank)
            {
                return; // some servers put an empty line before the header
            }

            EndHeader(position);
        }
        else if (mayBeLeadingBlank && lineStart > Top.Part.Start && FieldColon(line) < 0)
        {
            EndHeader(lineStart); // there is no header at all
        }
        else if (line[0] is (byte)' ' or (byte)'\t' && fields.Count > 0)
        {
            _ = isDropping || Keep(line, eol);
        }
        else if (Top.IsMessage && fields.Count == 0 && IsMboxFrom(line))
        {
            mayBeLeadingBlank = false; // of an mbox
        }
        else
        {
            mayBeLeadingBlank = false;
            Field(line, eol);
        }
    }

    /// <summary>"From " of an mbox (RFC 4155), not the field with a space before its colon.</summary>
    private static bool IsMboxFrom(ReadOnlySpan<byte> line) =>
        (line.StartsWith("From "u8) || line.StartsWith(">From "u8)) && !line[5..].TrimStart(" \t"u8).StartsWith(":"u8);

    private void Field(ReadOnlySpan<byte> line, int eol)
    {
        var colon = FieldColon(line);
        defects |= colon < 0 ? MimeDefects.InvalidHeaderLine : 0;
        if (++headerFields > limits.HeaderFields)
        {
            defects |= MimeDefects.HeaderTooLong;
            isDropping = true;
            return;
        }

        var start = header.WrittenCount;
        isDropping = !Keep(line, eol);
        if (!isDropping)
        {
            fields.Add((start, colon));
        }
    }

    private bool Keep(ReadOnlySpan<byte> line, int eol)
    {
        headerOctets += line.Length + eol;
        if (headerOctets > limits.HeaderOctets)
        {
            defects |= MimeDefects.HeaderTooLong;
            return false;
        }

        header.Write(line);
        header.Write("\r\n"u8[(2 - Math.Max(eol, 1))..]);
        return true;
    }

    /// <summary>The place of the colon after a field's name (RFC 5322 §2.2; white space before the colon is obsolete, §4.5), or -1.</summary>
    private static int FieldColon(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        var name = colon > 0 ? line[..colon].TrimEnd(" \t"u8) : [];
        return name.IsEmpty || name.IndexOfAnyExceptInRange((byte)33, (byte)126) >= 0 ? -1 : colon;
    }

    private void EndHeader(long bodyStart)
    {
        var top = Top;
        var part = top.Part;
        top.InHeader = false;
        mayBeLeadingBlank = false;
        part.BodyStart = bodyStart;
        part.Headers = new(TakeFields());
        var type = part.ContentType;
        if (type.IsMultipart && part.TransferEncoding is not (TransferEncoding.Base64 or TransferEncoding.QuotedPrintable))
        {
            top.IsMultipart = true;
            top.Boundary = type.Boundary is { Length: > 0 } boundary ? Encoding.UTF8.GetBytes(boundary.TrimEnd()) : null;
        }
        else if (type.IsMessage && part.TransferEncoding is not (TransferEncoding.Base64 or TransferEncoding.QuotedPrintable or TransferEncoding.UuEncode))
        {
            if (stack.Count < limits.Depth)
            {
                var inner = new MimePart(part.Source, null);
                part.Message = new(inner, null);
                Push(inner, bodyStart, isMessage: true);
            }
            else
            {
                defects |= MimeDefects.TooDeep;
            }
        }

        if (top.IsMultipart && stack.Count >= limits.Depth)
        {
            defects |= MimeDefects.TooDeep;
            (top.IsMultipart, top.Boundary) = (false, null);
        }
    }

    private HeaderField[] TakeFields()
    {
        var octets = header.WrittenSpan.ToArray();
        var result = new HeaderField[fields.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var (start, colon) = fields[i];
            var end = i + 1 < result.Length ? fields[i + 1].Start : octets.Length;
            result[i] = new(octets.AsMemory(start..end), colon);
        }

        return result;
    }

    private void Close(long end)
    {
        var top = Top;
        stack.RemoveAt(stack.Count - 1);
        if (top.InHeader)
        {
            stack.Add(top);
            EndHeader(Math.Min(end, lineStart));
            stack.Remove(top);
        }

        top.Part.End = Math.Max(end, top.Part.BodyStart);
        if (top.IsMultipart)
        {
            defects |= !top.Delimited ? MimeDefects.MissingBoundary : !top.Ended ? MimeDefects.UnclosedMultipart : 0;
        }
    }

    private sealed class Open(MimePart part, bool isMessage)
    {
        public MimePart Part => part;

        public bool IsMessage => isMessage;

        public bool InHeader { get; set; } = true;

        public bool IsMultipart { get; set; }

        public byte[]? Boundary { get; set; }

        /// <summary>Its last delimiter came: what follows is its epilogue.</summary>
        public bool Ended { get; set; }

        /// <summary>A delimiter of it came.</summary>
        public bool Delimited { get; set; }
    }
}
