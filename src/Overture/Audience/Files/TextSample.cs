using System.Text;

namespace Overture.Audience.Files;

/// <summary>The start of a file, and where it first leaves ASCII: enough to find how it is written.</summary>
internal static class TextSample
{
    private const int Characters = 256 << 10;
    private const int EncodingBytes = 128 << 10;

    public static byte[] Head(Stream file, int length)
    {
        file.Position = 0;
        var head = new byte[Math.Min(length, file.Length)];
        file.ReadExactly(head);
        return head;
    }

    /// <summary>Bytes to find the encoding from: those around the first one beyond ASCII, however far into the file it is.</summary>
    public static byte[] ForEncoding(Stream file, byte[] head, CancellationToken ct)
    {
        if (TextEncodings.OfMark(head) is not null || head.AsSpan().Contains((byte)0))
            return head;
        var above = Above(head);
        if (above >= 0)
            return head.AsSpan(LineStart(head, above), Math.Min(head.Length - LineStart(head, above), EncodingBytes)).ToArray();
        var chunk = new byte[EncodingBytes];
        for (var searched = (long)head.Length; searched < FileLimits.EncodingSearch; searched += chunk.Length)
        {
            ct.ThrowIfCancellationRequested();
            var read = file.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false);
            above = Above(chunk.AsSpan(0, read));
            if (above >= 0)
                return chunk[LineStart(chunk, above)..read];
            if (read < chunk.Length)
                break;
        }
        return head;
    }

    /// <summary>The start of the file as text, up to the last line that is whole.</summary>
    public static string Text(byte[] head, Encoding encoding, bool whole)
    {
        using var reader = new StreamReader(new MemoryStream(head), encoding, detectEncodingFromByteOrderMarks: false);
        var buffer = new char[Characters];
        var length = reader.ReadBlock(buffer);
        var text = new string(buffer, 0, length).Replace("\0", "", StringComparison.Ordinal);
        if (whole && reader.Peek() < 0)
            return text;
        var end = text.LastIndexOfAny(['\n', '\r']);
        return end < 0 ? text : text[..(end + 1)];
    }

    private static int Above(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExceptInRange((byte)0, (byte)127);

    private static int LineStart(ReadOnlySpan<byte> bytes, int at) => bytes[..at].LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
}
