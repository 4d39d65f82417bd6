using System.Security.Cryptography;
using System.Text;

namespace Overture.Web;

/// <summary>
/// What an upload holds, hashed as it comes in: the names and bytes of its parts in their order, whatever boundary stands between them (a client that
/// tries again takes a new one).
/// </summary>
internal sealed class UploadHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long bytes;

    /// <summary>The hash of all of it; null until the last byte was read.</summary>
    public byte[]? Whole { get; private set; }

    public void Begin(string part, string? file) => Text($"{bytes}\n{part.Length}:{part}{file?.Length ?? -1}:{file}\n");

    public void Add(ReadOnlySpan<byte> read)
    {
        bytes += read.Length;
        hash.AppendData(read);
    }

    public void End()
    {
        Text($"{bytes}\n");
        Whole = hash.GetHashAndReset();
    }

    public void Dispose() => hash.Dispose();

    private void Text(string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        bytes = 0;
    }
}
