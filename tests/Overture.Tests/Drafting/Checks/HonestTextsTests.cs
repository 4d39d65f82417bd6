using Overture.Drafting.Checks;

namespace Overture.Tests.Drafting.Checks;

public sealed class HonestTextsTests
{
    private static readonly NeighbourNames s_all = NeighbourNames.Of([.. HonestTexts.All.Select(Row), .. Leads.Generate(2000)]);

    public static TheoryData<string> Bodies => [.. HonestTexts.All.Select(t => t.Body)];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Honest_copy_passes_every_check(string body)
    {
        var text = HonestTexts.All.Single(t => t.Body == body);
        var rules = new OutputRules { Language = text.Language, Subject = text.Subject.Length > 0, MinWords = 10, MaxWords = 180 };
        var context = new CopyContext(Attacks.SystemPrompt, Row(text), null, s_all);

        Assert.Equal([], CheckCopy.Run(new(text.Subject, body), rules, context).Where(r => !r.Passed));
    }

    [Fact]
    public void There_are_forty_of_them() => Assert.True(HonestTexts.All.Count >= 40);

    private static Dictionary<string, string> Row(HonestTexts.Text text) =>
        Context.Row(("first_name", text.First), ("company", text.Company));
}
