using System.Diagnostics;
using System.Text;
using Overture.Mail.Imap;
using Overture.Mail.Tests.World;
using Overture.Mail.Wire;

namespace Overture.Mail.Tests.Imap;

public class DovecotTests(DovecotServer dovecot)
{
    private const string Mail = "From: Ann <ann@example.org>\r\nTo: bob@localhost\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nMessage-ID: <1@example.org>\r\nDate: Mon, 2 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n" +
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD\r\n--b--\r\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private static int users;

    private static string NewUser() => $"user{Interlocked.Increment(ref users)}@localhost";

    [Theory]
    [InlineData(ConnectionSecurity.ImplicitTls)]
    [InlineData(ConnectionSecurity.StartTls)]
    public async Task Signs_in_under_tls(ConnectionSecurity security)
    {
        await using var client = await dovecot.SignInAsync(NewUser(), security: security);

        Assert.True(client.IsProtected && client.IsSignedIn);
        Assert.True(client.Capabilities.Has("CONDSTORE"));
        Assert.False(client.Capabilities.Has("STARTTLS"));
        await client.LogoutAsync(Ct);
        Assert.True(client.IsBroken);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_with_its_code_and_the_session_goes_on()
    {
        var lines = new List<string>();
        var server = await dovecot.ServerAsync(ConnectionSecurity.ImplicitTls) with { Trace = line => lines.Add(line.Text) };
        await using var client = await ImapClient.ConnectAsync(server, null, Ct);

        var e = await Assert.ThrowsAsync<MailException>(() => client.SignInAsync(new Credentials.Password(NewUser(), "hunter2"), Ct));

        Assert.Equal((MailFailure.Refused, ImapCode.AuthenticationFailed), (e.Failure, e.ImapReply!.Code!.Kind));
        Assert.DoesNotContain("hunter2", e.ToString() + string.Concat(lines), StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains(Convert.ToBase64String("hunter2"u8), StringComparison.Ordinal));
        await client.SignInAsync(new Credentials.Password(NewUser(), "secret"), Ct);
    }

    [Fact]
    public async Task Nothing_signs_in_without_tls()
    {
        await using var client = await ImapClient.ConnectAsync(await dovecot.ServerAsync(ConnectionSecurity.None), null, Ct);

        var e = await Assert.ThrowsAsync<MailException>(() => client.SignInAsync(new Credentials.Password("a@localhost", "secret"), Ct));

        Assert.Equal(MailFailure.Unprotected, e.Failure);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_ends_it()
    {
        var e = await Assert.ThrowsAsync<MailException>(async () => await ImapClient.ConnectAsync(await dovecot.ServerAsync(ConnectionSecurity.StartTls) with { CertificateCheck = null }, null, Ct));

        Assert.Equal(MailFailure.Tls, e.Failure);
    }

    [Fact]
    public async Task Folders_tell_what_they_are_for()
    {
        await using var client = await dovecot.SignInAsync(NewUser());

        var folders = await client.ListAsync("*", Ct);

        Assert.Equal(["INBOX", "Junk", "Sent", "Trash"], folders.Select(folder => folder.Name).Order(StringComparer.Ordinal));
        Assert.Equal("Sent", folders.Single(folder => folder.SpecialUse == ImapSpecialUse.Sent).Name);
        Assert.Equal("Junk", folders.Single(folder => folder.SpecialUse == ImapSpecialUse.Junk).Name);
        Assert.Equal([new ImapNamespace("", '/')], (await client.NamespacesAsync(Ct)).Personal);
        Assert.Equal("Dovecot", (await client.IdAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = "Over\"ture" }, Ct))["name"]);
    }

    [Theory]
    [InlineData("Entwürfe & 台北")]
    [InlineData("x\" OR ALL")]
    [InlineData("{5}")]
    [InlineData("a\\b😀")]
    public async Task A_folder_of_any_name_is_made_and_found(string name)
    {
        await using var client = await dovecot.SignInAsync(NewUser());

        await client.CreateAsync(name, Ct);
        await client.RenameAsync(name, name + "2", Ct);
        var found = (await client.ListAsync("*", Ct)).Select(folder => folder.Name);
        var mailbox = await client.SelectAsync(name + "2", Ct);
        var status = await client.StatusAsync(name + "2", Ct);

        Assert.Contains(name + "2", found);
        Assert.Equal(mailbox.UidValidity, status.UidValidity);
        await client.UnselectAsync(Ct);
        await client.DeleteAsync(name + "2", Ct);
    }

