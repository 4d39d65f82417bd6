using System.Buffers;

namespace Overture.Mail.Mime;

/// <summary>The old uuencode, as some mails still have it: lines between "begin" and "end", each led by its length.</summary>
internal sealed class UuEncoding : IContentDecoder
{
    private const int LongestLine = 256;

    private readonly byte[] line = new byte[LongestLine];
    private int length;
    private bool begun;
    private bool ended;

    public void Decode(ReadOnlySpan<byte> encoded, IBufferWriter<byte> into)
    {
        foreach (var octet in encoded)
        {
            if (octet is (byte)'\n' or (byte)'\r')
            {
                Line(line.AsSpan(0, length), into);
                length = 0;
            }
            else if (length < LongestLine)
            {
                line[length++] = octet;
            }
        }
    }

    public void End(IBufferWriter<byte> into)
    {
        Line(line.AsSpan(0, length), into);
        length = 0;
    }

    private static int Value(ReadOnlySpan<byte> text, int at) => at < text.Length ? (text[at] - 32) & 63 : 0;

    private void Line(ReadOnlySpan<byte> text, IBufferWriter<byte> into)
    {
        if (!begun)
        {
            begun = text.StartsWith("begin "u8);
            return;
        }

        ended |= text.SequenceEqual("end"u8);
        if (ended || text.IsEmpty)
        {
            return;
        }

        var left = Value(text, 0);
        for (var i = 1; left > 0 && i < text.Length; i += 4)
        {
            var four = (Value(text, i) << 18) | (Value(text, i + 1) << 12) | (Value(text, i + 2) << 6) | Value(text, i + 3);
            into.Write(new ReadOnlySpan<byte>([(byte)(four >> 16), (byte)(four >> 8), (byte)four])[..Math.Min(3, left)]);
            left -= 3;
        }
    }
}
