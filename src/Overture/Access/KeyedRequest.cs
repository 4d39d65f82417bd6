using System.Security.Cryptography;
using System.Text;

namespace Overture.Access;

/// <summary>A request under an Idempotency-Key.</summary>
/// <param name="Fingerprint">What tells it from other requests.</param>
internal sealed record KeyedRequest(Guid Workspace, string Key, byte[] Fingerprint)
{
    /// <summary>What those who wait for its answer watch.</summary>
    public Guid Subject { get; } = new(SHA256.HashData(Encoding.UTF8.GetBytes(Key)).AsSpan(0, 16));
}

/// <summary>What was answered.</summary>
internal sealed record GivenAnswer(int Status, string? ContentType, string? Location, byte[] Body);

/// <summary>Whose turn it is to answer.</summary>
internal abstract record KeyTurn
{
    private KeyTurn()
    {
    }

    /// <param name="FirstUsed">When the key was first used, also by a process that died since.</param>
    public sealed record Mine(DateTimeOffset FirstUsed) : KeyTurn;

    /// <param name="Upload">The hash of the file the first request brought; null when it brought none.</param>
    public sealed record Answered(GivenAnswer Given, byte[]? Upload) : KeyTurn;

    public sealed record OtherRequest : KeyTurn;

    public sealed record Busy : KeyTurn;
}
