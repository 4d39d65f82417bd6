using System.Buffers;

namespace Overture.Mail.Smtp;

/// <summary>Makes lines that end in CRLF of any octets: a bare CR and a bare LF become CRLF (RFC 5321 §2.3.8). For DATA, a line's first dot is doubled (§4.5.2).</summary>
internal struct LineEncoder(bool doublesDots)
{
    private bool midLine;
    private bool afterCr;

    /// <summary>Encodes the next octets; lines may be cut anywhere between two calls.</summary>
    public void Write(ReadOnlySpan<byte> octets, IBufferWriter<byte> to)
    {
        if (afterCr && octets is [(byte)'\n', ..])
        {
            octets = octets[1..]; // its CRLF is written
        }

        afterCr = octets.IsEmpty && afterCr;
        while (!octets.IsEmpty)
        {
            if (!midLine && doublesDots && octets[0] == (byte)'.')
            {
                to.Write("."u8);
            }

            var length = octets.IndexOfAny((byte)'\r', (byte)'\n');
            midLine = length < 0;
            if (length < 0)
            {
                to.Write(octets);
                return;
            }

            octets = Line(octets, length, to);
        }
    }

    /// <summary>Ends the last line, if it has no end.</summary>
    public void End(IBufferWriter<byte> to)
    {
        if (midLine)
        {
            to.Write("\r\n"u8);
        }
    }

    private ReadOnlySpan<byte> Line(ReadOnlySpan<byte> octets, int length, IBufferWriter<byte> to)
    {
        if (octets[length] == (byte)'\r' && length + 1 < octets.Length && octets[length + 1] == (byte)'\n')
        {
            to.Write(octets[..(length + 2)]);
            return octets[(length + 2)..];
        }

        to.Write(octets[..length]);
        to.Write("\r\n"u8);
        afterCr = octets[length] == (byte)'\r' && length + 1 == octets.Length;
        return octets[(length + 1)..];
    }
}
