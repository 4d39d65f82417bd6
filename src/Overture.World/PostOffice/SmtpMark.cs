namespace Overture.World.PostOffice;

/// <summary>How far a conversation was when a reply was sent.</summary>
/// <param name="Line">What was answered: the command, or <c>.</c> for the end of a message.</param>
/// <param name="Received">Octets read so far.</param>
/// <param name="Sent">Octets sent so far, with this reply.</param>
public sealed record SmtpMark(string Line, long Received, long Sent);
