using Overture.Accounts.Models;
using Overture.World.ModelProvider;

namespace Overture.Tests.Accounts.Models;

public sealed class AdaptiveRateTests
{
    static readonly DateTimeOffset noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly RateStart sixty = new();

    public static TheoryData<int, LimitKind, double, int> Limits()
    {
        var data = new TheoryData<int, LimitKind, double, int>();
        foreach (var limit in new[] { 500, 3_000, 30_000 })
            foreach (var latency in new[] { 2, 200, 2_000 })
            {
                data.Add(limit, LimitKind.TokenBucket, 60, latency);
                data.Add(limit, LimitKind.TokenBucket, 3, latency);
                data.Add(limit, LimitKind.SlidingWindow, 60, latency);
            }

        return data;
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_limit_learned_from_headers_is_used_to_98_percent_with_hardly_a_429(int perMinute, LimitKind kind, double burst, int latencyMs)
    {
        var seconds = perMinute > 10_000 ? 100 : 180;
        var run = new RateSimulation(sixty, new() { RequestsPerMinute = perMinute, Kind = kind, BurstSeconds = burst }, TimeSpan.FromMilliseconds(latencyMs)).Run(TimeSpan.FromSeconds(seconds));

        // The first answer is waited for once, and the last few are still under way.
        var allowed = perMinute * (seconds - (2 * latencyMs / 1000d)) / 60;
        Assert.InRange(run.Accepted.Count / allowed, 0.98, 1.05);
        Assert.InRange(run.Refused.Count / (double)run.Accepted.Count, 0, 0.002);
    }

    [Fact]
    public void Before_anything_is_known_the_configured_rate_holds()
    {
        var run = new RateSimulation(sixty with { Adaptive = false }, new(), TimeSpan.FromMilliseconds(20)).Run(TimeSpan.FromMinutes(10));

        Assert.InRange(run.Accepted.Count, 590, 602);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(3_000)]
    [InlineData(30_000)]
    public void A_hard_limit_is_never_passed_in_any_minute(int perMinute)
    {
        var run = new RateSimulation(new(perMinute, Adaptive: false), new() { RequestsPerMinute = perMinute * 10 }, TimeSpan.Zero).Run(TimeSpan.FromSeconds(150));

        Assert.True(MostInAnyMinute(run.Accepted) <= perMinute);
        Assert.InRange(run.Accepted.Count, perMinute * 2.4, perMinute * 2.55);
    }

    [Fact]
    public void A_server_that_names_no_limit_is_soon_used_as_fast_as_it_answers()
    {
        var run = new RateSimulation(sixty, new(), TimeSpan.FromMilliseconds(1), concurrency: 64).Run(TimeSpan.FromSeconds(3));

        Assert.True(run.Accepted.Count > 50_000, $"{run.Accepted.Count}");
    }

    [Fact]
    public void A_server_that_limits_in_silence_is_used_most_of_the_time_with_few_refusals()
    {
        var limits = new RateLimits { RequestsPerMinute = 600, Headers = false };
        var run = new RateSimulation(sixty, limits, TimeSpan.FromMilliseconds(500), concurrency: 64).Run(TimeSpan.FromMinutes(10));

        Assert.InRange(run.Accepted.Count / 6_600d, 0.8, 1.05);
        Assert.InRange(run.Refused.Count, 0, 300);
    }

    [Fact]
    public void A_limit_that_shrinks_and_grows_is_followed_down_and_up()
    {
        var shrunk = new RateSimulation(sixty, new() { RequestsPerMinute = 3_000 }, TimeSpan.FromMilliseconds(100)) { Later = (TimeSpan.FromSeconds(60), new() { RequestsPerMinute = 600 }) }
            .Run(TimeSpan.FromSeconds(240));
        var grown = new RateSimulation(sixty, new() { RequestsPerMinute = 600 }, TimeSpan.FromMilliseconds(100)) { Later = (TimeSpan.FromSeconds(60), new() { RequestsPerMinute = 3_000 }) }
            .Run(TimeSpan.FromSeconds(120));

        Assert.Equal(600, shrunk.Rate.Limits.RequestsPerMinute);
        Assert.InRange(shrunk.Refused.Count, 0, 20);
        Assert.InRange(grown.Accepted.Count, 0.97 * 3_600, 1.02 * 3_600);
    }

    [Fact]
    public void Beside_other_users_of_the_same_limit_we_get_our_part_without_a_storm_of_429s()
    {
        var run = new RateSimulation(sixty, new() { RequestsPerMinute = 3_000, BurstSeconds = 10 }, TimeSpan.FromMilliseconds(100)) { Others = 25 }.Run(TimeSpan.FromSeconds(300));

        Assert.InRange(run.Accepted.Count, 0.95 * 25 * 300, 50 * 300);
        Assert.InRange(run.Refused.Count / (double)run.Accepted.Count, 0, 0.03);
    }

    [Theory]
    [InlineData(LimitKind.TokenBucket)]
    [InlineData(LimitKind.SlidingWindow)]
    public void Tokens_a_minute_bind_as_requests_do(LimitKind kind)
    {
        var limits = new RateLimits { RequestsPerMinute = 3_000, TokensPerMinute = 300_000, Kind = kind };
        var run = new RateSimulation(sixty, limits, TimeSpan.FromMilliseconds(300)) { TokensPerCall = 500 }.Run(TimeSpan.FromSeconds(180));

        Assert.InRange(run.Accepted.Count, 0.97 * 1_800, 1.05 * 1_800);
        Assert.InRange(run.Refused.Count, 0, 4);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(200)]
    public void Requests_per_day_shown_where_the_minute_should_stand_are_not_taken_for_a_minutes(int perDay)
    {
        var run = new RateSimulation(sixty, new() { RequestsPerDay = perDay }, TimeSpan.FromMilliseconds(200), concurrency: 8).Run(TimeSpan.FromMinutes(20));

        Assert.Equal(perDay, run.Rate.Limits.RequestsPerDay);
        Assert.InRange(run.Accepted.Count, Math.Min(perDay, 9_000), perDay + 20 * 60);
        Assert.InRange(run.Refused.Count, 0, 3);
    }

    [Fact]
    public void A_spent_day_says_when_it_goes_on()
    {
        var rate = new AdaptiveRate(new(600, RequestsPerDay: 100, Adaptive: false), noon);
        rate.Remember(99, noon.AddHours(-23), noon);

        var last = rate.Ask(500, noon);
        var next = rate.Ask(500, noon.AddSeconds(1));

        Assert.NotNull(last.Permit);
        Assert.Equal(RateLimit.RequestsPerDay, next.Binding);
        Assert.InRange(next.At, noon.AddHours(1), noon.AddHours(1).AddMinutes(7));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(3_600)]
    public void What_a_429_asks_for_is_waited_and_no_more(double seconds)
    {
        var rate = new AdaptiveRate(sixty, noon);
        var now = noon;
        for (var i = 0; i < 5; i++)
        {
            var permit = rate.Ask(500, now).Permit!.Value;
            now = now.AddMilliseconds(300);
            rate.Refused(permit, default, TimeSpan.FromSeconds(seconds), now);

            var early = rate.Ask(500, now.AddSeconds(seconds - 0.01));
            Assert.Null(early.Permit);
            Assert.Equal(RateLimit.ToldToWait, early.Binding);
            Assert.InRange(early.At, now.AddSeconds(seconds - 0.001), now.AddSeconds(seconds + 0.1));
            now = early.At;
        }
    }

    [Fact]
    public void A_429_that_names_no_wait_is_waited_for_longer_each_time()
    {
        var rate = new AdaptiveRate(sixty, noon);
        var (now, waits) = (noon, new List<double>());
        for (var i = 0; i < 8; i++)
        {
            rate.Refused(rate.Ask(500, now).Permit!.Value, default, null, now);
            var at = rate.Ask(500, now).At;
            waits.Add(Math.Round((at - now).TotalSeconds));
            now = at.AddSeconds(0.1);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], waits);
    }

