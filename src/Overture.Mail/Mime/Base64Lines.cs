using System.Buffers;
using System.Buffers.Text;

namespace Overture.Mail.Mime;

/// <summary>Base64 as mail has it (RFC 2045 §6.8): in lines of 76, and read with whatever stands between.</summary>
internal sealed class Base64Lines : IContentDecoder
{
    private const int LineOctets = 57;

    private readonly byte[] clean = new byte[4 * 1024];
    private int held;
    private bool ended;

    public void Decode(ReadOnlySpan<byte> encoded, IBufferWriter<byte> into)
    {
        foreach (var octet in encoded)
        {
            if (ended)
            {
                return;
            }

            if (octet is (byte)'=')
            {
                // Padding ends a quantum. Some programs glue several base64 texts together: go on after it.
                Flush(into);
            }
            else if (IsLetter(octet))
            {
                clean[held++] = octet;
                if (held == clean.Length)
                {
                    Flush(into);
                }
            }
        }
    }

    public void End(IBufferWriter<byte> into)
    {
        Flush(into);
        ended = true;
    }

    /// <summary>The octets meant by base64 letters alone; a torn end gives what it can.</summary>
    public static byte[] DecodeClean(ReadOnlySpan<byte> letters)
    {
        var whole = letters.Length / 4 * 4;
        var result = new byte[(whole / 4 * 3) + 2];
        _ = Base64.DecodeFromUtf8(letters[..whole], result, out _, out var written, isFinalBlock: false);
        Span<byte> last = stackalloc byte[4];
        last.Fill((byte)'A');
        letters[whole..].CopyTo(last);
        if (letters.Length - whole > 1)
        {
            Span<byte> three = stackalloc byte[3];
            _ = Base64.DecodeFromUtf8(last, three, out _, out _, isFinalBlock: true);
            three[..(letters.Length - whole - 1)].CopyTo(result.AsSpan(written));
            written += letters.Length - whole - 1;
        }

        return result.AsSpan(0, written).ToArray();
    }

    /// <summary>In lines of 76, each with CRLF.</summary>
    public static void Encode(ReadOnlySpan<byte> octets, IBufferWriter<byte> into)
    {
        while (!octets.IsEmpty)
        {
            var line = octets[..Math.Min(LineOctets, octets.Length)];
            var room = into.GetSpan(80);
            _ = Base64.EncodeToUtf8(line, room, out _, out var written);
            "\r\n"u8.CopyTo(room[written..]);
            into.Advance(written + 2);
            octets = octets[line.Length..];
        }
    }

    private static bool IsLetter(byte octet) => char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'+' or (byte)'/';

    private void Flush(IBufferWriter<byte> into)
    {
        into.Write(DecodeClean(clean.AsSpan(0, held)));
        held = 0;
    }
}