    [Fact]
    public async Task Utf8_names_go_as_they_are_once_the_server_speaks_it()
    {
        await using var client = await dovecot.SignInAsync(NewUser());
        if (!client.Capabilities.Has("UTF8=ACCEPT"))
        {
            var e = await Assert.ThrowsAnyAsync<MailException>(async () => await client.SelectAsync("台北", Ct));
            Assert.Equal(MailFailure.Refused, e.Failure);
            return;
        }

        await client.EnableAsync(["UTF8=ACCEPT"], Ct);
        await client.CreateAsync("台北", Ct);
        Assert.Contains("台北", (await client.ListAsync("*", Ct)).Select(folder => folder.Name));
    }

    [Fact]
    public async Task What_was_delivered_is_read_equal_and_not_seen()
    {
        var user = NewUser();
        await dovecot.DeliverAsync(user, Mail);
        await using var client = await dovecot.SignInAsync(user);
        var mailbox = await client.SelectAsync("INBOX", Ct);

        var message = (await client.FetchAsync(ImapIdSet.All, new(ImapItems.Flags | ImapItems.Size | ImapItems.InternalDate | ImapItems.Envelope | ImapItems.Structure | ImapItems.ModSeq | ImapItems.SaveDate, ImapSection.Header, ImapSection.Fields("Subject", "To"), ImapSection.Part("1"), ImapSection.Mime("2"), ImapSection.Text.From(2, 3)), Ct).ToListAsync(Ct)).Single();
        await using var whole = new MemoryStream();
        var length = await client.FetchAsync(message.Uid!.Value, ImapSection.Whole, whole, Ct);
        var after = (await client.FetchAsync(ImapIdSet.All, new(ImapItems.Flags), Ct).ToListAsync(Ct)).Single();

        Assert.Equal((1u, false), (mailbox.Exists, mailbox.IsReadOnly));
        Assert.Equal("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", message.Envelope!.Subject.ToString());
        Assert.Equal("ann@example.org", message.Envelope.From.Single().Address);
        Assert.Equal("<1@example.org>", message.Envelope.MessageId.ToString());
        Assert.Equal(["", "1", "2"], message.Structure!.All().Select(part => part.Path));
        Assert.Equal(("attachment", "a.pdf"), (message.Structure.Parts[1].Disposition, message.Structure.Parts[1].DispositionParameters[0].Value.ToString()));
        Assert.Equal("Hello", Text(message.Content(ImapSection.Part("1"))));
        Assert.Equal("b\r\n", Text(message.Content(ImapSection.Text.From(2, 3))));
        Assert.Equal("To: bob@localhost\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n\r\n", Text(message.Content(ImapSection.Fields("Subject", "To"))));
        Assert.True(message.ModSeq > 0 && message.SaveDate > message.InternalDate - TimeSpan.FromMinutes(1));
        Assert.Equal(whole.Length, length);
        Assert.Equal(message.Size, length);
        Assert.EndsWith(Mail, Encoding.UTF8.GetString(whole.ToArray()), StringComparison.Ordinal);
        Assert.DoesNotContain(ImapFlag.Seen, after.Flags!);
    }

    [Fact]
    public async Task A_message_that_is_not_there_is_nothing()
    {
        await using var client = await dovecot.SignInAsync(NewUser());
        await client.ExamineAsync("INBOX", Ct);

        Assert.Null(await client.FetchAsync(99, ImapSection.Whole, Stream.Null, Ct));
        Assert.Empty(await client.FetchAsync(ImapIdSet.Of(99), new(ImapItems.Flags), Ct).ToListAsync(Ct));
        Assert.True((await client.SearchAsync(ImapSearch.Uids(ImapIdSet.Of(99)), Ct)).Ids.IsEmpty);
    }

    [Fact]
    public async Task A_message_below_the_first_asked_for_is_left_out()
    {
        var user = NewUser();
        await dovecot.DeliverAsync(user, Mail);
        await using var client = await dovecot.SignInAsync(user);
        var mailbox = await client.ExamineAsync("INBOX", Ct);

        Assert.Empty(await client.FetchAsync(ImapIdSet.From(mailbox.UidNext!.Value), new(ImapItems.Flags), Ct).ToListAsync(Ct)); // the server gives UID 1 for 2:*
    }

