namespace Overture.Mail.Dkim;

/// <summary>What became of one signature (RFC 6376 §3.9, words of RFC 8601 §2.7.1).</summary>
public enum DkimVerdict
{
    /// <summary>It is the domain's, and nothing it covers was changed.</summary>
    Pass,

    /// <summary>Something it covers was changed, or it is not of that key.</summary>
    Fail,

    /// <summary>It cannot be judged and never will be: malformed, expired, its key gone or too weak, an algorithm that is not known.</summary>
    PermError,

    /// <summary>Its key could not be asked for just now.</summary>
    TempError,
}
