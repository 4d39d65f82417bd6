namespace Overture.Mail.Imap;

/// <summary>Where the content of one message goes.</summary>
internal sealed class ImapStreaming(Stream into)
{
    public Stream Into => into;

    /// <summary>Still waits for it; a second content is not written behind the first.</summary>
    public bool IsOpen { get; set; } = true;
}
