namespace Overture.Mail.Imap;

/// <summary>A folder as LIST tells it (RFC 9051 §7.3.1). The RFC calls it a mailbox.</summary>
/// <param name="Name">Its whole name, decoded from modified UTF-7 or UTF-8. A name that is neither is kept as it came, and found again by this name in the session that listed it.</param>
/// <param name="Delimiter">What separates the levels of a name; null where there are none.</param>
/// <param name="Attributes">As sent, with the backslash.</param>
public sealed record ImapFolder(string Name, char? Delimiter, IReadOnlyList<string> Attributes)
{
    /// <summary>The name it had before, where the server tells of a change (OLDNAME, RFC 5465 §5.4).</summary>
    public string? OldName { get; init; }

    /// <summary>What it is for.</summary>
    public ImapSpecialUse SpecialUse => Name.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? ImapSpecialUse.Inbox : Attributes.Select(Use).FirstOrDefault(use => use != ImapSpecialUse.None);

    /// <summary>It can be selected and holds messages.</summary>
    public bool CanSelect => !Has("\\Noselect") && !Has("\\NonExistent");

    /// <summary>Whether it has the attribute, without regard to case.</summary>
    public bool Has(string attribute) => Attributes.Contains(attribute, StringComparer.OrdinalIgnoreCase);

    private static ImapSpecialUse Use(string attribute) => attribute.ToUpperInvariant() switch
    {
        "\\INBOX" => ImapSpecialUse.Inbox,
        "\\ALL" or "\\ALLMAIL" => ImapSpecialUse.All,
        "\\ARCHIVE" => ImapSpecialUse.Archive,
        "\\DRAFTS" => ImapSpecialUse.Drafts,
        "\\FLAGGED" or "\\STARRED" => ImapSpecialUse.Flagged,
        "\\IMPORTANT" => ImapSpecialUse.Important,
        "\\JUNK" or "\\SPAM" => ImapSpecialUse.Junk,
        "\\SENT" => ImapSpecialUse.Sent,
        "\\TRASH" => ImapSpecialUse.Trash,
        _ => ImapSpecialUse.None,
    };
}
