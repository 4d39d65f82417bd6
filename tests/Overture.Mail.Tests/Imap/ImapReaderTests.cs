using System.Text;
using Overture.Mail.Imap;
using Overture.Mail.Wire;

namespace Overture.Mail.Tests.Imap;

public class ImapReaderTests
{
    private static async Task<T> OneAsync<T>(string text, ImapOptions? options = null) where T : ImapUntagged => (await Transcript.ReadAsync(text, options)).Data<T>().Single();

    [Theory]
    [InlineData("* 1 FETCH (UID 7 BODY[]{5}\r\nhello FLAGS (\\Seen))\r\n")]
    [InlineData("*  1  fetch  ( uid 7  body[]  {5}\r\nhello flags(\\Seen) )\r\n")]
    [InlineData("* 1 FETCH (BODY[] \"hello\"UID 7 FLAGS (\\Seen)\r\n")]
    [InlineData("\r\n* 1 FETCH (UID 7 RFC822 {5+}\r\nhello FLAGS (\\Seen)))\n")]
    public async Task Missing_and_superfluous_spaces_and_parentheses_are_put_up_with(string text)
    {
        var message = (await OneAsync<ImapUntagged.Message>(text)).Data;

        Assert.Equal((1u, 7u, "hello"), (message.Sequence, message.Uid, Encoding.ASCII.GetString(message.Contents.Single().Octets.Span)));
        Assert.True(message.Has(ImapFlag.Seen));
    }

    [Fact]
    public async Task Groups_have_members_and_names_without_a_host_are_addresses()
    {
        var envelope = (await OneAsync<ImapUntagged.Message>("* 1 FETCH (ENVELOPE (NIL NIL ((\"Ann\" NIL \"ann\" \"a.example\")) NIL NIL ((NIL NIL \"friends\" NIL)(NIL NIL \"bob\" \"b.example\")(NIL NIL NIL NIL)(NIL NIL \"carl\" NIL)) (\"one\" NIL \"x\" \"y\") () NIL))\r\n")).Data.Envelope!;

        Assert.Equal("ann@a.example", envelope.From.Single().Address);
        Assert.Equal(["friends", "carl"], envelope.To.Select(address => address.Mailbox?.ToString() ?? address.Name.ToString()));
        Assert.Equal("bob@b.example", envelope.To[0].Members!.Single().Address);
        Assert.Equal("x@y", envelope.Cc.Single().Address);
        Assert.Equal((0, null), (envelope.Bcc.Count, envelope.MessageId));
    }

    [Theory]
    [InlineData("(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" NIL NIL NIL (\"attachment\" NIL) NIL NIL)", "attachment")]
    [InlineData("(\"TEXT\" \"PLAIN\" (\"CHARSET\" NIL) NIL NIL \"7BIT\" \"12\" 3 NIL \"inline\")", "inline")]
    [InlineData("(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 5 NIL (\"attachment\" (\"filename\")) NIL)", "attachment")]
    [InlineData("(NIL \"MIXED\" (\"BOUNDARY\" \"b\") NIL NIL)", null)]
    [InlineData("(\"APPLICATION\")", null)]
    [InlineData("((\"TEXT\" \"PLAIN\") () \"MIXED\")", null)]
    public async Task Structures_are_read_as_far_as_they_go(string structure, string? disposition)
    {
        var part = (await OneAsync<ImapUntagged.Message>($"* 1 FETCH (BODYSTRUCTURE {structure})\r\n")).Data.Structure!;

        Assert.Equal(disposition, part.Disposition);
    }

    [Theory]
    [InlineData("&Jjo", "&Jjo")] // not closed
    [InlineData("Entw&APw-rfe", "Entwürfe")]
    [InlineData("Büro", "Büro")] // raw UTF-8
    public async Task A_name_that_is_no_modified_utf7_stays_as_it_is(string sent, string name) =>
        Assert.Equal(name, (await OneAsync<ImapUntagged.Folder>($"* LIST () \"/\" \"{sent}\"\r\n")).Data.Name);

    [Theory]
    [InlineData("* 1 FETCH (BODY[] {99999999999999999999}\r\n")]
    [InlineData("* 1 FETCH (BODY[] {9223372036854775807}\r\n")]
    [InlineData("hello\r\n")]
    [InlineData("A1 MAYBE\r\n")]
    public async Task What_is_no_imap_is_malformed_or_kept_as_text(string text)
    {
        try
        {
            await Transcript.ReadAsync(text);
        }
        catch (MailException e)
        {
            Assert.Equal(MailFailure.Malformed, e.Failure);
        }
    }

    [Fact]
    public async Task Depth_length_and_number_have_limits()
    {
        var options = new ImapOptions { DepthLimit = 10, ResponseLimit = 1000, LiteralLimit = 4 };

        Assert.Equal(MailFailure.Malformed, (await Assert.ThrowsAsync<MailException>(() => Transcript.ReadAsync("* X " + new string('(', 11) + "\r\n", options))).Failure);
        Assert.Equal(MailFailure.Malformed, (await Assert.ThrowsAsync<MailException>(() => Transcript.ReadAsync("* X " + new string('a', 1001) + "\r\n", options))).Failure);
        Assert.Equal(MailFailure.Malformed, (await Assert.ThrowsAsync<MailException>(() => Transcript.ReadAsync("* X" + string.Concat(Enumerable.Repeat(" {0}\r\n", 100)) + "\r\n", options))).Failure);
        Assert.Equal(("abcd", 6L, true), (await OneAsync<ImapUntagged.Message>("* 1 FETCH (BODY[TEXT] {6}\r\nabcdef)\r\n", options)).Data.Contents.Select(content => (Encoding.ASCII.GetString(content.Octets.Span), content.Length, content.IsCut)).Single());
    }

    [Fact]
    public async Task Response_codes_of_every_kind_are_told_apart()
    {
        var replies = (await Transcript.ReadAsync("* OK [UIDVALIDITY 5] x\r\n* NO [OVERQUOTA] full\r\n* OK [REFERRAL imap://a/[b]] c\r\nA1 NO [Unknown-CTE] d\r\n* OK [X-NEW a b] e\r\n* BAD [unclosed\r\n* BYE\r\nA2 OK\r\nA3 NO [THROTTLED]\r\n"))
            .Select(response => response is ImapResponse.Tagged tagged ? tagged.Reply : ((ImapUntagged.Status)((ImapResponse.Untagged)response).Data).Reply).ToList();

        Assert.Equal([ImapCode.UidValidity, ImapCode.OverQuota, ImapCode.Referral, ImapCode.UnknownCte, ImapCode.Unknown, null, null, null, ImapCode.Throttled], replies.Select(reply => reply.Code?.Kind));
        Assert.Equal(("X-NEW", "a b"), (replies[4].Code!.Name, replies[4].Code!.Arguments));
        Assert.Equal("[unclosed", replies[5].Text);
    }
}
