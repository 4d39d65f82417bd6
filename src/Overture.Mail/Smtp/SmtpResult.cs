using Overture.Mail.Reports;
using Overture.Mail.Wire;

namespace Overture.Mail.Smtp;

/// <summary>How far the sending of one message got. There are four results and no more.</summary>
public abstract record SmtpResult
{
    private SmtpResult()
    {
    }

    /// <summary>The recipients that the server refused while it took others, or all of them. Those of the envelope that are not here share the result.</summary>
    public IReadOnlyList<RefusedRecipient> RefusedRecipients { get; init; } = [];

    /// <summary>The server took the message for every recipient that is not in <see cref="RefusedRecipients"/>, and answers for it from now on (RFC 5321 §6.1).</summary>
    /// <param name="Reply">The reply to the message, 2xx.</param>
    public sealed record Accepted(SmtpReply Reply) : SmtpResult
    {
        /// <summary>As 250.</summary>
        public int Code => Reply.Code;

        /// <summary>As 2.0.0; null where the server says none.</summary>
        public EnhancedStatusCode? Enhanced => Reply.Enhanced;

        /// <summary>What the server said.</summary>
        public string Text => Reply.Text;

        /// <summary>The name by which the server's log knows the message; null where the text does not tell it in a way that is known.</summary>
        public string? QueueId => Smtp.QueueId.Find(Reply.Text);
    }

    /// <summary>The server said no, to the message or to every recipient. It has not taken it.</summary>
    /// <param name="Command">At what it said no.</param>
    /// <param name="Reply">Its reply, 4xx or 5xx. Where every recipient was refused: the first reply that may pass, if there is one, else the first.</param>
    public sealed record Refused(SmtpCommand Command, SmtpReply Reply) : SmtpResult
    {
        /// <summary>For good (5xx), not just for now (4xx).</summary>
        public bool IsPermanent => Reply.IsPermanent;

        /// <summary>As 550.</summary>
        public int Code => Reply.Code;

        /// <summary>As 5.1.1; null where the server says none.</summary>
        public EnhancedStatusCode? Enhanced => Reply.Enhanced;

        /// <summary>What the server said.</summary>
        public string Text => Reply.Text;
    }

    /// <summary>The server cannot have the message: it was never told that the message is at its end.</summary>
    /// <param name="Why">What kept it.</param>
    /// <param name="Text">The same for a person; never holds credentials.</param>
    public sealed record NotSent(SmtpObstacle Why, string Text) : SmtpResult
    {
        /// <summary>The same message can never go to this server: it is too large, or needs what the server does not offer.</summary>
        public bool IsPermanent => Why is SmtpObstacle.TooLarge or SmtpObstacle.EightBitNotOffered or SmtpObstacle.Utf8NotOffered or SmtpObstacle.BinaryNotOffered;
    }

    /// <summary>
    /// The server may have the message or not. So it is from the instant the buffer that holds the final dot, or the last octet of BDAT LAST, is handed to the
    /// stream, even if that write fails, until its reply is read (RFC 5321 §4.5.3.2.6, RFC 1047).
    /// </summary>
    /// <param name="Why">What kept the reply.</param>
    /// <param name="Text">The same for a person; never holds credentials.</param>
    public sealed record Unknown(MailFailure Why, string Text) : SmtpResult;
}
