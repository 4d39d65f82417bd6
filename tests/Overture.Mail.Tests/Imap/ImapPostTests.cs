using System.Diagnostics;
using System.Text;
using Overture.Mail.Imap;
using Overture.Mail.Tests.World;
using Overture.Mail.Wire;
using Overture.World.PostOffice;

namespace Overture.Mail.Tests.Imap;

public class ImapPostTests
{
    internal const string Mail = "From: Ann <ann@example.org>\r\nTo: bob@example.com\r\nSubject: Hello\r\nMessage-ID: <1@example.org>\r\nDate: Mon, 2 Nov 2026 10:00:00 +0100\r\n\r\nHow are you?\r\n";

    private static readonly ImapFetch Headers = new(ImapItems.Flags | ImapItems.Envelope, ImapSection.Header);
    private static readonly ImapOptions Hasty = new() { SilenceTimeout = TimeSpan.FromMilliseconds(300), CommandTimeout = TimeSpan.FromSeconds(5), StopTimeout = TimeSpan.FromMilliseconds(300) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static MailStore Store(int messages = 2)
    {
        var store = new MailStore().AddAccount("bob", "secret");
        for (var i = 0; i < messages; i++)
        {
            store.Deliver("bob", Encoding.ASCII.GetBytes(Mail));
        }

        return store;
    }

    internal static MailServer Server(ImapPost post, ConnectionSecurity security = ConnectionSecurity.None) => new("localhost", post.Port, security) { AllowsCredentialsInClear = true, CertificateCheck = Trust.Root };

    private static async Task<ImapClient> SignedInAsync(ImapPost post, ImapOptions? options = null)
    {
        var client = await ImapClient.ConnectAsync(Server(post), options, Ct);
        await client.SignInAsync(new Credentials.Password("bob", "secret"), Ct);
        await client.SelectAsync("INBOX", Ct);
        return client;
    }

    [Theory]
    [InlineData(ConnectionSecurity.None, "")]
    [InlineData(ConnectionSecurity.StartTls, "")]
    [InlineData(ConnectionSecurity.ImplicitTls, "")]
    [InlineData(ConnectionSecurity.None, "IMAP4rev1")]
    [InlineData(ConnectionSecurity.None, "IMAP4rev1 UIDPLUS XLIST LITERAL+ AUTH=PLAIN")]
    public async Task A_whole_session_with_whatever_is_offered(ConnectionSecurity security, string capabilities)
    {
        var options = new ImapPostOptions { Certificate = security == ConnectionSecurity.None ? null : Certificates.Good, ImplicitTls = security == ConnectionSecurity.ImplicitTls };
        await using var post = ImapPost.Start(Store(), capabilities.Length == 0 ? options : options with { Capabilities = capabilities });
        await using var client = await ImapClient.ConnectAsync(Server(post, security), null, Ct);
        await client.SignInAsync(new Credentials.Password("bob", "secret"), Ct);

        var folders = await client.ListAsync("*", Ct);
        var mailbox = await client.SelectAsync("INBOX", Ct);
        var found = await client.SearchAsync(ImapSearch.Header("Message-ID", "<1@example.org>").And(ImapSearch.Subject("größe").Not()), Ct);
        var messages = await client.FetchAsync(ImapIdSet.All, Headers, Ct).ToListAsync(Ct);
        await client.StoreAsync(ImapIdSet.Of(1), ImapFlagChange.Add, [ImapFlag.Answered], null, Ct);
        var appended = await client.AppendAsync("Sent", Encoding.ASCII.GetBytes(Mail), [ImapFlag.Seen], null, Ct);
        var moved = capabilities == "IMAP4rev1" ? null : await client.MoveAsync(ImapIdSet.Of(2), "Archive", Ct);
        await client.LogoutAsync(Ct);

        Assert.Equal(6, folders.Count);
        Assert.Equal((2u, 2L), (mailbox.Exists, found.Ids.Count));
        Assert.All(messages, message => Assert.Equal("Hello", message.Envelope!.Subject.ToString()));
        Assert.Equal(1u, appended!.Uid);
        Assert.Equal(capabilities != "IMAP4rev1", moved is not null);
        Assert.True(post.Store.Folder("bob", "INBOX")!.Messages[0].Has(ImapFlag.Answered));
        Assert.Equal(0, post.Store.Folder("bob", "INBOX")!.TimesSeen);
    }

    [Fact]
    public async Task A_token_signs_in_and_a_bad_one_is_refused()
    {
        await using var post = ImapPost.Start(Store());
        await using var client = await ImapClient.ConnectAsync(Server(post), null, Ct);

        var e = await Assert.ThrowsAsync<MailException>(() => client.SignInAsync(new Credentials.AccessToken("bob", "old-token"), Ct));
        await client.SignInAsync(new Credentials.AccessToken("bob", "secret"), Ct);

        Assert.Equal(ImapCode.AuthenticationFailed, e.ImapReply!.Code!.Kind);
        Assert.True(client.IsSignedIn);
        Assert.DoesNotContain(post.Commands, command => command.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Starttls_that_is_hidden_is_missed()
    {
        await using var post = ImapPost.Start(Store());

        var e = await Assert.ThrowsAsync<MailException>(() => ImapClient.ConnectAsync(Server(post, ConnectionSecurity.StartTls), null, Ct));

        Assert.Equal(MailFailure.NotOffered, e.Failure);
        Assert.DoesNotContain("LOGIN", post.Commands);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("other host")]
    public async Task A_certificate_that_does_not_hold_is_refused(string which)
    {
        await using var post = ImapPost.Start(Store(), new() { ImplicitTls = true, Certificate = which == "expired" ? Certificates.Expired : Certificates.WrongHost });

        var e = await Assert.ThrowsAsync<MailException>(() => ImapClient.ConnectAsync(Server(post, ConnectionSecurity.ImplicitTls), null, Ct));

        Assert.Equal(MailFailure.Tls, e.Failure);
    }

    [Theory]
    [InlineData(ImapMischief.Bye, MailFailure.Lost)]
    [InlineData(ImapMischief.HangUp, MailFailure.Lost)]
    [InlineData(ImapMischief.Silence, MailFailure.TimedOut)]
    [InlineData(ImapMischief.Refuse, MailFailure.Refused)]
    [InlineData(ImapMischief.Garbage, MailFailure.Malformed)]
    [InlineData(ImapMischief.Nul, MailFailure.Malformed)]
    [InlineData(ImapMischief.Flood, MailFailure.Malformed)]
    [InlineData(ImapMischief.EndlessLine, MailFailure.Malformed)]
    [InlineData(ImapMischief.EndlessLiteral, MailFailure.Malformed)]
    [InlineData(ImapMischief.DeepList, MailFailure.Malformed)]
    [InlineData(ImapMischief.ShortLiteral, MailFailure.Lost)]
    public async Task Whatever_a_server_does_ends_in_a_failure_with_a_name(ImapMischief mischief, MailFailure failure)
    {
        await using var post = ImapPost.Start(Store());
        await using var client = await SignedInAsync(post, Hasty);
        post.Mischief = new Dictionary<string, ImapMischief>(StringComparer.Ordinal) { ["NOOP"] = mischief };
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var began = Stopwatch.StartNew();

        var e = await Assert.ThrowsAsync<MailException>(() => client.NoopAsync(Ct));

        Assert.Equal(failure, e.Failure);
        Assert.InRange(began.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 100_000_000);
        Assert.Equal(mischief != ImapMischief.Refuse, client.IsBroken);
        Assert.Equal(mischief is ImapMischief.Bye or ImapMischief.Refuse ? ImapCode.Unavailable : null, e.ImapReply?.Code?.Kind);
    }

    [Theory]
    [InlineData(ImapMischief.Bye, MailFailure.Refused)]
    [InlineData(ImapMischief.HangUp, MailFailure.Lost)]
    [InlineData(ImapMischief.Garbage, MailFailure.Malformed)]
    [InlineData(ImapMischief.Silence, MailFailure.TimedOut)]
    public async Task A_greeting_can_go_wrong_too(ImapMischief mischief, MailFailure failure)
    {
        await using var post = ImapPost.Start(Store());
        post.Mischief = new Dictionary<string, ImapMischief>(StringComparer.Ordinal) { ["GREETING"] = mischief };

        var e = await Assert.ThrowsAsync<MailException>(() => ImapClient.ConnectAsync(Server(post), Hasty, Ct));

        Assert.Equal(failure, e.Failure);
    }

    [Fact]
    public async Task Bye_in_idle_is_told_with_the_servers_word()
    {
        await using var post = ImapPost.Start(Store());
        await using var client = await SignedInAsync(post);
        post.Mischief = new Dictionary<string, ImapMischief>(StringComparer.Ordinal) { ["IDLING"] = ImapMischief.Bye };

        var e = await Assert.ThrowsAsync<MailException>(async () => await client.IdleAsync(Ct).ToListAsync(Ct));

        Assert.Equal((MailFailure.Lost, "going down"), (e.Failure, e.ImapReply!.Text));
    }

    [Theory]
    [InlineData(ImapMischief.Flood, MailFailure.Malformed)]
    [InlineData(ImapMischief.Silence, MailFailure.TimedOut)]
    public async Task A_server_that_does_not_end_idle_is_left(ImapMischief mischief, MailFailure failure)
    {
        await using var post = ImapPost.Start(Store());
        await using var client = await SignedInAsync(post, Hasty);
        post.Mischief = new Dictionary<string, ImapMischief>(StringComparer.Ordinal) { ["IDLING"] = mischief };
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var began = Stopwatch.StartNew();

        var e = await Assert.ThrowsAsync<MailException>(async () => await client.IdleAsync(stop.Token).ToListAsync(Ct));

        Assert.Equal(failure, e.Failure);
        Assert.InRange(began.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_line_that_died_is_noticed_when_idle_is_renewed()
    {
        await using var post = ImapPost.Start(Store());
        await using var client = await SignedInAsync(post, Hasty with { IdleRenewal = TimeSpan.FromMilliseconds(100) });
        post.Mischief = new Dictionary<string, ImapMischief>(StringComparer.Ordinal) { ["IDLING"] = ImapMischief.Silence };

        var e = await Assert.ThrowsAsync<MailException>(async () => await client.IdleAsync(Ct).ToListAsync(Ct));

        Assert.Equal(MailFailure.TimedOut, e.Failure);
    }

    [Fact]
    public async Task Idle_gives_what_comes_and_ends_in_order()
    {
        await using var post = ImapPost.Start(Store());
        await using var client = await SignedInAsync(post, new() { IdleRenewal = TimeSpan.FromMilliseconds(50) });
        using var stop = new CancellationTokenSource();
        var news = new List<ImapUntagged>();

        await foreach (var data in Delivered(client.IdleAsync(stop.Token), post))
        {
            news.Add(data);
            await stop.CancelAsync();
        }

        Assert.Equal([new ImapUntagged.Exists(3)], news);
        await client.NoopAsync(Ct);
        Assert.Contains(post.Commands, command => command == "IDLE");
    }

    [Fact]
    public async Task A_body_of_50_mb_is_streamed_in_little_memory_and_cut_where_it_is_kept()
    {
        await using var post = ImapPost.Start(Store());
        await using var client = await SignedInAsync(post);
        post.Mischief = new Dictionary<string, ImapMischief>(StringComparer.Ordinal) { ["UID FETCH"] = ImapMischief.HugeLiteral };
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var length = await client.FetchAsync(1, ImapSection.Whole, Stream.Null, Ct);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        var kept = (await client.FetchAsync(ImapIdSet.Of(1), new(ImapItems.None, ImapSection.Whole), Ct).ToListAsync(Ct)).Single().Contents.Single();

        Assert.Equal(52_428_800, length);
        Assert.InRange(grown, long.MinValue, 20_000_000);
        Assert.Equal((true, 1024 * 1024, 52_428_800L), (kept.IsCut, kept.Octets.Length, kept.Length));
    }

    [Fact]
    public async Task A_literal_longer_than_told_does_no_harm()
    {
        await using var post = ImapPost.Start(Store());
        await using var client = await SignedInAsync(post);
        post.Mischief = new Dictionary<string, ImapMischief>(StringComparer.Ordinal) { ["UID FETCH"] = ImapMischief.LongLiteral };

        var messages = await client.FetchAsync(ImapIdSet.All, Headers, Ct).ToListAsync(Ct);

        Assert.Equal(2, messages.Count(message => message.Envelope is not null));
    }

    [Theory]
    [InlineData(ImapMischief.Interrupt, 2)]
    [InlineData(ImapMischief.ExpungeBetween, 1)]
    public async Task News_in_the_middle_of_a_fetch_reach_the_callback_and_break_nothing(ImapMischief mischief, int left)
    {
        var news = new List<ImapUntagged>();
        await using var post = ImapPost.Start(Store());
        await using var client = await SignedInAsync(post, new() { OnUntagged = news.Add });
        post.Mischief = new Dictionary<string, ImapMischief>(StringComparer.Ordinal) { ["UID FETCH"] = mischief };

        var messages = await client.FetchAsync(ImapIdSet.Of(1, 2), Headers, Ct).ToListAsync(Ct);

        Assert.Equal(left, messages.Count);
        Assert.All(messages, message => Assert.NotNull(message.Envelope));
        Assert.Contains(news, data => mischief == ImapMischief.Interrupt ? data is ImapUntagged.Status { Reply.Code.Kind: ImapCode.Alert } : data is ImapUntagged.Expunged { Sequence: 2 });
    }

    [Fact]
    public async Task Another_uidvalidity_is_seen_when_the_folder_is_opened_again()
    {
        await using var post = ImapPost.Start(Store());
        await using var client = await SignedInAsync(post);
        var before = client.Mailbox!.UidValidity;

        post.Store.Folder("bob", "INBOX")!.ChangeUidValidity();

        Assert.Equal(before + 1, (await client.ExamineAsync("INBOX", Ct)).UidValidity);
        Assert.Equal(before + 1, (await client.StatusAsync("INBOX", Ct)).UidValidity);
    }

    [Fact]
    public async Task A_command_that_drips_for_ever_ends_when_its_time_is_over()
    {
        await using var post = ImapPost.Start(Store(), new() { Fault = number => number == 0 ? new(Drip: TimeSpan.FromMilliseconds(20)) : null });

        var e = await Assert.ThrowsAsync<MailException>(() => ImapClient.ConnectAsync(Server(post), Hasty with { CommandTimeout = TimeSpan.FromMilliseconds(500) }, Ct));

        Assert.Equal(MailFailure.TimedOut, e.Failure);
    }

    [Fact]
    public async Task A_canceled_command_ends_the_session()
    {
        await using var post = ImapPost.Start(Store());
        await using var client = await SignedInAsync(post);
        post.Mischief = new Dictionary<string, ImapMischief>(StringComparer.Ordinal) { ["NOOP"] = ImapMischief.Silence };
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.NoopAsync(stop.Token));
        var e = await Assert.ThrowsAsync<MailException>(() => client.NoopAsync(Ct));

        Assert.Equal((MailFailure.Lost, true), (e.Failure, client.IsBroken));
    }

    [Fact]
    public async Task No_value_becomes_a_command()
    {
        const string Evil = "x\" OR ALL\r\nA1 LOGOUT";
        await using var post = ImapPost.Start(Store());
        await using var client = await SignedInAsync(post);

        await client.CreateAsync(Evil, Ct);
        var found = await client.SearchAsync(ImapSearch.Subject(Evil).Or(ImapSearch.Header(Evil, Evil)), Ct);
        await Assert.ThrowsAsync<ArgumentException>(() => client.StoreAsync(ImapIdSet.Of(1), ImapFlagChange.Add, ["a) BODY"], null, Ct));
        Assert.Throws<ArgumentException>(() => ImapSection.Fields("From)]"));
        await Assert.ThrowsAsync<ArgumentException>(() => client.EnableAsync(["A\r\nB"], Ct));

        Assert.True(found.Ids.IsEmpty);
        Assert.NotNull(post.Store.Folder("bob", Evil));
        Assert.DoesNotContain(post.Commands, command => command.StartsWith("LOGOUT", StringComparison.Ordinal));
    }

    private static async IAsyncEnumerable<ImapUntagged> Delivered(IAsyncEnumerable<ImapUntagged> idle, ImapPost post)
    {
        var delivering = Task.Run(async () =>
        {
            await Task.Delay(200, Ct);
            post.Store.Deliver("bob", Encoding.ASCII.GetBytes(Mail));
        }, Ct);
        await foreach (var data in idle)
        {
            yield return data;
        }

        await delivering;
    }
}
