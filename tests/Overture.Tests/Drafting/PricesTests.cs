using Overture.Drafting;

namespace Overture.Tests.Drafting;

public sealed class PricesTests
{
    [Theory]
    [InlineData("gpt-4o-mini", 0.75)]
    [InlineData("GPT-4o-mini-2024-07-18", 0.75)]
    [InlineData("gpt-4o-2024-08-06", 12.5)]
    [InlineData("openai/gpt-4o-mini", 0.75)]
    [InlineData("claude-3-5-haiku-latest", 4.8)]
    [InlineData("claude-opus-4-5-20251101", 30)]
    [InlineData("gpt-5-2025-08-07", 11.25)]
    [InlineData("claude-opus-4-20250514", 90)]
    [InlineData("claude-haiku-4-5@20251001", 6)]
    [InlineData("gemini-2.5-flash-001", 2.8)]
    [InlineData("dummy", 0)]
    public void A_million_tokens_each_way_cost(string model, double dollars) => Assert.Equal((decimal)dollars, Prices.Shipped.Cost(model, 1_000_000, 1_000_000));

    [Theory]
    [InlineData("gpt-40")]
    [InlineData("gpt-5.7")]
    [InlineData("claude-opus-4-9")]
    [InlineData("o1-pro")]
    [InlineData("mistral-small-5")]
    [InlineData("my-llama")]
    [InlineData("")]
    [InlineData("/")]
    public void A_model_without_a_price_has_no_cost(string model) => Assert.Null(Prices.Shipped.Cost(model, 1000, 1000));

    [Fact]
    public void A_small_call_is_priced_to_the_last_digit() => Assert.Equal(0.000_132_6m, Prices.Shipped.Cost("gpt-4o-mini", 400, 121));

    [Fact]
    public void A_file_overrides_and_adds()
    {
        var prices = Prices.Shipped.With("""{"gpt-4o-mini": {"input": 1, "output": 2}, "my-llama": {"input": 0.1, "output": 0}}""").With([new("my-llama", new(0, 5))]);

        Assert.Equal((3m, 5m, 12.5m), (prices.Cost("gpt-4o-mini", 1_000_000, 1_000_000), prices.Cost("my-llama:8b", 0, 1_000_000), prices.Cost("gpt-4o", 1_000_000, 1_000_000)));
        Assert.Null(Prices.Shipped.Cost("my-llama", 1, 1));
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("""{"x": null}""", "The price of \"x\"")]
    [InlineData("""{"x": {"input": -1, "output": 0}}""", "The price of \"x\"")]
    public void A_table_that_cannot_be_used_is_refused(string json, string message) => Assert.Contains(message, Assert.Throws<FormatException>(() => Prices.Shipped.With(json)).Message);

    // Counts of the o200k encoding for the same texts are 21, 9 and 13.
    [Theory]
    [InlineData("Would you be open to seeing one example next week, or is that already solved on your side?", 18, 28)]
    [InlineData("您有十分钟的时间看一个例子吗", 9, 15)]
    [InlineData("Можно я покажу, как это выглядело бы у вас?", 12, 24)]
    [InlineData("", 0, 0)]
    public void Tokens_are_estimated_by_script(string text, int least, int most) => Assert.InRange(TokenEstimate.Of(text), least, most);
}
