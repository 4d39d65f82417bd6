namespace Overture.Accounts.Models;

/// <summary>The answer to "may a call start now?": a permit, or the earliest instant at which to ask again and what binds until then.</summary>
internal readonly record struct RateTurn(Permit? Permit, DateTimeOffset At, RateLimit Binding);
