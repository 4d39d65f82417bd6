using System.Globalization;
using System.Runtime.CompilerServices;
using Overture.Mail.Wire;

namespace Overture.Mail.Imap;

public sealed partial class ImapClient
{
    /// <summary>The UIDs of the messages that match, in the selected folder (RFC 9051 §6.4.4; ESEARCH where offered, RFC 4731).</summary>
    /// <exception cref="ArgumentException">A text holds NUL.</exception>
    public async Task<ImapSearchResult> SearchAsync(ImapSearch search, CancellationToken ct = default)
    {
        var command = new ImapCommand("UID SEARCH", HasUtf8);
        _ = Capabilities.Has("ESEARCH") ? command.Words("RETURN (ALL)") : command;
        search.Write(search.HasUnicode && !HasUtf8 ? command.Words("CHARSET UTF-8") : command);
        var found = new List<ImapSearchResult>();
        await RunAsync(command, data =>
        {
            if (data is not ImapUntagged.Search { Result: var result } || (result.Tag is { } tag && tag != CurrentTag))
            {
                return false;
            }

            found.Add(result);
            return true;
        }, ct);
        return found is [var only] ? only with { AreUids = true } : new(ImapIdSet.Join(found.Select(one => one.Ids)), true) { ModSeq = found.Max(one => one.ModSeq) };
    }

    /// <summary>
    /// Asks for messages by UID and gives them as they come (RFC 9051 §6.4.8, §6.4.5). A message that is not there is left out, so is one below n of <c>n:*</c>.
    /// Until the enumeration ends no other command can be given; one that is left early reads the rest of the answer first.
    /// </summary>
    public async IAsyncEnumerable<ImapMessage> FetchAsync(ImapIdSet uids, ImapFetch fetch, [EnumeratorCancellation] CancellationToken ct = default)
    {
        foreach (var part in uids.Parts(LongestSet))
        {
            var command = new ImapCommand("UID FETCH").Words(part.ToString()).Words(fetch.Text(Capabilities));
            _ = fetch.ChangedSince is { } modSeq ? command.Words(string.Create(CultureInfo.InvariantCulture, $"(CHANGEDSINCE {modSeq})")) : command;
            var isMore = fetch.IsMoreThanFlags(Capabilities);
            bool IsAsked(ImapUntagged data) => data is ImapUntagged.Message { Data: { Uid: { } uid } message } && part.Contains(uid) && (!isMore || IsMoreThanFlags(message));

            using var exchange = Begin(ct);
            var reply = await SendAsync(exchange, command, IsAsked);
            try
            {
                while (reply is null)
                {
                    switch (await NextAsync(exchange, IsAsked))
                    {
                        case ImapResponse.Tagged tagged:
                            reply = tagged.Reply;
                            break;
                        case ImapResponse.Untagged { Data: ImapUntagged.Message message } when IsAsked(message):
                            yield return message.Data;
                            break;
                    }
                }
            }
            finally
            {
                await DrainAsync(exchange, reply);
            }

            if (reply.Status != ImapStatus.Ok)
            {
                throw Refused(command.Name, reply);
            }
        }
    }

    /// <summary>Writes one content of one message into a stream as it comes, however large. Gives how many octets; null where the message is not there (then nothing was written).</summary>
    /// <exception cref="MailException">Malformed: the server sent another message's content; what is in the stream is of no use.</exception>
    public async Task<long?> FetchAsync(uint uid, ImapSection section, Stream into, CancellationToken ct = default)
    {
        var content = new ImapStreaming(into);
        ImapContent? told = null;
        var isOther = false;
        bool Take(ImapUntagged data)
        {
            if (data is not ImapUntagged.Message { Data: { Contents: [var first, ..] } message })
            {
                return false;
            }

            isOther |= message.Uid is { } other && other != uid;
            told ??= first;
            return true;
        }

        await RunAsync(new ImapCommand("UID FETCH").Words(ImapIdSet.Of(uid).ToString()).Words($"(UID {section})"), Take, ct, content);
        if (isOther)
        {
            throw Broken(new(MailFailure.Malformed, $"{server.Host} sent another message than the one asked for."));
        }

        if (told is { Octets.IsEmpty: false }) // a quoted string
        {
            await into.WriteAsync(told.Octets, ct);
        }

        return told?.Length;
    }

    /// <summary>Changes flags by UID (RFC 9051 §6.4.6). Gives what was left alone because it had changed after <paramref name="unchangedSince"/> (RFC 7162 §3.1.3); else nothing.</summary>
    /// <param name="flags">As <see cref="ImapFlag.Seen"/>, or keywords.</param>
    /// <param name="unchangedSince">Leaves messages alone that changed after this mod-sequence; null: none.</param>
    /// <exception cref="ArgumentException">Not a flag.</exception>
    public async Task<ImapIdSet> StoreAsync(ImapIdSet uids, ImapFlagChange change, IReadOnlyList<string> flags, ulong? unchangedSince = null, CancellationToken ct = default)
    {
        var left = new List<ImapIdSet>();
        foreach (var part in uids.Parts(LongestSet))
        {
            var command = new ImapCommand("UID STORE").Words(part.ToString());
            _ = unchangedSince is { } modSeq ? command.Words(string.Create(CultureInfo.InvariantCulture, $"(UNCHANGEDSINCE {modSeq})")) : command;
            command.Words(change switch { ImapFlagChange.Add => "+FLAGS.SILENT", ImapFlagChange.Remove => "-FLAGS.SILENT", _ => "FLAGS.SILENT" }).Flags(flags);
            var reply = await RunAsync(command, null, ct);
            left.AddRange(reply.Code is ImapResponseCode.Modified modified ? [modified.Left] : []);
        }

        return ImapIdSet.Join(left);
    }

