using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Overture.Access;

/// <summary>
/// What the ids of a request's effects grow from: its workspace, its Idempotency-Key, and when that key was first used. So a request that is taken up again
/// after a crash finds what it made before, instead of making it twice.
/// </summary>
internal sealed record RequestSeed(Guid Workspace, string Key, DateTimeOffset FirstUsed)
{
    private static readonly object ItemKey = new();

    /// <summary>The id of the thing of one kind that a request makes: derived where it bears a key, else null.</summary>
    public static Guid? IdOf(HttpContext context, string kind) => context.Items[ItemKey] is RequestSeed seed ? seed.Id(kind) : null;

    public void Attach(HttpContext context) => context.Items[ItemKey] = this;

    /// <summary>RFC 9562 version 7 by form: the instant in front, so that it sorts like all others; the hash takes the place of the random bits.</summary>
    public Guid Id(string kind)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Workspace:N}\n{kind}\n{FirstUsed.UtcTicks}\n{Key}")));
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, FirstUsed.ToUnixTimeMilliseconds() << 16);
        hash.AsSpan(0, 10).CopyTo(bytes[6..]);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new(bytes, bigEndian: true);
    }
}
