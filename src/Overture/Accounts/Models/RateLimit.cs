namespace Overture.Accounts.Models;

/// <summary>What keeps a call waiting.</summary>
internal enum RateLimit { None, RequestsPerMinute, TokensPerMinute, RequestsPerDay, ToldToWait }
