using System.Globalization;

namespace Overture.Mail.Imap;

/// <summary>Makes data of the values of an untagged response (RFC 9051 §7.2 to §7.5).</summary>
internal static class UntaggedReading
{
    /// <param name="values">Everything after the star.</param>
    /// <param name="name">Reads a folder's name.</param>
    public static ImapUntagged Read(List<ImapValue> values, Func<ImapValue, string> name)
    {
        if (values.Count == 0)
        {
            return new ImapUntagged.Other("", "");
        }

        return values[0].AsUint() is { } number && values.Count > 1 ? Numbered(number, values) : Named(values[0].AsString().ToUpperInvariant(), values, name);
    }

    private static ImapUntagged Numbered(uint number, List<ImapValue> values) => values[1].AsString().ToUpperInvariant() switch
    {
        "EXISTS" => new ImapUntagged.Exists(number),
        "RECENT" => new ImapUntagged.Recent(number),
        "EXPUNGE" => new ImapUntagged.Expunged(number),
        "FETCH" when values is [_, _, { Items: { } items }, ..] => new ImapUntagged.Message(MessageReading.Read(number, items)),
        var word => new ImapUntagged.Other(word, string.Create(CultureInfo.InvariantCulture, $"{number} {Text(values, 2)}").TrimEnd()),
    };

    private static ImapUntagged Named(string word, List<ImapValue> values, Func<ImapValue, string> name) => word switch
    {
        "CAPABILITY" => new ImapUntagged.Capability(new(values.Skip(1).Select(value => value.AsString()))),
        "ENABLED" => new ImapUntagged.Enabled([.. values.Skip(1).Select(value => value.AsString())]),
        "FLAGS" when values.Count > 1 => new ImapUntagged.Flags(values[1].AsStrings()),
        "LIST" or "LSUB" or "XLIST" when values.Count > 3 => new ImapUntagged.Folder(word, Folder(values, name)),
        "STATUS" when values is [_, var folder, .., { Items: { } items }] => new ImapUntagged.FolderStatus(Status(name(folder), items)),
        "SEARCH" or "SORT" => new ImapUntagged.Search(Found(values)),
        "ESEARCH" => new ImapUntagged.Search(FoundMore(values)),
        "NAMESPACE" => new ImapUntagged.Namespaces(new(Spaces(values, 1, name), Spaces(values, 2, name), Spaces(values, 3, name))),
        "ID" => new ImapUntagged.Id(Fields(values)),
        "VANISHED" when values.Count > 1 && ImapIdSet.TryParse(values[^1].AsString(), out var uids) => new ImapUntagged.Vanished(uids, values[1].Items is not null),
        _ => new ImapUntagged.Other(word, Text(values, 1)),
    };

    private static ImapFolder Folder(List<ImapValue> values, Func<ImapValue, string> name)
    {
        var old = values.Count > 4 && values[4].Items is [var key, { Items: [var before, ..] }, ..] && key.Is("OLDNAME"u8) ? name(before) : null;
        return new(name(values[3]), Delimiter(values[2]), values[1].AsStrings()) { OldName = old };
    }

    private static char? Delimiter(ImapValue value) => value.AsText()?.ToString() is [var c, ..] ? c : null;

    private static ImapFolderStatus Status(string folder, List<ImapValue> items)
    {
        var status = new ImapFolderStatus(folder);
        for (var i = 0; i + 1 < items.Count; i += 2)
        {
            var value = items[i + 1];
            status = items[i].AsString().ToUpperInvariant() switch
            {
                "MESSAGES" => status with { Messages = value.AsUint() },
                "RECENT" => status with { Recent = value.AsUint() },
                "UNSEEN" => status with { Unseen = value.AsUint() },
                "DELETED" => status with { Deleted = value.AsUint() },
                "UIDNEXT" => status with { UidNext = value.AsUint() },
                "UIDVALIDITY" => status with { UidValidity = value.AsUint() },
                "HIGHESTMODSEQ" => status with { HighestModSeq = value.AsNumber() },
                "SIZE" => status with { Size = value.AsLong() },
                "APPENDLIMIT" => status with { AppendLimit = value.AsLong() },
                "MAILBOXID" => status with { MailboxId = value.AsLoneText() },
                _ => status,
            };
        }

        return status;
    }

    private static ImapSearchResult Found(List<ImapValue> values) => new(ImapIdSet.Of(values.Skip(1).Select(value => value.AsUint() ?? 0).Where(id => id > 0)), false)
    {
        ModSeq = values[^1].Items is [_, var modSeq, ..] ? modSeq.AsNumber() : null,
    };

    /// <summary>ESEARCH: its tag, perhaps UID, then names and values (RFC 4731 §3.1).</summary>
    private static ImapSearchResult FoundMore(List<ImapValue> values)
    {
        var tag = values.Count > 1 && values[1].Items is [_, var told, ..] ? told.AsString() : null;
        var at = tag is null ? 1 : 2;
        var uids = at < values.Count && values[at].Is("UID"u8);
        var result = new ImapSearchResult(ImapIdSet.Empty, uids) { Tag = tag };
        var others = new List<KeyValuePair<string, string>>();
        for (at += uids ? 1 : 0; at + 1 < values.Count; at += 2)
        {
            var (key, value) = (values[at].AsString().ToUpperInvariant(), values[at + 1]);
            if (key is not ("ALL" or "COUNT" or "MIN" or "MAX" or "MODSEQ"))
            {
                others.Add(new(key, value.ToString()));
            }

            result = key switch
            {
                "ALL" => result with { Ids = ImapIdSet.TryParse(value.AsString(), out var ids) ? ids : ImapIdSet.Empty },
                "COUNT" => result with { Count = value.AsUint() },
                "MIN" => result with { Min = value.AsUint() },
                "MAX" => result with { Max = value.AsUint() },
                "MODSEQ" => result with { ModSeq = value.AsNumber() },
                _ => result,
            };
        }

        return result with { Others = others };
    }

    private static IReadOnlyList<ImapNamespace> Spaces(List<ImapValue> values, int at, Func<ImapValue, string> name) =>
        at < values.Count && values[at].Items is { } spaces
            ? [.. spaces.Where(space => space.Items is { Count: > 1 }).Select(space => new ImapNamespace(name(space.Items![0]), Delimiter(space.Items[1])))]
            : [];

    private static Dictionary<string, string?> Fields(List<ImapValue> values)
    {
        var fields = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; values.Count > 1 && values[1].Items is { } items && i + 1 < items.Count; i += 2)
        {
            fields[items[i].AsString()] = items[i + 1].AsText()?.ToString();
        }

        return fields;
    }

    private static string Text(List<ImapValue> values, int from) => string.Join(' ', values.Skip(from));
}
