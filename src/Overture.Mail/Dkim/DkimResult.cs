namespace Overture.Mail.Dkim;

/// <summary>One signature of a message, judged.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Domain">The domain that signed (d=); null where it does not say.</param>
/// <param name="Selector">The key it names (s=); null where it does not say.</param>
/// <param name="Reason">Why it did not pass, for a person; null where it did.</param>
public sealed record DkimResult(DkimVerdict Verdict, string? Domain, string? Selector, string? Reason);
