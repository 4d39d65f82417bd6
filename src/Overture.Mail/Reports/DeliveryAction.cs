namespace Overture.Mail.Reports;

/// <summary>What a mail system did for a recipient (RFC 3464 §2.3.3).</summary>
public enum DeliveryAction
{
    /// <summary>The report does not say.</summary>
    Unknown,

    /// <summary>Not delivered, and nobody will try again.</summary>
    Failed,

    /// <summary>Not delivered so far; the system tries on. No bounce.</summary>
    Delayed,

    /// <summary>Delivered.</summary>
    Delivered,

    /// <summary>Handed to a system that sends no such reports.</summary>
    Relayed,

    /// <summary>Delivered and sent on to several others.</summary>
    Expanded,
}
