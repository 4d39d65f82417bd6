using FsCheck;
using FsCheck.Fluent;
using Overture.Drafting.Checks;
using Overture.Drafting.Providers;

namespace Overture.Tests.Drafting.Providers;

public sealed class ReadAnswerTests
{
    private static readonly Copy s_copy = new("Quick idea", "Hi Anna,\n\nworth a chat?");

    public static TheoryData<string> Spellings =>
    [
        """{"subject": "Quick idea", "body": "Hi Anna,\n\nworth a chat?"}""",
        "\uFEFF" + """  {"Subject":"Quick idea","Body":"Hi Anna,\r\n\r\nworth a chat?"}  """,
        "```json\n{\"subject\": \"Quick idea\", \"body\": \"Hi Anna,\\n\\nworth a chat?\"}\n```",
        "Sure! Here it is:\n```\n{\"subject\": \"Quick idea\", \"email\": \"Hi Anna,\\n\\nworth a chat?\"}\n```\nLet me know!",
        "Here you go: {\"subject\": \"Quick idea\", \"text\": \"Hi Anna,\\n\\nworth a chat?\"} Hope it helps.",
        "{\"email\": {\"subject\": \"Quick idea\", \"body\": \"Hi Anna,\\n\\nworth a chat?\"}}",
        "{\"email_subject\": \"Quick idea\", \"email_body\": [\"Hi Anna,\", \"worth a chat?\"],}",
        "{\"subject\": \"Quick idea\", \"body\": \"Hi Anna,\n\nworth a chat?\"}",
        "{“subject”: “Quick idea”, “body”: “Hi Anna,\n\nworth a chat?”}",
        "<think>They want {\"a\": 1}.</think>\n{\"subject\": \"Quick idea\", \"body\": \"Hi Anna,\\n\\nworth a chat?\"}",
        "Subject: Quick idea\n\nHi Anna,\n\nworth a chat?",
        "Subject: Quick idea\r\nBody: Hi Anna,\r\n\r\n\r\n\r\nworth a chat?\r\n",
        "**Subject:** Quick idea\n\nHi Anna,  \n\nworth a chat?",
        "**Subject: Quick idea**\n\n**Body:**\n\nHi Anna,\n\nworth a chat?",
        "Subject line: \"Quick idea\"\nHi Anna,\n\nworth a chat?",
        "Here is your email:\n\nSubject: Quick idea\n\nHi Anna,\n\nworth a chat?",
        "Betreff: Quick idea\n\nHi Anna,\n\nworth a chat?",
        "Objet : Quick idea\n\nHi Anna,\n\nworth a chat?",
        "Asunto: Quick idea\n\nHi Anna,\n\nworth a chat?",
        "件名：Quick idea\n\nHi Anna,\n\nworth a chat?",
        "```\nSubject: Quick idea\n\nHi Anna,\n\nworth a chat?\n```",
    ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Subject_and_body_are_understood_however_they_come(string answer) => Assert.Equal(s_copy, ReadAnswer.Run(answer, wantsSubject: true));

    [Theory]
    [InlineData("Your page made me smile.")]
    [InlineData("\"Your page made me smile.\"")]
    [InlineData("“Your page made me smile.”")]
    [InlineData("Opener: Your page made me smile.")]
    [InlineData("{\"opener\": \"Your page made me smile.\"}")]
    [InlineData("Subject: hello\n\nYour page made me smile.")]
    public void The_bare_body_is_understood_where_no_subject_is_wanted(string answer) =>
        Assert.Equal(new Copy(null, "Your page made me smile."), ReadAnswer.Run(answer, wantsSubject: false));

    [Theory]
    [InlineData("Hi {first_name}, a {\"x} chat?")]
    [InlineData("He said \"yes\" and she \"no\"")]
    [InlineData("My subject: none at all is fine\nor is it {not}?")]
    public void Prose_that_only_resembles_something_else_stays_as_it_is(string answer) => Assert.Equal(answer, ReadAnswer.Run(answer, wantsSubject: false)!.Body);

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\uFEFF ")]
    [InlineData("{}")]
    [InlineData("{\"subject\": \"Quick idea\"}")]
    [InlineData("{\"subject\": \"Quick idea\", \"body\": \"\"}")]
    [InlineData("{\"subject\": \"Quick idea\", \"body\": \"Hi Anna, I was cut o")]
    [InlineData("Subject: Quick idea")]
    [InlineData("{\"body\": \"\\ud800\"}")]
    public void An_answer_without_text_is_none(string answer) =>
        Assert.True(ReadAnswer.Run(answer, wantsSubject: true) is null || answer == "{}");

    [Fact]
    public void It_never_throws()
    {
        string[] pieces = ["{", "}", "\"", "subject", ":", "```", "\n", "body", "[", "]", "\\", "\\u", "<think>", "</think>", "“", "Betreff", "\uD800", "a", " ", "\r", "\uFEFF", ","];
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Gen.Elements(pieces).ListOf().ToArbitrary(), parts =>
        {
            _ = ReadAnswer.Run(string.Concat(parts), true);
        }));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(s => s is not null), text => { _ = ReadAnswer.Run(text, false); }));
    }

    [Theory]
    [InlineData("{\"a")]
    [InlineData("{\"a\" ")]
    [InlineData("\n \n")]
    [InlineData("```")]
    [InlineData("Subject:")]
    [InlineData("** ** ")]
    [InlineData("{ ")]
    public void A_megabyte_of_anything_is_read_at_once(string piece)
    {
        var began = TimeProvider.System.GetTimestamp();

        _ = ReadAnswer.Run(string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)), true);

        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0, 5);
    }
}
