using System.Text;
using Overture.Mail.Smtp;
using Overture.Mail.Wire;

namespace Overture.Mail.Tests.Smtp;

public class SmtpReplyTests
{
    [Theory]
    [InlineData("250\r\n", 250, "")]
    [InlineData("250 \r\n", 250, "")]
    [InlineData("250-a\r\n250-\r\n250 b\r\n", 250, "a\n\nb")]
    [InlineData("250-a\n251 b\n", 251, "a\nb")]
    [InlineData("550 5.1.1 <ü@example.org>\r\n", 550, "5.1.1 <ü@example.org>")]
    [InlineData("421 a\0b\tc\u0001\r\n", 421, "a\uFFFDb c\uFFFD")]
    public async Task A_reply_is_its_code_and_its_lines(string said, int code, string text)
    {
        var reply = Assert.Single(await ReadAsync(Encoding.UTF8.GetBytes(said)));

        Assert.Equal((code, text), (reply.Code, reply.Text));
    }

    [Theory]
    [InlineData("25 a\r\n")]
    [InlineData("2500 a\r\n")]
    [InlineData("150 a\r\n")]
    [InlineData("650 a\r\n")]
    [InlineData("250_a\r\n")]
    [InlineData("250-a\r\n550 b\r\n")]
    [InlineData("\r\n")]
    [InlineData("hello\r\n")]
    public async Task What_is_no_reply_is_malformed(string said) =>
        Assert.Equal(MailFailure.Malformed, (await Assert.ThrowsAsync<MailException>(() => ReadAsync(Encoding.UTF8.GetBytes(said)))).Failure);

    [Theory]
    [InlineData("250 2.0.0 Ok: queued as 4XyZ1234abcz9\r\n", "4XyZ1234abcz9")]
    [InlineData("250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 5F1A2B3C4D\r\n", "5F1A2B3C4D")]
    [InlineData("250 OK id=1rT2Xy-0001Ab-3C\r\n", "1rT2Xy-0001Ab-3C")]
    [InlineData("250 OK id=1rT2Xy-00000001AbC-3CdE\r\n", "1rT2Xy-00000001AbC-3CdE")]
    [InlineData("250 2.6.0 <a@example.org> [InternalId=12345678901234, Hostname=X.prod.outlook.com] 9000 bytes in 0.2, 40 KB/sec Queued mail for delivery\r\n", "12345678901234")]
    [InlineData("250 2.0.0 OK  1700000000 d2e1a72fcca58-6be4ff3a-12345 - gsmtp\r\n", "d2e1a72fcca58-6be4ff3a-12345")]
    [InlineData("250 2.0.0 3AB1CD2e012345 Message accepted for delivery\r\n", "3AB1CD2e012345")]
    [InlineData("250 2.0.0 5a6b7c8d Message accepted for delivery\r\n", "5a6b7c8d")]
    [InlineData("250 ok 1700000000 qp 12345\r\n", "12345")]
    [InlineData("250 2.0.0 Ok: queued on mail-nwsmtp.yandex.net as 1700000000-AbCdEf\r\n", "1700000000-AbCdEf")]
    [InlineData("250 Ok 0100018c0a1b2c3d-4e5f6071-0000-4000-8000-1234567890ab-000000\r\n", "0100018c0a1b2c3d-4e5f6071-0000-4000-8000-1234567890ab-000000")]
    [InlineData("250 2.0.0 <ann@example.org> aBcDeFgHiJ Saved\r\n", "aBcDeFgHiJ")]
    [InlineData("250 2.0.0 Ok\r\n", null)]
    [InlineData("250 Message received\r\n", null)]
    public async Task The_name_in_the_servers_queue_is_found(string said, string? id)
    {
        var reply = Assert.Single(await ReadAsync(Encoding.UTF8.GetBytes(said)));

        Assert.Equal(id, new SmtpResult.Accepted(reply).QueueId);
    }

    [Theory]
    [InlineData("550 5.1.1 No\r\n", "5.1.1")]
    [InlineData("550-Requested action not taken\r\n550 5.2.1 no\r\n", "5.2.1")]
    [InlineData("550 #5.1.0 Address rejected.\r\n", "5.1.0")]
    [InlineData("550 4.1.1 of another class\r\n", null)]
    [InlineData("550 no code\r\n", null)]
    public async Task The_enhanced_code_is_that_of_the_replys_class(string said, string? code)
    {
        var reply = Assert.Single(await ReadAsync(Encoding.UTF8.GetBytes(said)));

        Assert.Equal(code, reply.Enhanced?.ToString());
    }

    [Fact]
    public void The_old_way_to_offer_auth_is_understood()
    {
        var offered = SmtpExtensions.Read(new(250, ["mail.example.org at your service", "auth=login plain", "AUTH PLAIN XOAUTH2", "size", "8bitMIME", "Size 0", ""]));

        Assert.Equal(["LOGIN", "PLAIN", "XOAUTH2"], offered.Auth);
        Assert.Equal((true, true, false, null), (offered.TakesSize, offered.EightBitMime, offered.StartTls, offered.Size));
    }

    /// <summary>All replies in these octets.</summary>
    internal static async Task<List<SmtpReply>> ReadAsync(byte[] octets)
    {
        var server = new MailServer("recorded", 25, ConnectionSecurity.None) { Connect = (_, _, _) => new(new MemoryStream(octets)) };
        await using var wire = await WireConnection.OpenAsync(server, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        List<SmtpReply> replies = [];
        while (true)
        {
            try
            {
                replies.Add(await SmtpReplyReader.ReadAsync(wire, TestContext.Current.CancellationToken));
            }
            catch (MailException e) when (e.Failure is MailFailure.Lost && wire.Buffered == 0)
            {
                return replies;
            }
        }
    }
}
