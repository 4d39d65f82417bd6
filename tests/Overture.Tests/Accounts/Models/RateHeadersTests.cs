using Overture.Accounts.Models;

namespace Overture.Tests.Accounts.Models;

public sealed class RateHeadersTests
{
    static readonly DateTimeOffset noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1s", 1)]
    [InlineData("20ms", 0.02)]
    [InlineData("6m0s", 360)]
    [InlineData("8.64s", 8.64)]
    [InlineData("1h2m3.5s", 3_723.5)]
    [InlineData("500µs", 0.0005)]
    [InlineData("0s", 0)]
    [InlineData("59.7", 59.7)]
    [InlineData("2026-03-01T12:00:30Z", 30)]
    [InlineData("2026-03-01T11:00:00Z", 0)]
    [InlineData("1772366460", 60)]
    [InlineData("1772366460000", 60)]
    public void A_reset_is_read_in_every_form_providers_use(string text, double seconds)
        => Assert.Equal(seconds, RateHeaders.Span(text, noon)!.Value.TotalSeconds, 6);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("soon")]
    [InlineData("5 apples")]
    [InlineData("-3")]
    [InlineData("1x")]
    [InlineData("..s")]
    public void What_is_no_span_is_none(string text) => Assert.Null(RateHeaders.Span(text, noon));

    [Fact]
    public void OpenAI_and_Anthropic_tell_the_same_things()
    {
        var openAi = Read(new()
        {
            ["x-ratelimit-limit-requests"] = "5000", ["x-ratelimit-remaining-requests"] = "4999", ["x-ratelimit-reset-requests"] = "12ms",
            ["x-ratelimit-limit-tokens"] = "160000", ["x-ratelimit-remaining-tokens"] = "159976", ["x-ratelimit-reset-tokens"] = "9ms",
        });
        var anthropic = Read(new()
        {
            ["anthropic-ratelimit-requests-limit"] = "50", ["anthropic-ratelimit-requests-remaining"] = "0", ["anthropic-ratelimit-requests-reset"] = "2026-03-01T12:00:12Z",
        });

        Assert.Equal(new(new(5_000, 4_999, TimeSpan.FromMilliseconds(12)), new(160_000, 159_976, TimeSpan.FromMilliseconds(9))), openAi);
        Assert.Equal(new(50, 0, TimeSpan.FromSeconds(12)), anthropic.Requests);
        Assert.Equal(TimeSpan.FromSeconds(12), anthropic.Reset);
    }

    [Theory]
    [InlineData("retry-after", "7", 7)]
    [InlineData("retry-after", "1.5", 1.5)]
    [InlineData("retry-after", "Sun, 01 Mar 2026 12:00:20 GMT", 20)]
    [InlineData("retry-after", "Sunday, 01-Mar-26 12:00:20 GMT", 20)]
    [InlineData("retry-after", "Sun Mar  1 12:00:20 2026", 20)]
    [InlineData("retry-after", "Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    [InlineData("retry-after-ms", "250", 0.25)]
    public void Retry_After_is_read_in_both_forms(string name, string value, double seconds)
        => Assert.Equal(seconds, RetryAfter.Read(header => header == name ? value : null, default, "", noon)!.Value.TotalSeconds, 3);

    [Fact]
    public void A_date_is_read_against_the_servers_own_clock()
    {
        var wait = RetryAfter.Read(
            header => header switch { "retry-after" => "Sun, 01 Mar 2026 12:10:20 GMT", "date" => "Sun, 01 Mar 2026 12:10:00 GMT", _ => null }, default, "", noon);

        Assert.Equal(20, wait!.Value.TotalSeconds);
    }

    [Fact]
    public void Without_the_header_what_is_spent_or_the_message_tells()
    {
        var spent = RetryAfter.Read(_ => null, new(new(60, 0, TimeSpan.FromSeconds(3)), new(1_000, 500, TimeSpan.FromSeconds(30))), "", noon);
        var said = RetryAfter.Read(_ => null, default, "Rate limit reached on requests per day (RPD). Please try again in 7m12s. Visit …", noon);

        Assert.Equal((3d, 432d), (spent!.Value.TotalSeconds, said!.Value.TotalSeconds));
        Assert.Null(RetryAfter.Read(_ => null, default, "Try again later", noon));
    }

    static RateHeaders Read(Dictionary<string, string> headers) => RateHeaders.Read(headers.GetValueOrDefault, noon);
}
