using System.Globalization;
using System.Text;
using Overture.Mail.Imap;
using Overture.Mail.Tests.World;

namespace Overture.Mail.Tests.Imap;

/// <summary>What a person finds who reads the recorded conversations.</summary>
public class ImapCorpusContentTests
{
    private static readonly (string File, Func<Held, bool> Holds)[] Expected =
    [
        ("common/basic-greeting.txt", it => it.Greeting is { Status: ImapStatus.Ok, Code: null, Text: "IMAP4 server ready." }),
        ("common/preauth-greeting.txt", it => it.Greeting is { Status: ImapStatus.Preauth, Text: "IMAP4rev1 server logged in as Smith" }),
        ("common/preauth-capability-greeting.txt", it => it.Greeting.Status == ImapStatus.Preauth && it.Capabilities.Names.Single() == "IMAP4rev1"),
        ("uw/greeting.txt", it => it.Capabilities is { Names.Count: 7, Mechanisms: ["PLAIN", "LOGIN"] } && it.Capabilities.Has("imap4rev1") && it.Greeting.Text.StartsWith("xyz.redmond", StringComparison.Ordinal)),
        ("uw/preauth-greeting.txt", it => it.Greeting.Status == ImapStatus.Preauth && it.Capabilities.Has("ESEARCH") && !it.Capabilities.Has("MOVE")),
        ("courier/greeting.txt", it => it.Capabilities.Has("STARTTLS") && it.Capabilities.Has("UIDPLUS") && !it.Capabilities.Has("SASL-IR") && it.Greeting.Text.StartsWith("Courier-IMAP ready.", StringComparison.Ordinal)),
        ("courier/capability.txt", it => it.Capabilities is { Mechanisms: ["PLAIN"], IsLoginDisabled: false } && it.Reply.Text == "CAPABILITY completed"),
        ("cyrus/greeting.txt", it => it.Capabilities.Has("LITERAL+") && it.Capabilities.Has("SASL-IR") && it.Capabilities.Names.Count == 7),
        ("cyrus/authenticate.txt", it => it.Capabilities.IsLoginDisabled && it.Capabilities.Has("CONDSTORE") && it.Reply.Text == "Success (no protection)"),
        ("lowercase/capability.txt", it => it.Capabilities.Has("STARTTLS") && it.Capabilities.Has("SPECIAL-USE") && it.Capabilities.Names.Count == 4),
        ("lowercase/list.txt", it => it.Names is "INBOX Trash" && it.Folders[1].SpecialUse == ImapSpecialUse.Trash),
        ("dovecot/greeting.txt", it => it.Capabilities.Mechanisms is ["PLAIN", "DIGEST-MD5", "CRAM-MD5", "NTLM"]),
        ("dovecot/authenticate.txt", it => it.Capabilities.Has("QRESYNC") && it.Capabilities.Has("LITERAL+") && it.Reply.Code is ImapResponseCode.Capabilities),
        ("gmail/capability.txt", it => it.Capabilities.Has("X-GM-EXT-1") && it.Capabilities.Has("XLIST") && it.Capabilities.Mechanisms.Count == 5),
        ("gmail/capability+logindisabled.txt", it => it.Capabilities.IsLoginDisabled),
        ("gmail/authenticate.txt", it => it.Capabilities.AppendLimit == 35651584 && it.Capabilities.Has("UTF8=ACCEPT") && it.Capabilities.Has("LITERAL-")),
        ("gmail/authenticate-no-appendlimit-value.txt", it => it.Capabilities.Has("APPENDLIMIT") && it.Capabilities.AppendLimit is null),
        ("gmail/authenticate+webalert.txt", it => it.Remarks.Single() is { Status: ImapStatus.No, Code: { Kind: ImapCode.WebAlert, Arguments: ['h', 't', 't', 'p', 's', ..] }, Text: "Web login required." } && it.Reply is { Status: ImapStatus.No, Code.Kind: ImapCode.Alert }),
        ("strato.de/capability.txt", it => it.Capabilities.AppendLimit == 104857600 && it.Capabilities.Has("MOVE") && it.Capabilities.Mechanisms is ["PLAIN", "LOGIN"]),
        ("yahoo/greeting.txt", it => it.Capabilities.Mechanisms is ["PLAIN", "XOAUTH2", "OAUTHBEARER"] && it.Greeting.Text == "IMAP4rev1 Hello"),
        ("yahoo/capabilities.txt", it => it.Capabilities.Has("XYMHIGHESTMODSEQ") && it.Capabilities.Has("MOVE") && !it.Capabilities.Has("CONDSTORE")),
        ("yahoo/examine-inbox.txt", it => it.Number(ImapCode.UidValidity) == 1595903349 && it.Number(ImapCode.HighestModSeq) == 7 && it.Remarks[^1].Code is { Kind: ImapCode.MailboxId, Arguments: "(27)" } && it.Reply.Code?.Kind == ImapCode.ReadOnly && it.Exists == 1),
        ("yahoo/list-inbox.txt", it => it.Folders is [{ Name: "Inbox", SpecialUse: ImapSpecialUse.Inbox, Delimiter: '/' }]),
        ("yahoo/search.txt", it => it.Found.Ids.ToString() == "1:14" && it.Found.Tag is null),
        ("common/id.txt", it => it.Data<ImapUntagged.Id>().Single().Fields is { Count: 5 } id && id["vendor"] == "Google, Inc." && id["remote-host"] == "127.0.0.1"),
        ("common/namespace.txt", it => it.Data<ImapUntagged.Namespaces>().Single().Data is { Personal: [{ Prefix: "", Delimiter: '/' }], Others: [{ Prefix: "Other Users/" }], Shared: [{ Prefix: "Public Folders/", Delimiter: '/' }] }),
        ("dovecot/namespace.txt", it => it.Data<ImapUntagged.Namespaces>().Single().Data is { Personal: [{ Prefix: "", Delimiter: '.' }], Others: [], Shared: [] }),
        ("common/list-literal-subfolders.txt", it => it.Names == "INBOX Literal Folder Name" && it.Folders[1].Has("\\hasnochildren")),
        ("common/list-nil-folder-delim.txt", it => it.Folders is [{ Delimiter: '/' }, { Name: "Folder1", Delimiter: null }, { Name: "Folder2", Delimiter: null }]),
        ("common/list-namespace.txt", it => it.Folders is [{ Name: "", CanSelect: false }]),
        ("common/status-literal-folder.txt", it => it.Statuses is [{ Folder: "Literal Folder Name", Messages: 60, UidNext: null }]),
        ("dovecot/list-personal.txt", it => it.Names == "Archives Drafts Junk Sent Messages Trash INBOX NIL" && it.Statuses[5] is { Folder: "INBOX", Messages: 4, UidNext: 5, UidValidity: 1436832057, HighestModSeq: 15 }),
        ("dovecot/list-special-use.txt", it => it.Folders.Select(folder => folder.SpecialUse).SequenceEqual([ImapSpecialUse.Drafts, ImapSpecialUse.Junk, ImapSpecialUse.Sent, ImapSpecialUse.Trash]) && it.Folders[2].Name == "Sent Messages"),
        ("gmail/xlist.txt", it => it.Folders.Select(folder => folder.SpecialUse).SequenceEqual([ImapSpecialUse.Inbox, ImapSpecialUse.None, ImapSpecialUse.All, ImapSpecialUse.Drafts, ImapSpecialUse.Important, ImapSpecialUse.Sent, ImapSpecialUse.Junk, ImapSpecialUse.Flagged, ImapSpecialUse.Trash])),
        ("gmail/list-gmail.txt", it => it.Folders is [{ Name: "[Gmail]", CanSelect: false }]),
        ("gmail/list-all.txt", it => it.Folders.Count == 10 && it.Folders[1].Name == "+Folder" && it.Statuses[^1] is { Folder: "[Gmail]/Trash", UidNext: 1143, UidValidity: 2, Size: 1024, MailboxId: "a663f6ce-4f36-434e-9f0c-7f757046a6d4" }),
        ("gmail/lsub-personal.txt", it => it.Names == "INBOX UnitTests [Gmail]" && it.Data<ImapUntagged.Folder>().All(folder => folder.Command == "LSUB")),
        ("gmail/status-inbox-appendlimit.txt", it => it.Statuses is [{ AppendLimit: 35651584, Messages: null }]),
        ("gmail/status-inbox-appendlimit-nil.txt", it => it.Statuses is [{ Folder: "INBOX", AppendLimit: null }]),
        ("gmail/status-all-mail.txt", it => it.Statuses is [{ Folder: "[Gmail]/All Mail", Messages: 67, UidNext: 1210, Unseen: 3, HighestModSeq: 41234 }]),
        ("dovecot/notify-idle.txt", it => it.Responses[0] is ImapResponse.Continuation { Text: "idling" } && it.Folders.Any(folder => folder is { Name: "RenamedFolder", OldName: "RenameMe" }) && it.Messages.Single() is { Uid: 1, Envelope.Cc.Count: 2, Structure: { Size: 3028, Lines: 92, Encoding: "7BIT", Path: "1" } }),
        ("common/select-inbox.txt", it => it is { Exists: 8, Reply.Code.Kind: ImapCode.ReadWrite } && it.Number(ImapCode.UidValidity) == 1436832084 && it.Number(ImapCode.UidNext) == 9 && it.Number(ImapCode.Unseen) == 1 && it.PermanentFlags is { Flags.Count: 5, MayAdd: true }),
        ("common/select-inbox-annotate.txt", it => it.Remarks[^1].Code is { Kind: ImapCode.Annotations, Arguments: "20480 NOPRIVATE" }),
        ("dovecot/examine-folder.txt", it => it is { Exists: 0, PermanentFlags: { Flags: [], MayAdd: false }, Reply.Code.Kind: ImapCode.ReadOnly }),
        ("dovecot/select-unittests-destination.txt", it => it.Remarks[0].Code?.Kind == ImapCode.Closed && it.Exists == 14 && it.Number(ImapCode.UidNext) == 15),
        ("dovecot/select-unittests-messages-qresync.txt", it => it.Data<ImapUntagged.Vanished>().Single() is { Earlier: true } gone && gone.Uids.Single() == 8 && it.Messages.Count == 7 && it.Messages[3] is { Uid: 4, ModSeq: 3, Flags: ["\\Seen", "\\Draft"] }),
        ("gmail/select-inbox.txt", it => it.PermanentFlags is { Flags.Count: 11, MayAdd: true } && it.PermanentFlags.Flags.Contains("JunkRecorded") && it.Number(ImapCode.HighestModSeq) == 126550),
        ("gmail/examine-inbox.txt", it => it.Exists == 270 && it.Number(ImapCode.UidValidity) == 637172988 && it.Reply.Text == "INBOX selected. (Success)"),
        ("gmail/count-explicit.noop.txt", it => it.Responses[0] is ImapResponse.Untagged { Data: ImapUntagged.Expunged { Sequence: 1 } } && it.Exists == 1),
        ("gmail/add-flags.txt", it => it.Data<ImapUntagged.Expunged>().Select(gone => gone.Sequence).Take(5).SequenceEqual([1u, 1u, 1u, 2u, 3u]) && it.Data<ImapUntagged.Expunged>().Count() == 21 && it.Exists == 29),
        ("gmail/uid-move.txt", it => it.Reply.Code is ImapResponseCode.Copied { UidValidity: 85 } moved && moved.Source.Count == 21 && moved.Destination.ToString() == "1:21" && moved.Source.Last() == 50),
        ("gmail/uid-copy.txt", it => it.Reply.Code is ImapResponseCode.Copied copied && copied.Source.ToString() == "1:3,5,7:9,11:14,26:29,31,34,41:43,50"),
        ("dovecot/move.txt", it => it.Remarks.Single().Code is ImapResponseCode.Copied { UidValidity: 1436832101 } moved && moved.Destination.ToString() == "8:14" && it.Data<ImapUntagged.Vanished>().Single() is { Earlier: false, Uids.Count: 7 } && it.Reply.Code is ImapResponseCode.Number { Value: 7 }),
        ("dovecot/expunge.txt", it => it.Data<ImapUntagged.Vanished>().Single().Uids.ToString() == "1:14" && it.Reply.Code is ImapResponseCode.Number { Kind: ImapCode.HighestModSeq, Value: 7 }),
        ("gmail/append.1.txt", it => it.Reply.Code is ImapResponseCode.Appended { UidValidity: 23 } appended && appended.Uids.Single() == 1 && it.Exists == 1),
        ("dovecot/multiappend.txt", it => it.Reply.Code is ImapResponseCode.Appended { UidValidity: 1436832084 } appended && appended.Uids.ToString() == "1:8"),
        ("dovecot/setflags-unchangedsince.txt", it => it.Reply.Code is ImapResponseCode.Modified left && left.Left.SequenceEqual([7u, 9u]) && it.Messages.All(message => message.ModSeq == 6)),
        ("dovecot/store-deleted-custom.txt", it => it.Data<ImapUntagged.Flags>().Single().Names.Contains("$MailKit") && it.Messages.Count == 14 && it.Reply.Code is ImapResponseCode.Modified),
        ("dovecot/enable-qresync.txt", it => it.Data<ImapUntagged.Enabled>().Single().Names is ["QRESYNC", "CONDSTORE"]),
        ("gmail/utf8accept.txt", it => it.Data<ImapUntagged.Enabled>().Single().Names is ["UTF8=ACCEPT"]),
        ("dovecot/noop+alert.txt", it => it.Remarks.Single() is { Code.Kind: ImapCode.Alert, Text: "System shutdown in 10 minutes" }),
        ("gmail/logout.txt", it => it.Remarks.Single() is { Status: ImapStatus.Bye, Text: "LOGOUT Requested" } && it.Reply.Text == "73 good day (Success)"),
        ("gmail/create-mailboxid.txt", it => it.Reply.Code is { Kind: ImapCode.MailboxId, Arguments: "(25dcfa84-fd65-41c3-abc3-633c8f10923f)" }),
        ("metadata/setmetadata-maxsize.txt", it => it.Reply is { Status: ImapStatus.No, Code: { Kind: ImapCode.Metadata, Arguments: "MAXSIZE 10" } }),
        ("metadata/inbox-setmetadata-noprivate.txt", it => it.Reply is { Status: ImapStatus.No, Code.Arguments: "NOPRIVATE", Text: "SETMETADATA failed" }),
        ("dovecot/search-changed-since.txt", it => it.Found is { AreUids: true, Min: 1, Max: 7, Count: 7, ModSeq: 4, Tag: "A########" } && it.Found.Ids.ToString() == "1:7" && it.Found.Others.Single().Value == "(11 22 33 44 55 66 77)"),
        ("dovecot/search-raw.txt", it => it.Found is { ModSeq: 12345678, AreUids: false } && it.Found.Ids.ToString() == "1:14"),
        ("dovecot/search-partial-nil.txt", it => it.Found.Ids.IsEmpty && it.Found.Others.Single() is { Key: "PARTIAL", Value: "(100:110 NIL)" }),
        ("dovecot/sort-by-date.txt", it => it.Found.Ids.SequenceEqual([7u, 14u, 6u, 13u, 5u, 12u, 4u, 11u, 3u, 10u, 2u, 9u, 1u, 8u])),
        ("dovecot/sort-raw.txt", it => it.Found.Ids.SequenceEqual([7u, 14u, 6u, 13u, 5u, 12u, 4u, 11u, 3u, 10u, 2u, 9u, 1u, 8u])),
        ("gmail/search-deleted-not-1-3.txt", it => it.Found.Ids.SequenceEqual([5u, 7u, 8u, 9u, 11u, 12u, 13u, 14u, 26u, 27u, 28u, 29u, 31u, 34u, 41u, 42u, 43u, 50u])),
        ("dovecot/fetch1.txt", it => it.Messages.Count == 7 && it.Messages[0].Others.Select(other => other.Key).SequenceEqual(["XAOL.SPAM.REASON", "XAOL-MSGID", "XAOL-PAREN-LIST"]) && it.Messages[0] is { ModSeq: 4, Flags: ["\\Answered", "\\Seen", "\\Draft"] }),
        ("dovecot/fetch3.txt", it => it.Messages[0] is { Size: 253, Structure: { Type: "text", Subtype: "plain", Lines: 1 } } && it.Messages[0].Envelope!.Subject.ToString() == "A" && it.Messages[0].InternalDate == new DateTimeOffset(2016, 10, 2, 17, 28, 25, TimeSpan.FromHours(-4)) && Text(it.Messages[1].Contents.Single()) == "References: <a@mimekit.net>\r\n\r\n"),
        ("dovecot/getbodypart1.txt", it => it.Messages.Single().Contents is [{ Section: "1.MIME" }, { Section: "1", Length: 27 }] && Text(it.Messages[0].Contents[1]) == "This is the message body.\r\n"),
        ("dovecot/getbodypartheaders.txt", it => it.Messages.Single() is { Sequence: 2, Uid: 2, Contents: [{ Section: "1.MIME", Length: 43 }] }),
        ("dovecot/getstream.txt", it => it.Messages.Single().Contents is [{ Section: "", Offset: 128, Length: 64, IsCut: false }]),
        ("dovecot/getstreams2.txt", it => it.Messages.Select(message => message.Uid).SequenceEqual([1u, 2u, 3u]) && it.Messages.All(message => Text(message.Contents[0]).EndsWith("working correctly.", StringComparison.Ordinal))),
        ("gmail/fetch-nil.txt", it => it.Messages.Single() is { Sequence: 3, Uid: 1, Contents: [{ Section: "1.TEXT", Offset: 0, Length: 0 }] }),
        ("gmail/fetch-quoted-string.txt", it => Text(it.Messages.Single().Contents.Single()) == "This is the message body as a quoted-string."),
        ("gmail/fetch-nil-bodystructure.txt", it => it.Messages.Single().Structure is { Type: "multipart", Subtype: "ALTERNATIVE", Parts: [{ Path: "1", Size: 5235, Lines: 112 }, { Path: "2", Subtype: "HTML", Size: 60479 }] }),
        ("gmail/fetch-korean-previewtext-bodystructure.txt", it => it.Messages.Single().Structure is { Path: "1", Encoding: "BASE64", Lines: 25, Parameters: [{ Key: "CHARSET" }] } part && part.Parameters[0].Value.ToString() == "ks_c_5601-1987"),
        ("gmail/fetch-objectid.txt", it => it.Messages[0] is { EmailId: "M6d99ac3275bb4e", ThreadId: "T64b478a75b7ea9" } && it.Messages[3].ThreadId is null),
        ("gmail/fetch-savedate.txt", it => it.Messages[0].SaveDate == new DateTimeOffset(2023, 9, 12, 13, 39, 1, TimeSpan.FromHours(-4)) && it.Messages[3].SaveDate is null),
        ("gmail/fetch-preview.txt", it => it.Messages.Count == 6 && it.Messages[4].Others.Single() is { Key: "PREVIEW", Value: "\"Don't miss our celebrity guest Monday evening\"" } && it.Messages[4].Envelope!.Cc[2].Address == "recipient3@example.com"),
        ("gmail/search-summary.txt", it => it.Messages[0] is { GmailThreadId: 1592225494819146101, GmailLabels: ["Test Messages", "\\Important"], ModSeq: 29233, Envelope: { From: [], To.Count: 18, Cc.Count: 2 } } && it.Messages[0].Envelope!.To[16].Address == "stornett@flash" && it.Messages[0].Envelope!.To[0].Address == "abel"
            && it.Messages[0].Structure!.All().Select(part => part.Path).SequenceEqual(["", "1", "1.1", "1.2", "2", "2.1", "2.2", "2.3", "2.4", "3"]) && it.Messages[3].Structure!.Parts[1] is { Path: "2", Type: "MESSAGE" } within && within.Envelope!.Subject.ToString() == "mail from Wacky"),
        ("gmail/add-labels.txt", it => it.Messages[0] is { Uid: 1, GmailLabels: ["\\Important", "Custom Label", "NIL"] } && it.Messages.Count == 21),
        ("gmail/expunge-during-fetch.txt", it => it.Messages[0].Envelope!.InReplyTo.ToString() == "in-reply-to@localhost.localdomain" && it.Data<ImapUntagged.Expunged>().Select(gone => gone.Sequence).SequenceEqual([2u, 5u]) && it.Exists == 4),
        ("gmail/headers.1+unsolicited-info.txt", it => it.Messages.Single() is { Flags: ["\\Seen", "\\Deleted"], GmailLabels: ["Trash"], Contents: [{ Section: "HEADER", Length: 515 }] } && it.Reply.Status == ImapStatus.Ok),
        ("gmail/precise-pangolin-message.txt", it => it.Messages.Single() is { Sequence: 270, Uid: null, ModSeq: 35295, Contents: [{ Section: "", Length: 168457, IsCut: false }] }),
        ("gmail/idle.txt", it => it.Responses[0] is ImapResponse.Continuation { Text: "okay, go ahead" } && it.Messages[3] is { Sequence: 5, Uid: 5, Flags: ["\\Seen", "\\Answered", "\\Deleted"] }),
        ("common/fetch-annotations.txt", it => it.Messages[1].Others.Single() is { Key: "ANNOTATION", Value: "(/comment (value.priv \"My comment\" value.shared NIL) /altsubject (value.priv \"My subject\" value.shared NIL))" }),
        ("common/getquota.txt", it => it.Data<ImapUntagged.Other>().Last() is { Name: "QUOTA", Text: "\"\" (STORAGE 3783 15728640)" }),
        ("acl/getacl.txt", it => it.Data<ImapUntagged.Other>().Single() is { Name: "ACL", Text: "INBOX Fred rwipslxetad Chris lrswi" }),
        ("metadata/getmetadata.txt", it => it.Data<ImapUntagged.Other>().Single() is { Name: "METADATA", Text: "\"\" (/private/comment \"this is a comment\")" }),
        ("dovecot/thread-references.txt", it => it.Data<ImapUntagged.Other>().Single() is { Name: "THREAD", Text: "(1 (2 (3 5) (6)) (4)) (7)" }),
    ];

