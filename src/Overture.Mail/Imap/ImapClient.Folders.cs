using Overture.Mail.Wire;

namespace Overture.Mail.Imap;

public sealed partial class ImapClient
{
    private bool HasUtf8 => reader.HasUtf8Names;

    /// <summary>Where folders begin (RFC 2342).</summary>
    /// <exception cref="MailException">NotOffered: the server does not tell.</exception>
    public async Task<ImapNamespaces> NamespacesAsync(CancellationToken ct = default)
    {
        Need("NAMESPACE");
        var told = new ImapNamespaces([], [], []);
        await RunAsync(new("NAMESPACE"), data => data is ImapUntagged.Namespaces spaces && Took(told = spaces.Data), ct);
        return told;
    }

    /// <summary>The folders whose names match, with what they are for where the server tells (RFC 9051 §6.3.9, RFC 6154; XLIST of old Gmail).</summary>
    /// <param name="pattern">A name in which <c>*</c> stands for anything and <c>%</c> for anything within one level.</param>
    public async Task<IReadOnlyList<ImapFolder>> ListAsync(string pattern, CancellationToken ct = default)
    {
        var isOld = Capabilities.Has("XLIST") && !Capabilities.Has("SPECIAL-USE");
        var command = new ImapCommand(isOld ? "XLIST" : "LIST", HasUtf8).Words("\"\"").Value(Encoded(pattern));
        _ = !isOld && Capabilities.Has("SPECIAL-USE") && Capabilities.Has("LIST-EXTENDED") ? command.Words("RETURN (SPECIAL-USE)") : command;
        var folders = new List<ImapFolder>();
        await RunAsync(command, data =>
        {
            if (data is not ImapUntagged.Folder { Command: not "LSUB" } folder)
            {
                return false;
            }

            folders.Add(folder.Data);
            return true;
        }, ct);
        return folders;
    }

    /// <summary>Counts and UIDs of a folder that is not selected (RFC 9051 §6.3.11).</summary>
    public async Task<ImapFolderStatus> StatusAsync(string folder, CancellationToken ct = default)
    {
        var items = "MESSAGES UIDNEXT UIDVALIDITY UNSEEN" + (Capabilities.Has("CONDSTORE") ? " HIGHESTMODSEQ" : "") + (Capabilities.Has("STATUS=SIZE") ? " SIZE" : "") + (Capabilities.Has("OBJECTID") ? " MAILBOXID" : "");
        var told = new ImapFolderStatus(folder);
        await RunAsync(Named("STATUS", folder).Words($"({items})"), data => data is ImapUntagged.FolderStatus status && Took(told = status.Data), ct);
        return told;
    }

    /// <summary>Opens a folder for reading only: EXAMINE (RFC 9051 §6.3.3). Nothing in it can be changed by this session.</summary>
    public Task<ImapMailbox> ExamineAsync(string folder, CancellationToken ct = default) => OpenAsync("EXAMINE", folder, ct);

    /// <summary>Opens a folder for changes: SELECT (RFC 9051 §6.3.2). The server may still open it for reading only, see <see cref="ImapMailbox.IsReadOnly"/>.</summary>
    public Task<ImapMailbox> SelectAsync(string folder, CancellationToken ct = default) => OpenAsync("SELECT", folder, ct);

    /// <summary>Closes the folder and expunges nothing: UNSELECT (RFC 9051 §6.4.2), or CLOSE of a folder that is open for reading only.</summary>
    /// <exception cref="MailException">NotOffered: the folder is open for changes, and CLOSE would expunge.</exception>
    public async Task UnselectAsync(CancellationToken ct = default)
    {
        if (Mailbox is { IsReadOnly: false } && !Capabilities.Has("UNSELECT"))
        {
            throw NotOffered("UNSELECT");
        }

        await RunAsync(new(Capabilities.Has("UNSELECT") ? "UNSELECT" : "CLOSE"), null, ct);
        Mailbox = null;
    }

    /// <summary>Expunges what has \Deleted, if the folder is open for changes, and closes it (RFC 9051 §6.4.1).</summary>
    public async Task CloseAsync(CancellationToken ct = default)
    {
        await RunAsync(new("CLOSE"), null, ct);
        Mailbox = null;
    }

    /// <summary>Makes a folder (RFC 9051 §6.3.4).</summary>
    public Task CreateAsync(string folder, CancellationToken ct = default) => RunAsync(Named("CREATE", folder), null, ct);

    /// <summary>Deletes a folder with all that is in it (RFC 9051 §6.3.5).</summary>
    public Task DeleteAsync(string folder, CancellationToken ct = default) => RunAsync(Named("DELETE", folder), null, ct);

    /// <summary>Gives a folder another name (RFC 9051 §6.3.6).</summary>
    public Task RenameAsync(string folder, string name, CancellationToken ct = default) => RunAsync(Folder(Named("RENAME", folder), name), null, ct);

    private async Task<ImapMailbox> OpenAsync(string command, string folder, CancellationToken ct)
    {
        var all = Named(command, folder);
        _ = Capabilities.Has("CONDSTORE") || Capabilities.Has("QRESYNC") ? all.Words("(CONDSTORE)") : all;
        var before = Mailbox;
        Mailbox = new(folder, command == "EXAMINE");
        try
        {
            await RunAsync(all, data => data is ImapUntagged.Exists or ImapUntagged.Recent or ImapUntagged.Flags or ImapUntagged.Status { Reply.Code.Kind: not (ImapCode.Alert or ImapCode.Unknown) }, ct);
            return Mailbox;
        }
        catch (MailException)
        {
            Mailbox = null; // RFC 9051 §6.3.2: what was selected before is closed
            throw;
        }
        catch (InvalidOperationException)
        {
            Mailbox = before;
            throw;
        }
    }

    private ImapCommand Named(string command, string folder) => Folder(new(command, HasUtf8), folder);

    private ImapCommand Folder(ImapCommand command, string folder) =>
        reader.OddNames.TryGetValue(folder, out var sent) ? command.Literal(sent) : command.Value(Encoded(folder));

    private string Encoded(string folder) => HasUtf8 ? folder : ModifiedUtf7.Encode(folder);
}
