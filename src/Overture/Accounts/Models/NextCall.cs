namespace Overture.Accounts.Models;

/// <summary>What to do next: make a call, wait, or stop until somebody cures the cause.</summary>
internal abstract record NextCall
{
    /// <summary>Call this model with this key; hand the call back with what came of it.</summary>
    internal sealed record Go(ModelKey Key, string Model, Permit Permit) : NextCall;

    /// <summary>Ask again then, or as soon as a call under way is back.</summary>
    internal sealed record Wait(DateTimeOffset At, RateLimit Binding) : NextCall;

    /// <summary>No key can serve any model. From `At` on a single call will try again.</summary>
    internal sealed record Stop(KeyState Why, string Reason, DateTimeOffset At) : NextCall;
}
