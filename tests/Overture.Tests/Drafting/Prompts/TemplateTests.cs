using FsCheck;
using FsCheck.Fluent;
using Overture.Drafting.Prompts;

namespace Overture.Tests.Drafting.Prompts;

public sealed class TemplateTests
{
    private static readonly Dictionary<string, string> s_row = new() { ["first_name"] = "Anna", ["company"] = "A & B <Labs>", ["team_size"] = "12", ["title"] = " " };

    [Theory]
    [InlineData("Hi {{first_name}}!", "Hi Anna!")]
    [InlineData("Hi {{ First Name }}{{[First Name]}}{{{firstName}}}{{&first_name}}", "refused")]
    [InlineData("{{[First Name]}}-{{{firstName}}}-{{&first_name}}", "Anna-Anna-Anna")]
    [InlineData("{{company_name}} of {{team_size}}", "A & B <Labs> of 12")]
    [InlineData("{{last_name | friend}}, {{last_name|\"dear friend\"}}, {{last_name | default 'you'}}, {{default last_name \"there\"}}", "friend, dear friend, you, there")]
    [InlineData("{{first_name | friend}}{{title}}", "Anna")]
    [InlineData("{{#if title}}as {{title}}{{else}}whatever you do{{/if}}", "whatever you do")]
    [InlineData("{{#if title}}a{{else if first_name}}b{{else}}c{{/if}}", "b")]
    [InlineData("{{#unless title}}none{{/unless}}", "none")]
    [InlineData("a{{! remark }}b{{!-- with }} braces --}}c", "abc")]
    [InlineData("a  {{~first_name~}}  b", "aAnnab")]
    [InlineData("one\n{{#if first_name}}\ntwo\n{{/if}}\nthree", "one\ntwo\nthree")]
    [InlineData("\\{{first_name}}", "{{first_name}}")]
    [InlineData("{\"subject\": \"…\"} and {plain}", "{\"subject\": \"…\"} and {plain}")]
    [InlineData("{only|only} {{#if first_name}}{x|x}{{/if}} {{{first_name}}|Anna}", "only x Anna")]
    [InlineData("a | b } c", "a | b } c")]
    public void A_template_renders(string template, string expected)
    {
        if (expected == "refused")
            Assert.Throws<PromptInvalid>(() => Template.Parse(template));
        else
            Assert.Equal(expected, Template.Parse(template).Render(s_row, 1));
    }

    [Theory]
    [InlineData("{{first_name}} {{last_name | friend}} {{first_name}}", "first_name last_name")]
    [InlineData("{{#if first_name}}{{company}}{{else}}{{full_name}}{{/if}}", "first_name company")]
    [InlineData("{{#if title}}{{company}}{{else if team_size}}{{city}}{{/if}}", "title team_size city")]
    [InlineData("{{#unless title}}{{company}}{{/unless}}", "title company")]
    [InlineData("{Hi {{first_name}}|Hello {{full_name}}}", "first_name full_name")]
    public void Of_a_condition_only_the_way_that_is_taken_is_read(string template, string fields) =>
        Assert.Equal(fields.Split(' '), Template.Parse(template).FieldsFor(s_row));

