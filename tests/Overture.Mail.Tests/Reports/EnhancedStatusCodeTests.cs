using Overture.Mail.Reports;

namespace Overture.Mail.Tests.Reports;

public class EnhancedStatusCodeTests
{
    [Theory]
    [InlineData("5.1.1", "5.1.1")]
    [InlineData("4.2.2 Mailbox full", "4.2.2")]
    [InlineData("2.1.5: ok", "2.1.5")]
    [InlineData(" 5.7.26 (see the page)", "5.7.26")]
    [InlineData("#5.1.0 Address rejected", "5.1.0")]
    [InlineData("(5.4.1)", "5.4.1")]
    [InlineData("5.1.1.", "5.1.1")]
    [InlineData("5.999.999", "5.999.999")]
    [InlineData("5.1.1.1 is an address", null)]
    [InlineData("3.1.1", null)]
    [InlineData("5.1", null)]
    [InlineData("5.1000.1", null)]
    [InlineData("5..1", null)]
    [InlineData("5.1.1x", null)]
    [InlineData("", null)]
    [InlineData("No 5.1.1", null)]
    public void A_code_is_read_where_a_text_begins_with_it(string text, string? code) =>
        Assert.Equal(code, EnhancedStatusCode.TryParse(text, out var read) ? read.ToString() : null);

    [Fact]
    public void A_code_means_what_is_registered_whatever_its_class()
    {
        Assert.Equal("Mailbox full", new EnhancedStatusCode(5, 2, 2).Meaning);
        Assert.Equal("Mailbox full", new EnhancedStatusCode(4, 2, 2).Meaning);
        Assert.Equal("Multiple authentication checks failed", EnhancedStatusCode.Parse("5.7.26").Meaning);
        Assert.Null(new EnhancedStatusCode(5, 9, 9).Meaning);
    }

    [Fact]
    public void What_is_no_code_is_told_so() => Assert.Throws<FormatException>(() => EnhancedStatusCode.Parse("five"));
}
