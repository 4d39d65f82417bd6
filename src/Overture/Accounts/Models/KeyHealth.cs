namespace Overture.Accounts.Models;

/// <summary>
/// The health of one key for one model, as a value: (health, what came of a call, now) → health. What is ill is tried again by a single call now and then,
/// so that work resumes by itself when the cause is cured.
/// </summary>
/// <param name="Until">When one call may try again; no meaning while the state is untried or ok.</param>
/// <param name="Failures">Failures of the same kind in a row.</param>
/// <param name="Reason">The provider's words.</param>
internal sealed record KeyHealth(KeyState State, DateTimeOffset Until, int Failures, string? Reason)
{
    /// <summary>Server failures in a row after which a model counts as unavailable.</summary>
    const int Patience = 20;

    public static KeyHealth New { get; } = new(KeyState.Untried, DateTimeOffset.MinValue, 0, null);

    /// <summary>How many calls may be under way in this state; <paramref name="probes"/> while it is untried.</summary>
    public int MostInFlight(DateTimeOffset now, int probes = 2) => State switch
    {
        KeyState.Ok => int.MaxValue,
        KeyState.Untried => probes,
        _ => now >= Until ? 1 : 0,
    };

    /// <summary>The provider answered as a provider that knows the key and the model does.</summary>
    public KeyHealth Worked() => this is { State: KeyState.Ok, Failures: 0 } ? this : New with { State = KeyState.Ok };

    public KeyHealth Failed(Fault fault, string reason, TimeSpan? retryAfter, DateTimeOffset now) => fault switch
    {
        Fault.Unauthorized => Ill(KeyState.Revoked, reason, retryAfter, now),
        Fault.QuotaExhausted => Ill(KeyState.Exhausted, reason, retryAfter, now),
        Fault.ModelNotFound => Ill(KeyState.NoModel, reason, retryAfter, now),
        Fault.ServerError or Fault.Overloaded or Fault.Timeout or Fault.ConnectionLost => Failures + 1 < Patience && State != KeyState.Cooling
            ? this with { Failures = Failures + 1, Reason = reason }
            : Ill(KeyState.Cooling, reason, retryAfter, now),
        Fault.RateLimited => this,
        _ => Worked(),
    };

    /// <summary>30 s, 60 s, 120 s … up to 15 minutes (5 s … up to 160 s while it is only down), or as told.</summary>
    KeyHealth Ill(KeyState state, string reason, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var times = State == state ? Failures + 1 : 1;
        var wait = retryAfter ?? TimeSpan.FromSeconds(Math.Min(900, (state == KeyState.Cooling ? 5 : 30) * Math.Pow(2, Math.Min(times - 1, 5))));
        return State == state && now < Until ? this with { Reason = reason } : new(state, now + wait, times, reason);
    }
}
