using System.Globalization;

namespace Overture.World.PostOffice;

internal sealed partial class ImapPostSession
{
    private StoredMessage? Message(uint uid) => folder!.Messages.FirstOrDefault(message => message.Uid == uid);

    private string Selected(string verb, List<ImapArgument> arguments)
    {
        var isUid = verb.StartsWith("UID ", StringComparison.Ordinal);
        switch (isUid ? verb[4..] : verb, arguments)
        {
            case ("FETCH", [var set, var items, ..]):
                foreach (var uid in Uids(set.Text, isUid))
                {
                    Fetch(uid, items, arguments);
                }

                return "OK done";
            case ("STORE", [var set, .., var how, var flags]):
                return Store(Uids(set.Text, isUid), how.Text.ToUpperInvariant(), flags.Items?.ConvertAll(flag => flag.Text) ?? [flags.Text], arguments);
            case ("COPY" or "MOVE", [var set, var name]):
                return Copy(Uids(set.Text, isUid), Name(name), verb.EndsWith("MOVE", StringComparison.Ordinal));
            case ("SEARCH", _):
                return Search(arguments, isUid);
            case ("EXPUNGE", _) when !isReadOnly:
                var only = isUid && arguments.Count > 0 ? Uids(arguments[0].Text, true) : null;
                folder!.Expunge(message => message.Has("\\Deleted") && only?.Contains(message.Uid) != false);
                return "OK done";
            case ("CLOSE" or "UNSELECT", _):
                _ = verb == "CLOSE" && !isReadOnly ? folder!.Expunge(message => message.Has("\\Deleted")) : [];
                folder = null;
                return "OK done";
            default:
                return "BAD no such command, or not now";
        }
    }

    private List<uint> Uids(string set, bool isUid) => isUid
        ? ImapNumbers.In(set, view.ConvertAll(one => one.Uid))
        : ImapNumbers.In(set, [.. Enumerable.Range(1, view.Count).Select(n => (uint)n)]).ConvertAll(sequence => view[(int)sequence - 1].Uid);

