namespace Overture.Mail.Imap;

/// <summary>One response of a server (RFC 9051 §7).</summary>
internal abstract record ImapResponse
{
    /// <summary><c>+</c>: go on.</summary>
    public sealed record Continuation(string Text) : ImapResponse;

    /// <summary>The end of the command with this tag.</summary>
    public sealed record Tagged(string Tag, ImapReply Reply) : ImapResponse;

    /// <summary><c>*</c>.</summary>
    /// <param name="IsMended">It was not quite as the grammar has it.</param>
    public sealed record Untagged(ImapUntagged Data, bool IsMended) : ImapResponse;
}
