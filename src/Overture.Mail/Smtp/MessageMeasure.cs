using System.Buffers;
using System.Text;

namespace Overture.Mail.Smtp;

/// <summary>What must be known of a message before it is offered.</summary>
/// <param name="Length">Octets as they will go, dots not doubled (RFC 1870 §3); null where nobody knows.</param>
/// <param name="IsEightBit">It has octets above 127, or may have.</param>
internal readonly record struct MessageMeasure(long? Length, bool IsEightBit)
{
    private const int BlockLength = 32 * 1024;

    /// <summary>Measures what is left of a stream that can seek, and goes back to where it stood; of another it believes the envelope.</summary>
    public static async Task<MessageMeasure> OfAsync(Stream message, SmtpEnvelope envelope, CancellationToken ct)
    {
        if (!message.CanSeek)
        {
            return new(envelope.Length, true);
        }

        var start = message.Position;
        var block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            var (length, eightBit, last) = (0L, false, (byte)'\n');
            for (int read; (read = await message.ReadAsync(block, ct)) > 0; last = block[read - 1])
            {
                var octets = block.AsSpan(0, read);
                length += read + (envelope.IsBinary ? 0 : Bare(octets, last == (byte)'\r'));
                eightBit = eightBit || !Ascii.IsValid(octets);
            }

            message.Position = start;
            return new(length + (envelope.IsBinary || last is (byte)'\n' or (byte)'\r' ? 0 : 2), eightBit);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    // each bare CR and LF becomes two octets; a CR at the end of one block may have its LF in the next
    private static int Bare(ReadOnlySpan<byte> octets, bool afterCr) =>
        octets.Count((byte)'\r') + octets.Count((byte)'\n') - (2 * octets.Count("\r\n"u8)) - (afterCr && octets[0] == (byte)'\n' ? 2 : 0);
}
