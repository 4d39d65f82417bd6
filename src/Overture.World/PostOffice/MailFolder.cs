namespace Overture.World.PostOffice;

/// <summary>A folder of an account, which many sessions read and change at once.</summary>
public sealed class MailFolder(string name, string? specialUse, uint uidValidity, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly List<StoredMessage> messages = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its whole name, levels separated by a slash.</summary>
    public string Name { get; internal set; } = name;

    /// <summary>As \Sent; null for none.</summary>
    public string? SpecialUse => specialUse;

    public uint UidValidity { get; private set; } = uidValidity;

    public uint UidNext { get; private set; } = 1;

    public ulong HighestModSeq { get; private set; } = 1;

    /// <summary>How often a message was marked as seen.</summary>
    public int TimesSeen { get; private set; }

    /// <summary>What it holds now, in order.</summary>
    public IReadOnlyList<StoredMessage> Messages
    {
        get
        {
            lock (gate)
            {
                return [.. messages];
            }
        }
    }

    /// <summary>Ends at the next change.</summary>
    public Task Changed
    {
        get
        {
            lock (gate)
            {
                return changed.Task;
            }
        }
    }

    public StoredMessage Add(ReadOnlyMemory<byte> octets, IReadOnlyList<string>? flags = null, DateTimeOffset? date = null)
    {
        lock (gate)
        {
            var message = new StoredMessage(UidNext++, octets, date ?? clock.GetUtcNow(), flags ?? [], ++HighestModSeq);
            messages.Add(message);
            Tell();
            return message;
        }
    }

    /// <summary>Sets the flags that <paramref name="change"/> makes of those a message has. Gives the message; null where it is not there.</summary>
    public StoredMessage? Flag(uint uid, Func<IReadOnlyList<string>, IReadOnlyList<string>> change)
    {
        lock (gate)
        {
            var at = messages.FindIndex(message => message.Uid == uid);
            if (at < 0)
            {
                return null;
            }

            var before = messages[at];
            messages[at] = before with { Flags = [.. change(before.Flags).Distinct(StringComparer.OrdinalIgnoreCase)], ModSeq = ++HighestModSeq };
            TimesSeen += messages[at].Has("\\Seen") && !before.Has("\\Seen") ? 1 : 0;
            Tell();
            return messages[at];
        }
    }

    /// <summary>Removes those that <paramref name="which"/> names. Gives their UIDs.</summary>
    public IReadOnlyList<uint> Expunge(Func<StoredMessage, bool> which)
    {
        lock (gate)
        {
            var gone = messages.Where(which).Select(message => message.Uid).ToList();
            messages.RemoveAll(message => gone.Contains(message.Uid));
            HighestModSeq += gone.Count > 0 ? 1u : 0;
            Tell();
            return gone;
        }
    }

    /// <summary>As after a restored backup: UIDVALIDITY rises, and every message has another UID.</summary>
    public void ChangeUidValidity()
    {
        lock (gate)
        {
            UidValidity++;
            var all = messages.ToList();
            messages.Clear();
            UidNext = 1;
            messages.AddRange(all.Select(message => message with { Uid = UidNext++ }));
        }
    }

    private void Tell()
    {
        changed.TrySetResult();
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
