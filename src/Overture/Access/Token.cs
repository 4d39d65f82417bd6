using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Overture.Access;

/// <summary>256 random bits with a prefix that says what they open; only the hash is kept.</summary>
internal sealed record Token(string Text, byte[] Hash)
{
    public static Token New(string prefix)
    {
        var text = prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new(text, HashOf(text));
    }

    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
