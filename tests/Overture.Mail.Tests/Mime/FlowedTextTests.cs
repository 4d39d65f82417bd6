using Overture.Mail.Mime;

namespace Overture.Mail.Tests.Mime;

public class FlowedTextTests
{
    [Fact]
    public void Soft_lines_are_joined_at_one_depth_of_quoting_and_a_signature_never() =>
        Assert.Equal("> first and second\n>> deeper \nmine is long\n-- \nAnn", FlowedText.Unflow("> first \r\n> and second\r\n>>deeper \r\nmine \r\nis long\r\n-- \r\nAnn", delSp: false));

    [Fact]
    public void With_delsp_the_space_goes_too() => Assert.Equal("これは長い", FlowedText.Unflow("これは \r\n長い", delSp: true));

    [Fact]
    public void Stuffing_is_undone() => Assert.Equal("> not a quote\nFrom here\n  two spaces", FlowedText.Unflow(" > not a quote\r\n From here\r\n   two spaces", delSp: false).Replace("\n  two", "\n  two", StringComparison.Ordinal));

    [Fact]
    public void A_long_paragraph_is_broken_at_its_spaces()
    {
        var flowed = FlowedText.Flow(string.Join(' ', Enumerable.Repeat("word", 60)));

        Assert.All(flowed.Split("\r\n"), line => Assert.InRange(line.Length, 1, 78));
        Assert.All(flowed.Split("\r\n")[..^1], line => Assert.EndsWith(" ", line, StringComparison.Ordinal));
    }
}
