using Overture.Drafting.Writing;

namespace Overture.Tests.Drafting;

public sealed class FitRuleTests
{
    [Theory]
    [InlineData("This model's maximum context length is 8192 tokens. However, your messages resulted in 10000 tokens. Please reduce the length of the messages.", 9000, 0.778)]
    [InlineData("This model's maximum context length is 4,097 tokens, however you requested 5,000 tokens (4,000 in the messages, 1,000 in the completion).", 3000, 0.778)]
    [InlineData("prompt is too long: 210000 tokens > 200000 maximum", 1000, 0.905)]
    [InlineData("Request too large for gpt-4o in organization org-123456 on tokens per min (TPM): Limit 30000, Requested 60000.", 1000, 0.475)]
    [InlineData("This model's maximum context length is 2500 tokens. Please reduce the length of the messages.", 5000, 0.35)]
    public void The_numbers_of_a_refusal_say_how_much_may_stay(string refusal, int estimate, double keep) => Assert.Equal(keep, FitRule.Keep(refusal, estimate)!.Value, 3);

    [Theory]
    [InlineData("Please reduce the length of the messages.")]
    [InlineData("This model's maximum context length is 8192 tokens.")]
    public void Words_that_say_nothing_leave_it_open(string refusal) => Assert.Null(FitRule.Keep(refusal, 5000));

    [Fact]
    public void The_whole_cut_is_told_however_many_steps_it_took()
    {
        var fields = new Dictionary<string, string> { ["title"] = new string('a', 4500), ["note"] = new string('b', 300), ["city"] = "Bern" };
        var cut = CutField.Run(CutField.Run(fields, fields.Keys.ToHashSet(), 2000, 0.5)!, fields.Keys.ToHashSet(), 1000, null)!;

        Assert.Equal($"title was cut from 4,500 to {cut["title"].Length:N0} characters to fit the model.", CutField.Said(fields, cut));
        Assert.InRange(cut["title"].Length, 200, 1000);
        Assert.Null(CutField.Said(fields, fields));
    }

    [Fact]
    public void The_sites_text_gives_way_first_and_then_the_longest_field_from_the_end()
    {
        var fields = new Dictionary<string, string> { ["site_text"] = new string('s', 600), ["note"] = string.Concat(Enumerable.Range(0, 4000).Select(i => (char)('a' + i % 26))), ["city"] = "Bern" };
        var read = fields.Keys.ToHashSet();

        var first = CutField.Run(fields, read, 2000, null)!;
        var then = CutField.Run(new Dictionary<string, string>(fields) { ["site_text"] = new('s', 200) }, read, 2000, null)!;

        Assert.Equal((300, 4000), (first["site_text"].Length, first["note"].Length));
        Assert.Equal((200, fields["note"][..2000]), (then["site_text"].Length, then["note"]));
        Assert.Null(CutField.Run(new Dictionary<string, string> { ["note"] = new('n', 200) }, read, 2000, null));
    }
}