    [Theory]
    [InlineData("Hi\n {{first_name", "line 2, column 2: a tag is not closed")]
    [InlineData("{{#if title}}x", "line 1, column 1: {{#if title}} is not closed")]
    [InlineData("{{#if title}}x{{/unless}}", "is not closed")]
    [InlineData("x{{/if}}", "line 1, column 2: {{/if}} closes nothing")]
    [InlineData("{{else}}", "closes nothing")]
    [InlineData("{{}}", "a tag is empty")]
    [InlineData("{{> header}}", "is not the name of a field")]
    [InlineData("{{lead.GetType.Assembly}}", "there are no paths")]
    [InlineData("{{../x}}", "is not the name of a field")]
    [InlineData("{{#each this}}{{/each}}", "{{#each this}} is not known; there are {{#if field}}")]
    [InlineData("{{lookup this \"x\"}}", "is not the name of a field")]
    [InlineData("{{'a' | repeat: 1e9}}", "is not the name of a field")]
    [InlineData("{a|{{#if title}}b}{{/if}}", "is not closed")]
    [InlineData("{a|b{{/if}}}", "stands across a choice")]
    public void A_template_that_cannot_be_used_is_refused_by_place_and_cure(string template, string message) =>
        Assert.Contains(message, Assert.Throws<PromptInvalid>(() => Template.Parse(template)).Message);

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("{{#if title}}", 5000)) + string.Concat(Enumerable.Repeat("{{/if}}", 5000));

        Assert.Contains("nested deeper than 16", Assert.Throws<PromptInvalid>(() => Template.Parse(deep)).Message);
        Assert.Contains("nested deeper than 16", Assert.Throws<PromptInvalid>(() => Template.Parse(string.Concat(Enumerable.Repeat("{a|", 500)) + new string('}', 500))).Message);
    }

    [Fact]
    public void A_choice_follows_the_seed()
    {
        var template = Template.Parse("{Hi|Hello|Hey} {{first_name}}, {how {are you|is it going}|what's up}?");

        var texts = Enumerable.Range(0, 200).Select(i => template.Render(s_row, (ulong)i)).ToList();

        Assert.Equal(9, texts.Distinct().Count());
        Assert.Equal(texts, Enumerable.Range(0, 200).Select(i => template.Render(s_row, (ulong)i)));
    }

    [Theory]
    [InlineData("{{company}}")]
    [InlineData("{a|b}")]
    [InlineData("{{#if x}}")]
    [InlineData("<b>&amp;\"'")]
    [InlineData("\u0000\uD800")]
    public void A_value_is_data(string value) => Assert.Equal($"[{value}]", Template.Parse("[{{first_name}}]").Render(new Dictionary<string, string> { ["first_name"] = value, ["company"] = "secret" }, 3));

    [Fact]
    public void The_fence_cannot_be_foreseen_and_differs_by_row()
    {
        var template = Template.Parse("<<{{fence}}>> {{first_name}} <<{{fence}}>>");

        var one = template.Render(s_row, 1).Split(' ');

        Assert.Equal(one[0], one[2]);
        Assert.NotEqual(one[0], template.Render(s_row, 2).Split(' ')[0]);
        Assert.DoesNotContain("fence", template.Fields);
    }

    [Fact]
    public void A_field_of_five_megabytes_is_cut() =>
        Assert.Equal(Template.Longest, Template.Parse("{{first_name}} and {{first_name}}").Render(new Dictionary<string, string> { ["first_name"] = new('x', 5_000_000) }, 1).Length);

    [Fact]
    public void What_it_reads_is_known()
    {
        var template = Template.Parse("{{name}} {{#if job_title}}{{[Job Title]}}{{else}}{{city | there}}{{/if}} {{#unless country}}{{team_size}}{{/unless}} {a|{{phone}}} {{site_text}}");

        Assert.Equal(["city", "country", "full_name", "phone", "site_text", "team_size", "title"], template.Fields.Order());
    }

    [Theory]
    [InlineData("{{first_name}} {{company}}", "company")]
    [InlineData("{{#if company}}at {{company}}{{/if}} {{title | boss}}", "")]
    [InlineData("{{#unless company}}x{{else}}{{company}}{{/unless}}", "")]
    [InlineData("{{#if company}}x{{else}}{{company}}{{/if}}", "company")]
    [InlineData("{{#if compnay}}x{{/if}}", "compnay")]
    [InlineData("{{industry | yours}}", "industry")]
    [InlineData("{{site_text}}", "")]
    public void A_field_that_the_file_lacks_is_named(string template, string unknown) =>
        Assert.Equal(unknown, string.Join(' ', Template.Parse(template).UnknownFields(new HashSet<string> { "first_name" })));

    [Fact]
    public void Any_text_parses_or_is_refused()
    {
        string[] pieces = ["{{", "}}", "{", "}", "|", "#if ", "/if", "else", "first_name", "~", "!--", "--", "\\", "\n", " ", "[", "]", "default ", "\"", "&", "^", "{{{", "é", "\uD800"];
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(Gen.Elements(pieces).ListOf().ToArbitrary(), parts =>
        {
            try
            {
                _ = Template.Parse(string.Concat(parts)).Render(s_row, 1);
            }
            catch (PromptInvalid e)
            {
                Assert.StartsWith("Template, line ", e.Message);
            }
        }));
    }

    [Theory]
    [InlineData("{{first_name}}")]
    [InlineData("{a|")]
    [InlineData("{{!x")]
    [InlineData("{")]
    [InlineData("| }")]
    public void The_largest_template_is_parsed_at_once(string piece)
    {
        var began = TimeProvider.System.GetTimestamp();

        try
        {
            _ = Template.Parse(string.Concat(Enumerable.Repeat(piece, Template.Longest / piece.Length))).Render(s_row, 1);
        }
        catch (PromptInvalid)
        {
            // Refused is as good as parsed here.
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0, 5);
    }
}
