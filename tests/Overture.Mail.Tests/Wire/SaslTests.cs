using System.Text;
using Overture.Mail.Wire;

namespace Overture.Mail.Tests.Wire;

public class SaslTests
{
    private static readonly MailServer Server = new("imap.example.org", 993, ConnectionSecurity.ImplicitTls);

    [Fact]
    public void Cram_md5_answers_as_the_example_of_rfc_2195()
    {
        var sasl = Sasl.Choose(new Credentials.Password("tim", "tanstaaftanstaaf"), ["CRAM-MD5"], isProtected: true, Server)!;

        Assert.Null(sasl.Initial);
        Assert.Equal("tim b913a602c7eda7a495b4e6e7334d3890", Encoding.UTF8.GetString(sasl.Answer("<1896.697170952@postoffice.reston.mci.net>"u8)!));
    }

    [Fact]
    public void A_token_is_told_as_rfc_7628_says()
    {
        var sasl = Sasl.Choose(new Credentials.AccessToken("user@example.com", "vF9dft4qmT"), ["XOAUTH2", "OAUTHBEARER"], isProtected: true, Server)!;

        Assert.Equal("n,a=user@example.com,\u0001host=imap.example.org\u0001port=993\u0001auth=Bearer vF9dft4qmT\u0001\u0001", Encoding.UTF8.GetString(sasl.Initial!));
        Assert.Equal([1], sasl.Answer("{\"status\":\"invalid_token\"}"u8));
    }

    [Fact]
    public void Nothing_prints_a_secret()
    {
        Assert.DoesNotContain("hunter2", new Credentials.Password("tim", "hunter2").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", new Credentials.AccessToken("tim", "hunter2").ToString(), StringComparison.Ordinal);
    }
}
