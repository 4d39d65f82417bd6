namespace Overture.Mail.Imap;

/// <summary>Where an appended message is (UIDPLUS, RFC 4315).</summary>
/// <param name="UidValidity">Of the folder.</param>
/// <param name="Uid">Of the message.</param>
public sealed record ImapAppended(uint UidValidity, uint Uid);
