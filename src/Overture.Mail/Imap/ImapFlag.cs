namespace Overture.Mail.Imap;

/// <summary>The flags every server knows (RFC 9051 §2.3.2).</summary>
public static class ImapFlag
{
    /// <summary>Read.</summary>
    public const string Seen = "\\Seen";

    /// <summary>Answered.</summary>
    public const string Answered = "\\Answered";

    /// <summary>Marked for attention.</summary>
    public const string Flagged = "\\Flagged";

    /// <summary>To be expunged.</summary>
    public const string Deleted = "\\Deleted";

    /// <summary>Not finished.</summary>
    public const string Draft = "\\Draft";
}