    /// <summary>Puts a message into a folder (RFC 9051 §6.3.12). Gives its UID where the server tells (UIDPLUS).</summary>
    /// <param name="message">The whole message, lines ended by CRLF.</param>
    /// <param name="flags">Its flags.</param>
    /// <param name="date">Its internal date; null: now, by the server's clock.</param>
    /// <exception cref="MailException">Refused with TRYCREATE: the folder is not there; OVERQUOTA, TOOBIG.</exception>
    public async Task<ImapAppended?> AppendAsync(string folder, ReadOnlyMemory<byte> message, IReadOnlyList<string> flags, DateTimeOffset? date = null, CancellationToken ct = default)
    {
        var command = Named("APPEND", folder).Flags(flags);
        _ = date is { } at ? command.Words(ImapCommand.DateTime(at)) : command;
        var reply = await RunAsync(command.Literal(message), null, ct);
        return reply.Code is ImapResponseCode.Appended { Uids: { IsEmpty: false } uids, UidValidity: var validity } ? new(validity, uids.First()) : null;
    }

    /// <summary>Copies messages by UID (RFC 9051 §6.4.7). Gives where they are, where the server tells (UIDPLUS).</summary>
    /// <exception cref="MailException">Refused with TRYCREATE: the folder is not there.</exception>
    public Task<ImapCopied?> CopyAsync(ImapIdSet uids, string folder, CancellationToken ct = default) => TransferAsync("UID COPY", uids, folder, ct);

    /// <summary>Moves messages by UID (RFC 6851). Where MOVE is not offered: copies, marks as deleted, and expunges those alone (UIDPLUS).</summary>
    /// <exception cref="MailException">NotOffered: neither MOVE nor UIDPLUS; nothing was done. Refused with TRYCREATE: the folder is not there.</exception>
    public async Task<ImapCopied?> MoveAsync(ImapIdSet uids, string folder, CancellationToken ct = default)
    {
        if (Capabilities.Has("MOVE"))
        {
            return await TransferAsync("UID MOVE", uids, folder, ct);
        }

        Need("UIDPLUS");
        var copied = await TransferAsync("UID COPY", uids, folder, ct);
        await StoreAsync(uids, ImapFlagChange.Add, [ImapFlag.Deleted], null, ct);
        await ExpungeAsync(uids, ct);
        return copied;
    }

    /// <summary>Removes those of the messages that have \Deleted, for good (UIDPLUS, RFC 4315 §2.1).</summary>
    /// <exception cref="MailException">NotOffered: the server can only remove all that have \Deleted.</exception>
    public async Task ExpungeAsync(ImapIdSet uids, CancellationToken ct = default)
    {
        Need("UIDPLUS");
        foreach (var part in uids.Parts(LongestSet))
        {
            await RunAsync(new ImapCommand("UID EXPUNGE").Words(part.ToString()), null, ct);
        }
    }

    private string CurrentTag => string.Create(CultureInfo.InvariantCulture, $"A{commands}");

    private static bool IsMoreThanFlags(ImapMessage message) => message.Contents.Count + message.Others.Count > 0 ||
        message is { InternalDate: not null } or { Size: not null } or { Envelope: not null } or { Structure: not null } or { SaveDate: not null } ||
        message is { GmailMessageId: not null } or { GmailThreadId: not null } or { GmailLabels: not null } or { EmailId: not null };

    private async Task<ImapCopied?> TransferAsync(string verb, ImapIdSet uids, string folder, CancellationToken ct)
    {
        var copied = new List<ImapResponseCode.Copied>();
        foreach (var part in uids.Parts(LongestSet))
        {
            var reply = await RunAsync(Folder(new ImapCommand(verb, HasUtf8).Words(part.ToString()), folder), data =>
            {
                copied.AddRange(data is ImapUntagged.Status { Reply.Code: ImapResponseCode.Copied early } ? [early] : []); // MOVE tells before it removes
                return data is ImapUntagged.Status { Reply.Code: ImapResponseCode.Copied };
            }, ct);
            copied.AddRange(reply.Code is ImapResponseCode.Copied late ? [late] : []);
        }

        return copied.Count == 0 ? null : new(copied[^1].UidValidity, ImapIdSet.Join(copied.Select(one => one.Source)), ImapIdSet.Join(copied.Select(one => one.Destination)));
    }

    /// <summary>Reads an answer to its end that nobody wants any more.</summary>
    private async Task DrainAsync(ImapExchange exchange, ImapReply? reply)
    {
        try
        {
            while (reply is null && fault is null)
            {
                reply = await NextAsync(exchange, null) is ImapResponse.Tagged tagged ? tagged.Reply : null;
            }
        }
        catch (Exception e) when (e is MailException or OperationCanceledException)
        {
            // the next command tells that the session is over
        }
    }
}
