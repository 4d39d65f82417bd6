namespace Overture.Mail.Imap;

/// <summary>Where copied or moved messages are (UIDPLUS, RFC 4315).</summary>
/// <param name="UidValidity">Of the folder they were copied to.</param>
/// <param name="Source">Their UIDs before.</param>
/// <param name="Destination">Their UIDs there, in the same order.</param>
public sealed record ImapCopied(uint UidValidity, ImapIdSet Source, ImapIdSet Destination);
