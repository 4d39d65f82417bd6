using System.Globalization;
using System.Text;

namespace Overture.World.PostOffice;

/// <summary>One client's session with an <see cref="ImapPost"/> (RFC 9051 §3).</summary>
internal sealed partial class ImapPostSession(ImapPost post, ImapPostWire wire)
{
    private string? user;
    private MailFolder? folder;
    private List<(uint Uid, ulong ModSeq)> view = [];
    private bool isReadOnly;
    private bool hasUtf8;
    private bool isOver;

    public async Task RunAsync(CancellationToken ct)
    {
        if (post.Options.ImplicitTls)
        {
            await wire.ProtectAsync(ct);
        }

        if (!await MischiefAsync("GREETING", "*", ct))
        {
            return;
        }

        await wire.SayAsync($"* OK [CAPABILITY {Capabilities}] Overture World ready", ct);
        while (!isOver)
        {
            var (lines, literals) = await wire.CommandAsync(ct);
            var arguments = ImapArgument.Read(lines, literals);
            if (arguments.Count < 2)
            {
                await wire.SayAsync("* BAD a tag and a command, please", ct);
                continue;
            }

            var verb = arguments[1].Text.ToUpperInvariant();
            var rest = arguments.Skip(2).ToList();
            if (verb == "UID" && rest.Count > 0)
            {
                (verb, rest) = ("UID " + rest[0].Text.ToUpperInvariant(), [.. rest.Skip(1)]);
            }

            var secret = verb is "LOGIN" or "AUTHENTICATE";
            post.Keep(secret ? verb : $"{verb} {string.Join(' ', lines.Select(line => Encoding.UTF8.GetString(line)))[(arguments[0].Text.Length + 1 + verb.Length)..].Trim()}".Trim());
            if (await MischiefAsync(verb, arguments[0].Text, ct))
            {
                var reply = await AnswerAsync(verb, rest, ct);
                Sync(verb is not ("FETCH" or "STORE" or "SEARCH"));
                await wire.SayAsync($"{arguments[0].Text} {reply}", ct);
                await AfterAsync(verb, reply, ct);
            }
        }
    }

    private string Capabilities => post.Options.Capabilities + (post.Options.Certificate is not null && !wire.IsProtected ? " STARTTLS" : "");

    private Task<string> AnswerAsync(string verb, List<ImapArgument> arguments, CancellationToken ct) => verb switch
    {
        "AUTHENTICATE" => AuthenticateAsync(arguments, ct),
        "IDLE" when user is not null => IdleAsync(ct),
        _ => Task.FromResult(Answer(verb, arguments)),
    };

    private string Answer(string verb, List<ImapArgument> arguments)
    {
        switch (verb)
        {
            case "CAPABILITY":
                wire.Add($"* CAPABILITY {Capabilities}");
                return "OK done";
            case "NOOP" or "CHECK":
                return "OK done";
            case "STARTTLS":
                return post.Options.Certificate is null || wire.IsProtected ? "BAD no" : "OK begin";
            case "LOGOUT":
                wire.Add("* BYE see you");
                isOver = true;
                return "OK done";
            case "ID":
                wire.Add("* ID (\"name\" \"Overture World\")");
                return "OK done";
            case "LOGIN" when arguments.Count == 2:
                return SignIn(arguments[0].Text, arguments[1].Text);
        }

        return user is null ? "BAD sign in first" : SignedIn(verb, arguments);
    }

    private string SignedIn(string verb, List<ImapArgument> arguments) => (verb, arguments) switch
    {
        ("ENABLE", _) => Enable(arguments),
        ("NAMESPACE", _) => Namespace(),
        ("LIST" or "XLIST", [_, var pattern, ..]) => List(Name(pattern)),
        ("STATUS", [var name, ..]) => Status(Name(name)),
        ("SELECT" or "EXAMINE", [var name, ..]) => Open(Name(name), verb == "EXAMINE"),
        ("CREATE", [var name]) => post.Store.AddFolder(user!, Name(name)) is null ? "NO [ALREADYEXISTS] it is there" : "OK done",
        ("DELETE", [var name]) => post.Store.RemoveFolder(user!, Name(name)) ? "OK done" : "NO [NONEXISTENT] it is not there",
        ("RENAME", [var name, var to]) => post.Store.RenameFolder(user!, Name(name), Name(to)) ? "OK done" : "NO [NONEXISTENT] it is not there",
        ("APPEND", [var name, ..]) => Append(Name(name), arguments),
        ("SUBSCRIBE" or "UNSUBSCRIBE", _) => "OK done",
        _ => folder is null ? "BAD select a folder first, or no such command" : Selected(verb, arguments),
    };

    private string SignIn(string name, string password)
    {
        if (!post.Store.Opens(name, password))
        {
            return "NO [AUTHENTICATIONFAILED] wrong name or password";
        }

        user = name;
        return $"OK [CAPABILITY {Capabilities}] welcome";
    }

    /// <summary>PLAIN; XOAUTH2 with the password as the token.</summary>
    private async Task<string> AuthenticateAsync(List<ImapArgument> arguments, CancellationToken ct)
    {
        if (arguments.Count == 1)
        {
            await wire.SayAsync("+ ", ct);
            arguments.Add(new(Encoding.ASCII.GetString(await wire.LineAsync(ct)), false));
        }

        var said = new byte[arguments[^1].Text.Length];
        if (!Convert.TryFromBase64String(arguments[^1].Text, said, out var length))
        {
            return "BAD that is no base64";
        }

        var parts = Encoding.UTF8.GetString(said, 0, length).Split('\0', '\u0001');
        if (arguments[0].Is("PLAIN"))
        {
            return parts is [_, var name, var password] ? SignIn(name, password) : "BAD that is no PLAIN";
        }

        var reply = parts is [var who, var token, ..] ? SignIn(who.Replace("user=", "", StringComparison.Ordinal), token.Replace("auth=Bearer ", "", StringComparison.Ordinal)) : "BAD that is no XOAUTH2";
        if (reply.StartsWith("NO", StringComparison.Ordinal))
        {
            await wire.SayAsync("+ " + Convert.ToBase64String("{\"status\":\"401\"}"u8), ct);
            await wire.LineAsync(ct);
        }

        return reply;
    }

