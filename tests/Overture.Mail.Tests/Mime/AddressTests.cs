using Overture.Mail.Mime;

namespace Overture.Mail.Tests.Mime;

public class AddressTests
{
    [Theory]
    [InlineData("ann@example.org", "ann@example.org")]
    [InlineData("Ann Lee <ann@example.org>", "Ann Lee <ann@example.org>")]
    [InlineData("\"Lee, Ann\" <ann@example.org>, bob@example.org", "Lee, Ann <ann@example.org>|bob@example.org")]
    [InlineData("ann@example.org (Ann Lee)", "Ann Lee <ann@example.org>")]
    [InlineData("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>", "Pete <pete@silly.test>")]
    [InlineData("A Group(Some people)\r\n :Chris Jones <c@(Chris's host.)public.example>, joe@example.org, John <jdoe@one.test> (my dear friend);", "A Group: Chris Jones <c@public.example>, joe@example.org, John <jdoe@one.test>;")]
    [InlineData("undisclosed-recipients:;", "undisclosed-recipients: ;")]
    [InlineData("Mary Smith <@node.test,@relay.test:mary@example.net>, , jdoe@test . example", "Mary Smith <mary@example.net>|jdoe@test.example")]
    [InlineData("\"very odd\"@example.org", "\"very odd\"@example.org")]
    [InlineData("=?utf-8?q?J=C3=B6rg?= <j@example.org>", "Jörg <j@example.org>")]
    [InlineData("=?utf-8?q?Lee,_Ann?= <a@example.org>", "Lee, Ann <a@example.org>")]
    [InlineData("\"=?utf-8?b?SsO2cmc=?=\" <j@example.org>", "Jörg <j@example.org>")]
    [InlineData("Mikel@Lindsaar <m@example.org>, tom@example.org", "Mikel@Lindsaar <m@example.org>|tom@example.org")]
    [InlineData("'ann@example.org' <ann@example.org>", "ann@example.org <ann@example.org>")]
    [InlineData("<<ann@example.org>>", "ann@example.org")]
    [InlineData("Ann <ann@example.org", "Ann <ann@example.org>")]
    [InlineData("ann@example.org; bob@example.org", "ann@example.org|bob@example.org")]
    [InlineData("", "")]
    public void Addresses_are_read_in_every_form(string value, string read) =>
        Assert.Equal(read, string.Join('|', InternetAddress.ParseList(value)));

    [Theory]
    [InlineData("ann@münchen.example", "ann@xn--mnchen-3ya.example", false)]
    [InlineData("jürgen@münchen.example", "jürgen@xn--mnchen-3ya.example", true)]
    [InlineData("ann@example.org", "ann@example.org", false)]
    public void A_domain_goes_in_a_labels_and_a_local_part_needs_smtputf8(string address, string ascii, bool needs)
    {
        var mailbox = new MailboxAddress(null, address);

        Assert.Equal((ascii, needs), (mailbox.AsciiAddress, mailbox.NeedsSmtpUtf8));
    }
}
