namespace Overture.World.ModelProvider;

/// <summary>What a <see cref="ModelProvider"/> is from its start to its end; what it does meanwhile is <see cref="Behaviour"/>.</summary>
public sealed record ModelProviderOptions
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Seeds every draw: delays, faults of a mix, the words of an answer.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Keys that are accepted; null accepts any. A key in <see cref="Behaviour.RevokedKeys"/> is refused all the same.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>The limit group of a key; a key that is not listed is a group of its own.</summary>
    public IReadOnlyDictionary<string, string> Groups { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Models that exist; null knows every name.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>A row is known by the first of these that stands before digits in the prompt, else by the first e-mail address.</summary>
    public IReadOnlyList<string> RowMarkers { get; init; } = ["row-"];

    /// <summary>Keeps the text of every request, for <see cref="ModelProvider.Requests"/>.</summary>
    public bool KeepRequests { get; init; }

    public Behaviour Behaviour { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
