using Overture.Mail.Smtp;

namespace Overture.Mail.Wire;

/// <summary>A conversation with a mail server came to an end that nobody asked for. The connection is of no further use, except after <see cref="MailFailure.Refused"/>.</summary>
/// <param name="failure">What happened.</param>
/// <param name="message">What happened, for a person; never holds credentials.</param>
/// <param name="inner">The cause, if the runtime gave one.</param>
public sealed class MailException(MailFailure failure, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>What happened.</summary>
    public MailFailure Failure => failure;

    /// <summary>At what an SMTP server said no; null where it was not the server that ended the conversation.</summary>
    public SmtpCommand? SmtpCommand { get; init; }

    /// <summary>What an SMTP server said when it said no, without credentials if it echoed them; null where it said nothing.</summary>
    public SmtpReply? SmtpReply { get; init; }

    /// <summary>What an IMAP server answered, with its response code, where it refused a command or ended the session with a word; else null.</summary>
    public Imap.ImapReply? ImapReply { get; init; }
}