    [Fact]
    public async Task Appended_stored_copied_moved_and_expunged()
    {
        await using var client = await dovecot.SignInAsync(NewUser());
        var date = new DateTimeOffset(2020, 2, 3, 4, 5, 6, TimeSpan.FromHours(-5));
        var appended = await client.AppendAsync("Sent", Encoding.UTF8.GetBytes(Mail), [ImapFlag.Seen, "$Sent"], date, Ct);
        var mailbox = await client.SelectAsync("Sent", Ct);
        var uids = ImapIdSet.Of(appended!.Uid);

        var message = (await client.FetchAsync(uids, new(ImapItems.Flags | ImapItems.InternalDate | ImapItems.ModSeq), Ct).ToListAsync(Ct)).Single();
        await client.StoreAsync(uids, ImapFlagChange.Remove, [ImapFlag.Seen], null, Ct);
        await client.StoreAsync(uids, ImapFlagChange.Add, [ImapFlag.Flagged], null, Ct);
        var left = await client.StoreAsync(uids, ImapFlagChange.Replace, [], message.ModSeq, Ct);
        var flags = (await client.FetchAsync(uids, new(ImapItems.Flags), Ct).ToListAsync(Ct)).Single().Flags!;
        var copied = await client.CopyAsync(uids, "Trash", Ct);
        var moved = await client.MoveAsync(uids, "Junk", Ct);
        var leftover = await client.SearchAsync(ImapSearch.All, Ct);
        await client.SelectAsync("Junk", Ct);
        await client.StoreAsync(moved!.Destination, ImapFlagChange.Add, [ImapFlag.Deleted], null, Ct);
        await client.ExpungeAsync(moved.Destination, Ct);

        Assert.Equal(mailbox.UidValidity, appended.UidValidity);
        Assert.Equal(date, message.InternalDate);
        Assert.Equal(["$Sent", ImapFlag.Seen], message.Flags!.Where(flag => flag != "\\Recent").Order(StringComparer.Ordinal));
        Assert.Equal(uids, left);
        Assert.Equal(["$Sent", ImapFlag.Flagged], flags.Where(flag => flag != "\\Recent").Order(StringComparer.Ordinal));
        Assert.Equal((uids, uids), (copied!.Source, moved.Source));
        Assert.True(leftover.Ids.IsEmpty);
        Assert.Equal(0u, client.Mailbox!.Exists);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused_with_its_code()
    {
        await using var client = await dovecot.SignInAsync(NewUser());

        var append = await Assert.ThrowsAsync<MailException>(() => client.AppendAsync("Nowhere", "x"u8.ToArray(), [], null, Ct));
        var select = await Assert.ThrowsAsync<MailException>(() => client.SelectAsync("Nowhere", Ct));

        Assert.Equal((MailFailure.Refused, ImapCode.TryCreate), (append.Failure, append.ImapReply!.Code!.Kind));
        Assert.Equal((MailFailure.Refused, ImapStatus.No), (select.Failure, select.ImapReply!.Status));
        await client.NoopAsync(Ct);
    }

    [Fact]
    public async Task Search_finds_what_is_asked_and_takes_no_value_for_a_command()
    {
        var user = NewUser();
        await dovecot.DeliverAsync(user, Mail);
        await dovecot.DeliverAsync(user, "Subject: other\r\nFrom: x@y.example\r\n\r\nbody \"quoted\" x\" OR ALL");
        await using var client = await dovecot.SignInAsync(user);
        await client.ExamineAsync("INBOX", Ct);
        async Task<IEnumerable<uint>> Found(ImapSearch search) => (await client.SearchAsync(search, Ct)).Ids;

        Assert.Equal([1u, 2u], await Found(ImapSearch.All));
        Assert.Equal([1u], await Found(ImapSearch.Header("Message-ID", "<1@example.org>")));
        Assert.Equal([1u], await Found(ImapSearch.Subject("Grüße")));
        Assert.Equal([2u], await Found(ImapSearch.Unseen.And(ImapSearch.Header("Message-ID", "<1@example.org>").Not())));
        Assert.Equal([1u, 2u], await Found(ImapSearch.From("ann").Or(ImapSearch.Body("\"quoted\""))));
        Assert.Equal([2u], await Found(ImapSearch.Body("x\" OR ALL")));
        Assert.Empty(await Found(ImapSearch.Subject("x\" OR ALL\r\nA1 LOGOUT")));
        Assert.Equal([1u, 2u], await Found(ImapSearch.Since(new(2020, 1, 1)).And(ImapSearch.Larger(10)).And(ImapSearch.Keyword("$None").Not())));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SearchAsync(ImapSearch.Subject("a\0b"), Ct));
        await client.NoopAsync(Ct);
    }

