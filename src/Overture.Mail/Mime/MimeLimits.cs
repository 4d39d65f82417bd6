namespace Overture.Mail.Mime;

/// <summary>How much of a message is told; what is beyond is passed over, and nothing grows with it. The octets are kept whole all the same.</summary>
public sealed record MimeLimits
{
    /// <summary>What a person's mail never exceeds.</summary>
    public static MimeLimits Default { get; } = new();

    /// <summary>Multiparts and messages within each other; 64 by default.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Parts in all; 10,000 by default.</summary>
    public int Parts { get; init; } = 10_000;

    /// <summary>Octets of all headers of a message together; 2 MiB by default.</summary>
    public int HeaderOctets { get; init; } = 2 * 1024 * 1024;

    /// <summary>Fields of all headers of a message together; 20,000 by default.</summary>
    public int HeaderFields { get; init; } = 20_000;

    /// <summary>Octets of a message held in memory while it is read from a stream; beyond it goes into a temporary file. 1 MiB by default.</summary>
    public int InMemory { get; init; } = 1024 * 1024;
}
