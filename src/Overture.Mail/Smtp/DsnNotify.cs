namespace Overture.Mail.Smtp;

/// <summary>When a delivery is reported (NOTIFY, RFC 3461 §4.1).</summary>
[Flags]
public enum DsnNotify
{
    /// <summary>Never.</summary>
    Never = 0,

    /// <summary>When it succeeds.</summary>
    Success = 1,

    /// <summary>When it fails.</summary>
    Failure = 2,

    /// <summary>When it takes longer than usual.</summary>
    Delay = 4,
}
