namespace Overture.Mail.Smtp;

/// <summary>How much of the message a report of failure returns (RET, RFC 3461 §4.3).</summary>
public enum DsnReturn
{
    /// <summary>All of it.</summary>
    Full,

    /// <summary>Its headers.</summary>
    Headers,
}