    private void Fetch(uint uid, ImapArgument items, List<ImapArgument> arguments)
    {
        var since = arguments[^1].Items is [var key, var value] && key.Is("CHANGEDSINCE") ? ulong.Parse(value.Text, CultureInfo.InvariantCulture) : 0;
        if (Message(uid) is not { } message || message.ModSeq <= since)
        {
            return;
        }

        var names = items.Items?.ConvertAll(item => item.Text) ?? [items.Text];
        if (!isReadOnly && names.Exists(name => name.StartsWith("BODY[", StringComparison.OrdinalIgnoreCase) || name.Equals("RFC822", StringComparison.OrdinalIgnoreCase)))
        {
            message = folder!.Flag(uid, flags => [.. flags, "\\Seen"])!;
        }

        var content = new MessageView(message.Octets);
        wire.Add(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"* {view.FindIndex(one => one.Uid == uid) + 1} FETCH (UID {uid}")));
        foreach (var name in names.Where(name => !name.Equals("UID", StringComparison.OrdinalIgnoreCase)))
        {
            wire.Add(" "u8);
            Item(name.ToUpperInvariant(), message, content);
        }

        wire.Add(")\r\n"u8);
    }

    private void Item(string name, StoredMessage message, MessageView content)
    {
        if (name.Contains('[', StringComparison.Ordinal))
        {
            Section(name, content);
            return;
        }

        var text = name switch
        {
            "FLAGS" => $"FLAGS ({string.Join(' ', message.Flags)})",
            "INTERNALDATE" => $"INTERNALDATE \"{message.InternalDate.ToString("dd-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture).Remove(24, 1)}\"",
            "RFC822.SIZE" => string.Create(CultureInfo.InvariantCulture, $"RFC822.SIZE {message.Octets.Length}"),
            "MODSEQ" => string.Create(CultureInfo.InvariantCulture, $"MODSEQ ({message.ModSeq})"),
            "ENVELOPE" => $"ENVELOPE {content.Envelope()}",
            "BODYSTRUCTURE" => $"BODYSTRUCTURE {content.Structure()}",
            _ => $"{name} NIL",
        };
        wire.Add(System.Text.Encoding.UTF8.GetBytes(text));
    }

    private void Section(string name, MessageView content)
    {
        var (open, close) = (name.IndexOf('[', StringComparison.Ordinal), name.LastIndexOf(']'));
        var section = name[(open + 1)..close];
        var octets = content.Section(section);
        var partial = name[(close + 1)..].Trim('<', '>').Split('.');
        var answer = $"BODY[{section}]";
        if (partial.Length == 2 && octets is { } whole)
        {
            var from = Math.Min(int.Parse(partial[0], CultureInfo.InvariantCulture), whole.Length);
            octets = whole.Slice(from, Math.Min(int.Parse(partial[1], CultureInfo.InvariantCulture), whole.Length - from));
            answer += $"<{partial[0]}>";
        }

        wire.Add(System.Text.Encoding.ASCII.GetBytes(octets is { } some ? string.Create(CultureInfo.InvariantCulture, $"{answer} {{{some.Length}}}\r\n") : answer + " NIL"));
        wire.Add((octets ?? default).Span);
    }

    private string Store(List<uint> uids, string how, List<string> named, List<ImapArgument> arguments)
    {
        if (isReadOnly)
        {
            return "NO the folder is open for reading";
        }

        var until = arguments.Find(argument => argument.Items is [var key, _] && key.Is("UNCHANGEDSINCE"))?.Items![1].Text is { } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : ulong.MaxValue;
        var left = uids.Where(uid => Message(uid)?.ModSeq > until).ToList();
        foreach (var uid in uids.Except(left))
        {
            folder!.Flag(uid, flags => how[0] switch { '+' => [.. flags, .. named], '-' => [.. flags.Except(named, StringComparer.OrdinalIgnoreCase)], _ => named });
        }

        view = how.EndsWith(".SILENT", StringComparison.Ordinal) ? view.ConvertAll(one => uids.Contains(one.Uid) && Message(one.Uid) is { } message ? (one.Uid, message.ModSeq) : one) : view;
        return left.Count > 0 ? $"OK [MODIFIED {ImapNumbers.Set(left)}] done" : "OK done";
    }

    private string Copy(List<uint> uids, string name, bool isMove)
    {
        if (post.Store.Folder(user!, name) is not { } into)
        {
            return "NO [TRYCREATE] there is no such folder";
        }

        var copied = uids.Select(uid => Message(uid)).OfType<StoredMessage>().Select(message => (message.Uid, New: into.Add(message.Octets, message.Flags, message.InternalDate).Uid)).ToList();
        var code = string.Create(CultureInfo.InvariantCulture, $"OK [COPYUID {into.UidValidity} {ImapNumbers.Set(copied.Select(one => one.Uid))} {ImapNumbers.Set(copied.Select(one => one.New))}] copied");
        if (copied.Count == 0 || !isMove)
        {
            return copied.Count == 0 ? "OK done" : code;
        }

        wire.Add("* " + code);
        folder!.Expunge(message => uids.Contains(message.Uid));
        return "OK done";
    }

    private string Search(List<ImapArgument> arguments, bool isUid)
    {
        var keys = new Queue<ImapArgument>(arguments);
        var isExtended = keys.TryPeek(out var first) && first.Is("RETURN");
        for (var skip = isExtended ? 2 : 0; skip > 0; skip--)
        {
            keys.Dequeue();
        }

        if (keys.TryPeek(out var charset) && charset.Is("CHARSET"))
        {
            keys.Dequeue();
            keys.Dequeue();
        }

        if (ImapSearchKeys.Read(keys, set => Uids(set, true), set => Uids(set, false)) is not { } matches)
        {
            return "BAD no such search";
        }

        var found = view.Select((one, i) => (one.Uid, Sequence: (uint)i + 1)).Where(one => Message(one.Uid) is { } message && matches(message)).Select(one => isUid ? one.Uid : one.Sequence).ToList();
        wire.Add(isExtended
            ? $"* ESEARCH (TAG \"A\"){(isUid ? " UID" : "")}{(found.Count > 0 ? $" ALL {ImapNumbers.Set(found)}" : "")}".Replace(" (TAG \"A\")", "", StringComparison.Ordinal)
            : $"* SEARCH {string.Join(' ', found)}".TrimEnd());
        return "OK done";
    }

    /// <summary>Tells every change as it comes, until DONE.</summary>
    private async Task<string> IdleAsync(CancellationToken ct)
    {
        await wire.SayAsync("+ idling", ct);
        if (!await MischiefAsync("IDLING", "*", ct))
        {
            return "BAD over";
        }

        var done = wire.LineAsync(ct);
        while (!done.IsCompleted)
        {
            var change = folder?.Changed ?? Task.Delay(Timeout.InfiniteTimeSpan, post.Options.Clock, ct);
            if (Sync(mayExpunge: true))
            {
                await wire.FlushAsync(ct);
            }

            await Task.WhenAny(done, change);
        }

        return System.Text.Encoding.ASCII.GetString(await done).Equals("DONE", StringComparison.OrdinalIgnoreCase) ? "OK done" : "BAD say DONE";
    }
}
