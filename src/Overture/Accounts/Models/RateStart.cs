namespace Overture.Accounts.Models;

/// <summary>Where the rate of a limit group and model starts. With <paramref name="Adaptive"/> the provider's word replaces the figures; without it they are hard.</summary>
internal sealed record RateStart(int? RequestsPerMinute = 60, int? TokensPerMinute = null, int? RequestsPerDay = null, bool Adaptive = true);
