namespace Overture.Audience.Cleaning;

/// <summary>What became of a cell that should hold an address.</summary>
internal abstract record EmailVerdict
{
    private EmailVerdict()
    {
    }

    /// <summary>
    /// Mail can be sent to <paramref name="Address"/>: the local part as written (only its owner knows whether case counts, RFC
    /// 5321 §2.4), the domain in lower case and as A-labels. <paramref name="Identity"/> is the address all in lower case: two
    /// cells with one identity are one person.
    /// </summary>
    public sealed record Usable(string Address, string Identity) : EmailVerdict;

    /// <summary>No mail can be sent; <paramref name="Reason"/> begins with "cannot be mailed: ".</summary>
    public sealed record Unusable(string Reason) : EmailVerdict;
}
