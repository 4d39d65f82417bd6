using System.Text;
using Overture.Mail.Imap;
using Overture.Mail.Tests.World;
using Overture.Mail.Wire;

namespace Overture.Mail.Tests.Imap;

/// <summary>A server of another kind: no SPECIAL-USE, no ESEARCH, no MOVE, no CONDSTORE, no LITERAL+, dots between the levels of a name.</summary>
[Trait("size", "full")]
public class CourierFull(CourierServer courier) : IClassFixture<CourierServer>
{
    private const string Mail = "From: Ann <ann@example.org>\r\nTo: bob@localhost, abel\r\nSubject: Hello\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHow are you?\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inside\r\n\r\nbody\r\n--b--\r\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_appended_found_read_marked_moved_and_expunged()
    {
        await using var client = await courier.SignInAsync(null, Ct);
        var octets = Encoding.ASCII.GetBytes(Mail);

        await client.CreateAsync("INBOX.Entwürfe & Müll", Ct);
        var folders = await client.ListAsync("*", Ct);
        var spaces = await client.NamespacesAsync(Ct);
        var appended = await client.AppendAsync("INBOX.Entwürfe & Müll", octets, [ImapFlag.Draft], new DateTimeOffset(2020, 2, 3, 4, 5, 6, TimeSpan.Zero), Ct);
        var mailbox = await client.SelectAsync("INBOX.Entwürfe & Müll", Ct);
        var found = await client.SearchAsync(ImapSearch.Header("Message-ID", "<1@example.org>").And(ImapSearch.Subject("Hello")), Ct);
        var message = (await client.FetchAsync(found.Ids, new(ImapItems.Flags | ImapItems.Envelope | ImapItems.Structure | ImapItems.InternalDate | ImapItems.Size | ImapItems.ModSeq, ImapSection.Header, ImapSection.Part("1"), ImapSection.Whole.From(6, 9)), Ct).ToListAsync(Ct)).Single();
        using var whole = new MemoryStream();
        await client.FetchAsync(found.Ids.First(), ImapSection.Whole, whole, Ct);
        await client.StoreAsync(found.Ids, ImapFlagChange.Add, [ImapFlag.Flagged], null, Ct);
        var flagged = (await client.FetchAsync(found.Ids, new(ImapItems.Flags), Ct).ToListAsync(Ct)).Single();
        await client.CopyAsync(found.Ids, "INBOX", Ct);
        var moved = await client.MoveAsync(found.Ids, "INBOX", Ct);
        var status = await client.StatusAsync("INBOX", Ct);

        Assert.Contains(folders, folder => folder is { Name: "INBOX.Entwürfe & Müll", Delimiter: '.' });
        Assert.Equal("INBOX.", spaces.Personal.Single().Prefix);
        Assert.Equal((mailbox.UidValidity, found.Ids.First()), (appended!.UidValidity, appended.Uid));
        Assert.Equal(octets, whole.ToArray());
        Assert.Equal("Ann <ann"u8.ToArray(), message.Content(ImapSection.Whole.From(6, 9))!.Octets[..8].ToArray());
        Assert.Equal("How are you?", Encoding.ASCII.GetString(message.Content(ImapSection.Part("1"))!.Octets.Span));
        Assert.Equal(["", "1", "2", "2.1"], message.Structure!.All().Select(part => part.Path));
        Assert.Equal("inside", message.Structure.Parts[1].Envelope!.Subject.ToString());
        Assert.Equal("ann@example.org", message.Envelope!.From.Single().Address);
        Assert.Equal(new DateTimeOffset(2020, 2, 3, 4, 5, 6, TimeSpan.Zero), message.InternalDate);
        Assert.Equal(octets.Length, message.Size);
        Assert.True(flagged.Has(ImapFlag.Flagged) && flagged.Has(ImapFlag.Draft) && !flagged.Has(ImapFlag.Seen));
        Assert.Equal(1, moved!.Destination.Count);
        Assert.Equal((0u, 2u), (client.Mailbox!.Exists, status.Messages));
        await client.LogoutAsync(Ct);
    }

    [Fact]
    public async Task Utf8_names_go_as_they_are_once_it_is_enabled()
    {
        await using var client = await courier.SignInAsync(null, Ct);
        await client.EnableAsync(["UTF8=ACCEPT"], Ct);

        await client.CreateAsync("INBOX.台北", Ct);
        await client.SelectAsync("INBOX.台北", Ct);

        Assert.Contains("UTF8=ACCEPT", client.Enabled);
        Assert.Contains("INBOX.台北", (await client.ListAsync("*", Ct)).Select(folder => folder.Name));
        Assert.True((await client.SearchAsync(ImapSearch.Subject("größe"), Ct)).Ids.IsEmpty);
    }

    [Fact]
    public async Task Idle_ends_when_told_and_a_folder_that_is_not_there_is_refused()
    {
        await using var client = await courier.SignInAsync(null, Ct);
        await client.ExamineAsync("INBOX", Ct);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await client.IdleAsync(stop.Token).ToListAsync(Ct);
        var e = await Assert.ThrowsAsync<MailException>(() => client.SelectAsync("INBOX.Nowhere", Ct));

        Assert.Equal(MailFailure.Refused, e.Failure);
    }
}
