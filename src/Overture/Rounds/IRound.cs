namespace Overture.Rounds;

/// <summary>
/// A kind of recurring work. It names the keys that have work, does one turn of one key (at most 5 s of work or waiting), and says when the
/// key is next due. A turn looks at the tables first: it may come early, late or twice.
/// </summary>
internal interface IRound
{
    string Name { get; }

    /// <summary>How often the keys are compared with the tables, for what other processes brought and what a crash left.</summary>
    TimeSpan LookEvery { get; }

    /// <summary>Every key that has work now or at a known instant.</summary>
    Task<IReadOnlyList<(string Key, DateTimeOffset Due)>> Keys(CancellationToken ct);

    /// <returns>When the key is next due; null: it has no more work.</returns>
    Task<DateTimeOffset?> Turn(string key, CancellationToken ct);
}
