using Overture.Drafting.Checks;
using Overture.Drafting.Prompts;

namespace Overture.Tests.Drafting.Prompts;

public sealed class PromptFileTests
{
    private const string Whole = """
        ---
        # a remark
        name: my-prompt
        words: 40 to 60
        sentences: 5
        subject: yes
        language: de
        links: https://cal.example/me, acme.example
        models: gpt-4o, gpt-4o-mini
        temperature: 0.7
        max_tokens: 300
        ---
        ## System
        Be brief.

        ## Not a section of ours
        Still system.

        ## User
        Write to {{first_name}}.
        """;

    [Fact]
    public void A_prompt_file_is_read_whole()
    {
        var recipe = PromptFile.Parse("\uFEFF" + Whole.ReplaceLineEndings("\r\n"));

        Assert.Equal(("my-prompt", "Be brief.\n\n## Not a section of ours\nStill system.", "Write to {{first_name}}."), (recipe.Name, recipe.System, recipe.User));
        Assert.Equal(["gpt-4o", "gpt-4o-mini"], recipe.Models);
        Assert.Equal(new PromptParameters(0.7m, 300), recipe.Parameters);
        Assert.Equivalent(new OutputRules { MinWords = 40, MaxWords = 60, MaxSentences = 5, Subject = true, Language = "de", AllowedLinks = ["https://cal.example/me", "acme.example"] }, recipe.Rules, strict: true);
    }

    [Fact]
    public void What_is_not_said_is_left_open()
    {
        var recipe = PromptFile.Parse("---\nname: x\nlinks: any\n---\n## User\nGo.\n## System\nBe.");

        Assert.Equivalent(new OutputRules { AllowLinks = true }, recipe.Rules, strict: true);
        Assert.Equal(new PromptParameters(null, null), recipe.Parameters);
        Assert.Empty(recipe.Models);
    }

    [Theory]
    [InlineData("", "line 1: it does not begin with its settings")]
    [InlineData("name: x", "line 1: it does not begin with its settings")]
    [InlineData("---\nname: x", "line 1: the settings do not end")]
    [InlineData("---\n---\n## System\na\n## User\nb", "the name is missing")]
    [InlineData("---\nname: x\nwords: 70-50\n---\n## System\na\n## User\nb", "line 3: words cannot be \"70-50\"; write two numbers from 1 to 2000, as 50-70")]
    [InlineData("---\nname: x\ntemperature: warm\n---\n## System\na\n## User\nb", "line 3: temperature cannot be \"warm\"; write a number from 0 to 2")]
    [InlineData("---\nname: x\nmax_tokens: 1\n---\n## System\na\n## User\nb", "line 3: max_tokens cannot be \"1\"")]
    [InlineData("---\nname: x\nlanguage: klingon\n---\n## System\na\n## User\nb", "line 3: language cannot be \"klingon\"; choose one of en, de, fr")]
    [InlineData("---\nname: x\nsubject: maybe\n---\n## System\na\n## User\nb", "choose one of yes, no")]
    [InlineData("---\nname: x\nwrods: 5\n---\n## System\na\n## User\nb", "line 3: \"wrods\" is not a setting; there are name, words")]
    [InlineData("---\nname: x\nname: y\n---\n## System\na\n## User\nb", "line 3: \"name\" stands twice")]
    [InlineData("---\nname: x\nhello\n---\n## System\na\n## User\nb", "line 3: \"hello\" is no setting")]
    [InlineData("---\nname: x\n---\nhello\n## System\na\n## User\nb", "line 4: text before the first section")]
    [InlineData("---\nname: x\n---\n## System\na", "\"## User\" is missing")]
    [InlineData("---\nname: x\n---\n## System\na\n## System\nb", "line 6: a second section")]
    [InlineData("---\nname: x\n---\n## System\na\n## User\n{{x", "Template, line 1, column 1: a tag is not closed")]
    public void What_cannot_be_used_is_refused_by_line_and_cure(string text, string message) =>
        Assert.Contains(message, Assert.Throws<PromptInvalid>(() => PromptFile.Parse(text)).Message);

    [Fact]
    public void Rules_survive_JSON()
    {
        var rules = PromptFile.Parse(Whole).Rules;

        Assert.Equivalent(rules, System.Text.Json.JsonSerializer.Deserialize<OutputRules>(System.Text.Json.JsonSerializer.Serialize(rules)), strict: true);
    }
}
