using Overture.Audience.Cleaning;

namespace Overture.Tests.Audience.Cleaning;

public class CleanEmailTests
{
    [Theory]
    [InlineData("anna@acme.com", "anna@acme.com", "anna@acme.com")]
    [InlineData("  Anna.Berg@ACME.com ", "Anna.Berg@acme.com", "anna.berg@acme.com")]
    [InlineData("mailto:anna@acme.com?subject=Hi", "anna@acme.com", "anna@acme.com")]
    [InlineData("Anna Berg <anna@acme.com>", "anna@acme.com", "anna@acme.com")]
    [InlineData("\"Berg, Anna\" <Anna@Acme.com>", "Anna@acme.com", "anna@acme.com")]
    [InlineData("<anna@acme.com>", "anna@acme.com", "anna@acme.com")]
    [InlineData("'anna@acme.com'", "anna@acme.com", "anna@acme.com")]
    [InlineData("anna@acme.com;", "anna@acme.com", "anna@acme.com")]
    [InlineData("anna@acme.com\n", "anna@acme.com", "anna@acme.com")]
    [InlineData("anna\u200B@acme.com\u00A0", "anna@acme.com", "anna@acme.com")]
    [InlineData("anna＠ａｃｍｅ.com", "anna@acme.com", "anna@acme.com")]
    [InlineData("info@Müller.de", "info@xn--mller-kva.de", "info@xn--mller-kva.de")]
    [InlineData("info@例え.jp", "info@xn--r8jz45g.jp", "info@xn--r8jz45g.jp")]
    [InlineData("o'neil+news@acme.co.uk", "o'neil+news@acme.co.uk", "o'neil+news@acme.co.uk")]
    public void An_address_is_unwrapped_and_kept_for_sending(string cell, string address, string identity)
    {
        var verdict = Assert.IsType<EmailVerdict.Usable>(CleanEmail.Run(cell));

        Assert.Equal((address, identity), (verdict.Address, verdict.Identity));
    }

    [Theory]
    [InlineData("anna@acme.com; bo@acme.com", "anna@acme.com")]
    [InlineData("anna@acme.com, bo@acme.com", "anna@acme.com")]
    [InlineData("anna@acme.com\nbo@acme.com", "anna@acme.com")]
    public void Of_several_addresses_the_first_is_taken(string cell, string address) =>
        Assert.Equal(address, Assert.IsType<EmailVerdict.Usable>(CleanEmail.Run(cell)).Address);

    [Theory]
    [InlineData("", "cannot be mailed: no address")]
    [InlineData("   ", "cannot be mailed: no address")]
    [InlineData("anna", "cannot be mailed: the address has no @")]
    [InlineData("@acme.com", "cannot be mailed: nothing stands before the @")]
    [InlineData("anna@", "cannot be mailed: nothing stands after the @")]
    [InlineData("anna@acme..com", "cannot be mailed: a dot in the domain is at the edge or doubled")]
    [InlineData("anna@acme_x.com", "cannot be mailed: the domain holds a character that is not allowed")]
    [InlineData("anna@[127.0.0.1]", "cannot be mailed: a numeric address stands after the @ instead of a domain")]
    [InlineData("änna@acme.com", "cannot be mailed: a letter before the @ is not plain ASCII")]
    [InlineData("anna@acme.com, see notes", "cannot be mailed: the cell holds more than addresses")]
    [InlineData("a@b>\r\nRCPT TO:<x@y", "cannot be mailed: a character before the @ is not allowed there")]
    public void What_cannot_be_mailed_says_why(string cell, string reason) =>
        Assert.Equal(reason, Assert.IsType<EmailVerdict.Unusable>(CleanEmail.Run(cell)).Reason);
}
