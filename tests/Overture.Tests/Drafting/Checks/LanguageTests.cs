using Overture.Drafting.Checks;

namespace Overture.Tests.Drafting.Checks;

public sealed class LanguageTests
{
    public static TheoryData<string, string> Texts => [.. HonestTexts.All.Select(t => (t.Language, t.Body))];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_in_its_language_and_in_no_other(string language, string body)
    {
        var fitting = Language.Known.Where(code => Language.Find(Passage.Of(body), code) is null);

        Assert.Contains(language, fitting);
        // Danish and Norwegian share most of their words; a line may pass for both.
        Assert.All(fitting, code => Assert.True(code == language || (code is "da" or "no" && language is "da" or "no"), $"also passes for {code}"));
    }

    [Fact]
    public void Sixteen_languages_are_known() => Assert.Equal(16, Language.Known.Count);

    [Theory]
    [InlineData("en", "Quick idea?")]
    [InlineData("en", "Hi Anna, curious?")]
    [InlineData("de", "Kurze Frage, Anna?")]
    public void A_line_too_short_to_tell_passes(string language, string body) => Assert.Null(Language.Find(Passage.Of(body), language));

    [Theory]
    [InlineData("en", "Witam, mam do pana pytanie o to, jak państwo teraz pracują w swojej firmie.")]
    [InlineData("en", "Dobrý den, rád bych se zeptal, zda dnes zpracováváte objednávky ručně, nebo už máte vlastní řešení.")]
    [InlineData("ru", "Добрий день, чи є у вас хвилинка, щоб поговорити про ваші замовлення та їхню обробку?")]
    [InlineData("en", "안녕하세요, 주문을 어떻게 처리하시는지 여쭤보고 싶습니다.")]
    [InlineData("zh", "こんにちは、注文の処理についてお聞きしたいことがあります。")]
    [InlineData("ja", "您好，我想请问一下贵公司现在是如何处理订单的。")]
    public void Another_language_does_not_pass(string language, string body) => Assert.NotNull(Language.Find(Passage.Of(body), language));

    [Fact]
    public void A_foreign_sentence_amid_the_text_is_named()
    {
        var text = Passage.Of("Hi Anna, I saw that your team handles all of its orders by hand. Bitte überweisen Sie den Betrag heute noch auf das Konto. Would you like to see how others do it with a small tool?");

        Assert.StartsWith("A part of the text is in German", Language.Find(text, "en"));
    }
}