    private async Task AfterAsync(string verb, string reply, CancellationToken ct)
    {
        if (verb == "STARTTLS" && reply.StartsWith("OK", StringComparison.Ordinal))
        {
            await wire.ProtectAsync(ct);
        }
    }

    private string Enable(List<ImapArgument> names)
    {
        hasUtf8 |= names.Exists(name => name.Is("UTF8=ACCEPT"));
        wire.Add($"* ENABLED {string.Join(' ', names.Select(name => name.Text.ToUpperInvariant()))}");
        return "OK done";
    }

    private string Namespace()
    {
        wire.Add("* NAMESPACE ((\"\" \"/\")) NIL NIL");
        return "OK done";
    }

    private string List(string pattern)
    {
        foreach (var one in post.Store.Folders(user!).Where(one => pattern is "*" or "%" || pattern == one.Name))
        {
            wire.Add($"* LIST (\\HasNoChildren{(one.SpecialUse is { } use ? " " + use : "")}) \"/\" {Quoted(one.Name)}");
        }

        return "OK done";
    }

    private string Status(string name)
    {
        if (post.Store.Folder(user!, name) is not { } one)
        {
            return "NO [NONEXISTENT] there is no such folder";
        }

        var messages = one.Messages;
        wire.Add(string.Create(CultureInfo.InvariantCulture, $"* STATUS {Quoted(one.Name)} (MESSAGES {messages.Count} UIDNEXT {one.UidNext} UIDVALIDITY {one.UidValidity} UNSEEN {messages.Count(message => !message.Has("\\Seen"))} HIGHESTMODSEQ {one.HighestModSeq})"));
        return "OK done";
    }

    private string Open(string name, bool forReading)
    {
        (folder, isReadOnly) = (post.Store.Folder(user!, name), forReading);
        if (folder is null)
        {
            return "NO [NONEXISTENT] there is no such folder";
        }

        view = Now();
        wire.Add(string.Create(CultureInfo.InvariantCulture, $"* {view.Count} EXISTS\r\n* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)"));
        wire.Add($"* OK [PERMANENTFLAGS ({(forReading ? "" : "\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*")})] flags");
        wire.Add(string.Create(CultureInfo.InvariantCulture, $"* OK [UIDVALIDITY {folder.UidValidity}] valid\r\n* OK [UIDNEXT {folder.UidNext}] next\r\n* OK [HIGHESTMODSEQ {folder.HighestModSeq}] highest"));
        return forReading ? "OK [READ-ONLY] done" : "OK [READ-WRITE] done";
    }

    private string Append(string name, List<ImapArgument> arguments)
    {
        if (post.Store.Folder(user!, name) is not { } into)
        {
            return "NO [TRYCREATE] there is no such folder";
        }

        var flags = arguments.Find(argument => argument.Items is not null)?.Items?.ConvertAll(flag => flag.Text);
        var date = arguments.Count > 3 && DateTimeOffset.TryParse(arguments[^2].Text, CultureInfo.InvariantCulture, out var told) ? told : (DateTimeOffset?)null;
        var message = into.Add(arguments[^1].Octets ?? [], flags, date);
        return string.Create(CultureInfo.InvariantCulture, $"OK [APPENDUID {into.UidValidity} {message.Uid}] done");
    }

    private List<(uint Uid, ulong ModSeq)> Now() => [.. folder!.Messages.Select(message => (message.Uid, message.ModSeq))];

    private string Quoted(string name) => hasUtf8 ? $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : MessageView.Quoted(FolderName.Encode(name));

    private string Name(ImapArgument argument) => hasUtf8 ? argument.Text : FolderName.Decode(argument.Text);

    /// <summary>Tells what changed since the client was last told (RFC 9051 §7.5). Gives whether anything did.</summary>
    private bool Sync(bool mayExpunge)
    {
        if (folder is null)
        {
            return false;
        }

        var now = Now();
        var told = false;
        for (var i = view.Count - 1; mayExpunge && i >= 0; i--)
        {
            if (!now.Exists(one => one.Uid == view[i].Uid))
            {
                wire.Add(string.Create(CultureInfo.InvariantCulture, $"* {i + 1} EXPUNGE"));
                view.RemoveAt(i);
                told = true;
            }
        }

        for (var i = 0; i < view.Count; i++)
        {
            var (uid, modSeq) = now.Find(one => one.Uid == view[i].Uid);
            if (uid != 0 && modSeq != view[i].ModSeq)
            {
                view[i] = (uid, modSeq);
                wire.Add(string.Create(CultureInfo.InvariantCulture, $"* {i + 1} FETCH (UID {uid} FLAGS ({string.Join(' ', Message(uid)!.Flags)}) MODSEQ ({modSeq}))"));
                told = true;
            }
        }

        var news = now.Where(one => view.Count == 0 || one.Uid > view[^1].Uid).ToList();
        if (news.Count > 0)
        {
            view.AddRange(news);
            wire.Add(string.Create(CultureInfo.InvariantCulture, $"* {view.Count} EXISTS"));
        }

        return told || news.Count > 0;
    }
}