    [Fact]
    public async Task Idle_sees_a_delivery_within_seconds_and_ends_when_told()
    {
        var user = NewUser();
        await using var client = await dovecot.SignInAsync(user, new() { IdleRenewal = TimeSpan.FromMilliseconds(300) });
        await client.ExamineAsync("INBOX", Ct);
        using var stop = new CancellationTokenSource();
        var delivered = Stopwatch.StartNew();
        var seen = TimeSpan.Zero;

        var delivering = Task.Run(async () =>
        {
            await Task.Delay(1000, Ct);
            delivered.Restart();
            await dovecot.DeliverAsync(user, Mail);
        }, Ct);
        await foreach (var data in client.IdleAsync(stop.Token))
        {
            if (data is ImapUntagged.Exists { Count: 1 })
            {
                seen = delivered.Elapsed;
                await stop.CancelAsync();
            }
        }

        var ended = delivered.Elapsed;
        await delivering;
        await client.NoopAsync(Ct);
        Assert.InRange(seen, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(5));
        Assert.InRange(ended - seen, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal(1u, client.Mailbox!.Exists);
    }

    [Fact]
    public async Task Changes_of_another_session_reach_the_callback_and_break_no_command()
    {
        var user = NewUser();
        await dovecot.DeliverAsync(user, Mail);
        await dovecot.DeliverAsync(user, Mail);
        var news = new List<ImapUntagged>();
        await using var reader = await dovecot.SignInAsync(user, new() { OnUntagged = news.Add });
        await reader.SelectAsync("INBOX", Ct);
        await using var other = await dovecot.SignInAsync(user);
        await other.SelectAsync("INBOX", Ct);
        await other.StoreAsync(ImapIdSet.Of(1), ImapFlagChange.Add, [ImapFlag.Deleted], null, Ct);
        await other.ExpungeAsync(ImapIdSet.Of(1), Ct);
        await other.StoreAsync(ImapIdSet.Of(2), ImapFlagChange.Add, [ImapFlag.Flagged], null, Ct);

        await reader.NoopAsync(Ct);

        Assert.Contains(new ImapUntagged.Expunged(1), news);
        Assert.Contains(news, data => data is ImapUntagged.Message message && message.Data.Has(ImapFlag.Flagged));
        Assert.Equal(1u, reader.Mailbox!.Exists);
    }

    [Fact]
    public async Task An_enumeration_left_early_leaves_the_session_in_order()
    {
        var user = NewUser();
        for (var i = 0; i < 5; i++)
        {
            await dovecot.DeliverAsync(user, Mail);
        }

        await using var client = await dovecot.SignInAsync(user);
        await client.ExamineAsync("INBOX", Ct);
        await foreach (var message in client.FetchAsync(ImapIdSet.All, new(ImapItems.None, ImapSection.Whole), Ct))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => client.NoopAsync(Ct));
            break;
        }

        Assert.Equal(5, (await client.SearchAsync(ImapSearch.All, Ct)).Ids.Count);
    }

    [Fact]
    public async Task Qresync_tells_what_vanished()
    {
        var user = NewUser();
        await dovecot.DeliverAsync(user, Mail);
        var news = new List<ImapUntagged>();
        await using var client = await dovecot.SignInAsync(user, new() { OnUntagged = news.Add });
        await client.EnableAsync(["QRESYNC"], Ct);
        await client.SelectAsync("INBOX", Ct);

        await client.StoreAsync(ImapIdSet.Of(1), ImapFlagChange.Add, [ImapFlag.Deleted], null, Ct);
        await client.ExpungeAsync(ImapIdSet.Of(1), Ct);

        Assert.Contains(news, data => data is ImapUntagged.Vanished { Earlier: false } gone && gone.Uids.Contains(1));
        Assert.Equal(0u, client.Mailbox!.Exists);
        Assert.Contains("QRESYNC", client.Enabled);
    }

    private static string Text(ImapContent? content) => Encoding.UTF8.GetString(content!.Octets.Span);
}