    [Fact]
    public void Calls_whose_answers_are_not_back_count_as_spent()
    {
        var rate = new AdaptiveRate(sixty, noon);
        var (one, two, three) = (rate.Ask(1, noon).Permit!.Value, rate.Ask(1, noon).Permit, rate.Ask(1, noon).Permit);

        rate.Answered(one, new(new(3_000, 2, TimeSpan.FromSeconds(60)), default), null, noon.AddMilliseconds(1));

        Assert.True(two is not null && three is not null);
        Assert.Equal(2, rate.InFlight);
        Assert.Null(rate.Ask(1, noon.AddMilliseconds(1)).Permit);
    }

    [Fact]
    public void The_earliest_instant_named_is_one_at_which_a_call_may_start()
    {
        var random = new Random(7);
        for (var run = 0; run < 300; run++)
        {
            var rate = new AdaptiveRate(new(random.Next(1, 5_000), random.Next(2) == 0 ? random.Next(1_000, 500_000) : null, null, random.Next(2) == 0), noon);
            var now = noon;
            for (var call = 0; call < 200; call++)
            {
                var tokens = random.Next(1, 2_000);
                var turn = rate.Ask(tokens, now);
                if (turn.Permit is null) turn = rate.Ask(tokens, now = turn.At);
                Assert.True(turn.Permit is not null, $"run {run}, call {call}: {turn} at {now:O}, limits {rate.Limits}");
                Answer(rate, turn.Permit.Value, random, now);
                now = now.AddMilliseconds(random.Next(3));
            }
        }
    }

    static void Answer(AdaptiveRate rate, Permit permit, Random random, DateTimeOffset now)
    {
        if (random.Next(10) == 0) rate.Refused(permit, default, TimeSpan.FromSeconds(random.Next(5)), now);
        else rate.Answered(permit, random.Next(2) == 0 ? default : new(new(3_000, random.Next(3_000), TimeSpan.FromSeconds(random.Next(60))), default), random.Next(1_000), now);
    }

    static int MostInAnyMinute(List<DateTimeOffset> at)
    {
        var (most, from) = (0, 0);
        for (var to = 0; to < at.Count; to++)
        {
            while (at[to] - at[from] >= TimeSpan.FromMinutes(1)) from++;
            most = Math.Max(most, to - from + 1);
        }

        return most;
    }
}
