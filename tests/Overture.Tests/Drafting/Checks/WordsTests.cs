using Overture.Drafting.Checks;

namespace Overture.Tests.Drafting.Checks;

public sealed class WordsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("  \n… — !", 0)]
    [InlineData("Hello, world!", 2)]
    [InlineData("can't don’t o'clock", 3)]
    [InlineData("full-time e-mail", 4)]
    [InlineData("3.14 and 1,000,000", 3)]
    [InlineData("32.3 feet is about 10m", 5)]
    [InlineData("anna@acme.com", 2)]
    [InlineData("a.b.c U.S.A.", 2)]
    [InlineData("The quick (“brown”) fox can’t jump 32.3 feet, right?", 9)]
    [InlineData("snake_case __ _x_", 2)]
    [InlineData("50–70 words", 3)]
    [InlineData("Grüße aus Köln", 3)]
    [InlineData("cafe\u0301 noir", 2)]
    [InlineData("Привет, как дела?", 3)]
    [InlineData("你好世界", 4)]
    [InlineData("カタカナ ひら", 3)]
    [InlineData("カタカナとAI", 3)]
    [InlineData("한국어 문장", 2)]
    [InlineData("שלום עולם", 2)]
    [InlineData("𠀀𠀁 𝟙", 3)]
    [InlineData("👍🏽 ok", 1)]
    public void Words_are_counted_as_UAX_29_says(string text, int words) => Assert.Equal(words, Words.Count(text));

    [Fact]
    public void A_lone_surrogate_is_no_word_and_no_error() => Assert.Equal(1, Words.Count("a\uD800 \uDC00"));
}
