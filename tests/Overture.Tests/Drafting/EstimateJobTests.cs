using Overture.Accounts;
using Overture.Drafting;

namespace Overture.Tests.Drafting;

public sealed class EstimateJobTests
{
    private static readonly Pilot Row = new(0.001m, Calls: 1.5, Tokens: 600, TimeSpan.FromSeconds(4));

    [Theory]
    [InlineData(60.0, null, null, "60 requests a minute", 25)]
    [InlineData(6000.0, 12_000.0, null, "12,000 tokens a minute", 50)]
    [InlineData(6000.0, 1_000_000.0, null, "10 calls at once", 10)]
    [InlineData(6000.0, null, 500.0, "500 requests a day", 4320)]
    [InlineData(6000.0, null, 10_000.0, "10 calls at once", 10)]
    [InlineData(null, null, null, "10 calls at once", 10)]
    public void After_a_pilot_the_limit_that_binds_gives_the_time(double? requests, double? tokens, double? day, string limit, double minutes)
    {
        var estimate = EstimateJob.Rest(Row, 1000, "gpt-4o-mini", new(requests, tokens, day), concurrency: 10);

        Assert.Equal((limit, minutes, 1.0m), (estimate.Limit, Math.Round(estimate.Time.TotalMinutes, 6), estimate.Cost));
    }

    [Fact]
    public void A_row_of_a_pilot_is_one_that_was_really_written()
    {
        var job = new Job { Completed = 18, Held = 2, Reused = 4, Calls = 24, InputTokens = 8000, OutputTokens = 1600, CostMicros = 32_000, CallMs = 48_000 };

        Assert.Equal(new(0.002m, 1.5, 600, TimeSpan.FromSeconds(2)), Pilot.Of(job, priced: true));
        Assert.Null(Pilot.Of(job, priced: false).Cost);
    }

    [Fact]
    public void An_estimate_is_said_in_words() =>
        Assert.Equal("The other 980 take about 5 min and $0.62, bound by 200 requests a minute.", new JobEstimate(980, 0.62m, TimeSpan.FromMinutes(4.9), "200 requests a minute", "m").InWords);

    [Fact]
    public void Keys_of_a_workspace_add_up() => Assert.Equal(new(90, null, 20), new KnownLimits(60, null, 10) + new KnownLimits(30, 1000, 10));
}
