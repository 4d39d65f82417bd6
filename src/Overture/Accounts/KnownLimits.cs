namespace Overture.Accounts;

/// <summary>What the keys of a workspace may ask of one model all together, as far as is known: configured, told by the provider or found. Null: nothing limits.</summary>
internal sealed record KnownLimits(double? RequestsPerMinute, double? TokensPerMinute, double? RequestsPerDay)
{
    public static KnownLimits operator +(KnownLimits a, KnownLimits b) =>
        new(a.RequestsPerMinute + b.RequestsPerMinute, a.TokensPerMinute + b.TokensPerMinute, a.RequestsPerDay + b.RequestsPerDay);
}
