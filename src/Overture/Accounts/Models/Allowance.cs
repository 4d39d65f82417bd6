namespace Overture.Accounts.Models;

/// <summary>One limit as the provider told it: how much, how much is left, and when it is whole again.</summary>
internal readonly record struct Allowance(double? Limit, double? Remaining, TimeSpan? Reset)
{
    public bool Told => Limit is not null || Remaining is not null;
}
