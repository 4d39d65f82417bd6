namespace Overture.Accounts;

/// <summary>What came of testing a key.</summary>
/// <param name="Said">What the provider, or the line to it, said; null when the key was taken.</param>
internal sealed record KeyAnswer(KeyVerdict Verdict, string? Said);

internal enum KeyVerdict
{
    Taken,

    /// <summary>The provider refuses the key, its quota or the model.</summary>
    Refused,

    /// <summary>Nobody could be asked just now.</summary>
    Unreachable,
}
