namespace Overture.Mail.Imap;

/// <summary>A command that runs: from its first octet to its tagged reply.</summary>
internal sealed class ImapExchange(string tag, Patience patience, Action end) : IDisposable
{
    public string Tag => tag;

    public Patience Patience => patience;

    public void Dispose()
    {
        patience.Dispose();
        end();
    }
}
