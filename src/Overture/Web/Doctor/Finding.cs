namespace Overture.Web.Doctor;

/// <summary>What an examination found of one thing.</summary>
/// <param name="Check">What was looked at: <c>database</c>, <c>port</c> …</param>
/// <param name="Said">In words; never a secret.</param>
/// <param name="Cure">What to do about it; null when nothing needs doing.</param>
internal sealed record Finding(string Check, Verdict State, string Said, string? Cure)
{
    public static Finding Ok(string check, string said) => new(check, Verdict.Ok, said, null);

    public static Finding Warn(string check, string said, string cure) => new(check, Verdict.Warn, said, cure);

    public static Finding Fail(string check, string said, string cure) => new(check, Verdict.Fail, said, cure);
}

internal enum Verdict
{
    Ok,

    /// <summary>It works, and somebody should know.</summary>
    Warn,

    /// <summary>It will not work.</summary>
    Fail,
}
