using System.Collections.Concurrent;

namespace Overture.World.PostOffice;

/// <summary>The accounts of a post office and their mail, in memory. It outlives the servers that show it.</summary>
public sealed class MailStore(TimeProvider? clock = null)
{
    private readonly ConcurrentDictionary<string, (string Password, ConcurrentDictionary<string, MailFolder> Folders)> accounts = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private int validity = 1000;

    /// <summary>An account with INBOX, Sent, Drafts, Junk, Trash and Archive.</summary>
    public MailStore AddAccount(string user, string password)
    {
        accounts[user] = (password, new(StringComparer.Ordinal));
        foreach (var (name, use) in new[] { ("INBOX", null), ("Sent", "\\Sent"), ("Drafts", "\\Drafts"), ("Junk", "\\Junk"), ("Trash", "\\Trash"), ("Archive", "\\Archive") })
        {
            AddFolder(user, name, use);
        }

        return this;
    }

    /// <summary>Whether that is the account's password.</summary>
    public bool Opens(string user, string password) => accounts.TryGetValue(user, out var account) && account.Password == password;

    /// <summary>A folder; null where there is none. INBOX is found in any case.</summary>
    public MailFolder? Folder(string user, string name) =>
        accounts.TryGetValue(user, out var account) ? account.Folders.GetValueOrDefault(name.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? "INBOX" : name) : null;

    public IReadOnlyList<MailFolder> Folders(string user) => [.. accounts[user].Folders.Values.OrderBy(folder => folder.Name, StringComparer.Ordinal)];

    /// <summary>Makes a folder; null where it is there already.</summary>
    public MailFolder? AddFolder(string user, string name, string? specialUse = null)
    {
        var folder = new MailFolder(name, specialUse, (uint)Interlocked.Increment(ref validity), clock);
        return accounts[user].Folders.TryAdd(name, folder) ? folder : null;
    }

    public bool RemoveFolder(string user, string name) => accounts[user].Folders.TryRemove(name, out _);

    public bool RenameFolder(string user, string name, string to)
    {
        if (!accounts[user].Folders.TryRemove(name, out var folder))
        {
            return false;
        }

        folder.Name = to;
        return accounts[user].Folders.TryAdd(to, folder);
    }

    /// <summary>A message comes in.</summary>
    public StoredMessage Deliver(string user, ReadOnlyMemory<byte> octets, string folder = "INBOX") =>
        (Folder(user, folder) ?? throw new ArgumentException($"There is no folder {folder} of {user}.", nameof(folder))).Add(octets);
}