    [Fact]
    public async Task The_recorded_conversations_hold_what_stands_in_them()
    {
        var wrong = new List<string>();
        foreach (var (file, holds) in Expected)
        {
            if (Corpus.File("imap/" + file) is { } path && !holds(new(await Transcript.FileAsync(path))))
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{file}"));
            }
        }

        Assert.Empty(wrong);
        Assert.True(Expected.Length >= 60);
    }

    private static string Text(ImapContent content) => Encoding.UTF8.GetString(content.Octets.Span);

    private sealed record Held(List<ImapResponse> Responses)
    {
        public ImapReply Reply => Responses.OfType<ImapResponse.Tagged>().Last().Reply;

        public ImapReply Greeting => Remarks[0];

        public List<ImapReply> Remarks => [.. Data<ImapUntagged.Status>().Select(status => status.Reply)];

        public ImapCapabilities Capabilities => Data<ImapUntagged.Capability>().FirstOrDefault()?.Offered ?? Codes.OfType<ImapResponseCode.Capabilities>().Single().Offered;

        public List<ImapFolder> Folders => [.. Data<ImapUntagged.Folder>().Select(folder => folder.Data)];

        public string Names => string.Join(' ', Folders.Select(folder => folder.Name));

        public List<ImapFolderStatus> Statuses => [.. Data<ImapUntagged.FolderStatus>().Select(status => status.Data)];

        public List<ImapMessage> Messages => [.. Data<ImapUntagged.Message>().Select(message => message.Data)];

        public ImapSearchResult Found => Data<ImapUntagged.Search>().Single().Result;

        public uint Exists => Data<ImapUntagged.Exists>().Last().Count;

        public ImapResponseCode.PermanentFlags PermanentFlags => Codes.OfType<ImapResponseCode.PermanentFlags>().Single();

        private IEnumerable<ImapResponseCode> Codes => Remarks.Select(remark => remark.Code).Concat(Responses.OfType<ImapResponse.Tagged>().Select(tagged => tagged.Reply.Code)).OfType<ImapResponseCode>();

        public ulong Number(ImapCode code) => Codes.OfType<ImapResponseCode.Number>().Single(number => number.Kind == code).Value;

        public IEnumerable<T> Data<T>() where T : ImapUntagged => Responses.Data<T>();
    }
}
