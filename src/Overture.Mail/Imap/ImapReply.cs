namespace Overture.Mail.Imap;

/// <summary>What a server said with a status: the end of a command, its greeting, or a remark of its own (RFC 9051 §7.1).</summary>
/// <param name="Status">How it begins.</param>
/// <param name="Code">The response code in brackets; null where there is none.</param>
/// <param name="Text">The words for a person.</param>
public sealed record ImapReply(ImapStatus Status, ImapResponseCode? Code, string Text);
