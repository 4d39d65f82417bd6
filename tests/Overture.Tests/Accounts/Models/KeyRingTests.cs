using Overture.Accounts.Models;

namespace Overture.Tests.Accounts.Models;

public sealed class KeyRingTests
{
    static readonly DateTimeOffset noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly RateStart fast = new(600_000);

    [Theory]
    [InlineData("Unauthorized", "Revoked")]
    [InlineData("QuotaExhausted", "Exhausted")]
    [InlineData("ModelNotFound", "NoModel")]
    [InlineData("RateLimited", "Ok")]
    [InlineData("Refused", "Ok")]
    [InlineData("BadRequest", "Ok")]
    [InlineData("ServerError", "Ok")]
    public void A_fault_changes_the_health_of_a_key(string fault, string state)
    {
        var health = KeyHealth.New.Worked().Failed(Enum.Parse<Fault>(fault), "so it said", null, noon);

        Assert.Equal(state, health.State.ToString());
        Assert.Equal(state == "Ok" ? int.MaxValue : 0, health.MostInFlight(noon));
    }

    [Fact]
    public void What_is_ill_is_tried_by_one_call_later_and_later()
    {
        var (health, now, waits) = (KeyHealth.New, noon, new List<double>());
        for (var i = 0; i < 8; i++)
        {
            health = health.Failed(Fault.Unauthorized, "no", null, now);
            health = health.Failed(Fault.Unauthorized, "no", null, now.AddSeconds(1));
            waits.Add((health.Until - now).TotalSeconds);
            now = health.Until;
            Assert.Equal(1, health.MostInFlight(now));
        }

        Assert.Equal([30, 60, 120, 240, 480, 900, 900, 900], waits);
    }

    [Fact]
    public void A_provider_that_is_down_is_left_alone_for_a_moment_but_single_failures_are_not_an_illness()
    {
        var health = Enumerable.Range(0, 19).Aggregate(KeyHealth.New.Worked(), (sofar, _) => sofar.Failed(Fault.ServerError, "500", null, noon));

        Assert.Equal(KeyState.Ok, health.State);
        Assert.Equal((KeyState.Cooling, noon.AddSeconds(5)), (health.Failed(Fault.Timeout, "late", null, noon).State, health.Failed(Fault.Timeout, "late", null, noon).Until));
        Assert.Equal(0, health.Worked().Failures);
    }

    [Fact]
    public void An_idle_key_shows_again_that_it_works_when_work_begins_and_a_busy_one_need_not()
    {
        var ring = new KeyRing([new("a", "g")], ["m"], fast, noon);
        int Open() => Enumerable.Range(0, 10).Count(_ => ring.Next(0, noon) is NextCall.Go);
        ring.Worked((NextCall.Go)ring.Next(0, noon), default, default, noon);
        var busy = (NextCall.Go)ring.Next(0, noon);

        ring.Doubt();
        var trusted = ring.Health("a", "m").State;
        ring.Worked(busy, default, default, noon);
        ring.Doubt();

        Assert.Equal((KeyState.Ok, KeyState.Untried, 2), (trusted, ring.Health("a", "m").State, Open()));
    }

    [Theory]
    [InlineData("Unauthorized", "Revoked", "a", 2)]
    [InlineData("QuotaExhausted", "Exhausted", "a", 2)]
    [InlineData("ModelNotFound", "NoModel", "a", 2)]
    [InlineData("Unauthorized", "Revoked", "abcde", 1)]
    [InlineData("QuotaExhausted", "Exhausted", "abcd", 1)]
    [InlineData("ModelNotFound", "NoModel", "ab", 2)]
    public void Bad_keys_or_missing_models_stop_all_within_five_calls(string fault, string why, string keys, int models)
    {
        var ring = new KeyRing([.. keys.Select(key => new ModelKey($"{key}", "g"))], [.. new[] { "gpt-4o-mini", "gpt-3.5-turbo" }.Take(models)], fast, noon);
        var (sent, now) = (0, noon);
        NextCall next;
        while ((next = ring.Next(100, now)) is not NextCall.Stop)
        {
            List<NextCall.Go> calls = [];
            for (; next is NextCall.Go go; next = ring.Next(100, now)) calls.Add(go);
            sent += calls.Count;
            foreach (var call in calls) ring.Failed(call, Failed(Enum.Parse<Fault>(fault)), now);
            now = now.AddMilliseconds(10);
        }

        Assert.InRange(sent, 1, 5);
        Assert.Equal(why, ((NextCall.Stop)next).Why.ToString());
        Assert.Equal("The provider's words.", ((NextCall.Stop)next).Reason);
        Assert.IsType<NextCall.Go>(ring.Next(100, ((NextCall.Stop)next).At));
    }

    [Fact]
    public void Keys_take_turns_and_a_dead_one_leaves_the_work_to_the_other()
    {
        var ring = new KeyRing([new("a", "one"), new("b", "two")], ["m"], fast, noon);
        for (var i = 0; i < 4; i++) ring.Worked((NextCall.Go)ring.Next(100, noon), default, default, noon);
        List<string> turns = [];
        for (var i = 0; i < 4; i++) turns.Add(Call(ring, noon.AddSeconds(i)).Key.Id);

        ring.Failed(Call(ring, noon.AddSeconds(5), "a"), Failed(Fault.Unauthorized), noon.AddSeconds(5));
        var after = Enumerable.Range(0, 10).Select(i => Call(ring, noon.AddSeconds(6 + i)).Key.Id).ToList();

        Assert.Equal(2, turns.Count(key => key == "a"));
        Assert.All(after, key => Assert.Equal("b", key));
        Assert.Equal((KeyState.Revoked, KeyState.Ok), (ring.Health("a", "m").State, ring.Health("b", "m").State));
    }

    [Fact]
    public void Keys_of_one_group_share_its_limit()
    {
        var ring = new KeyRing([new("a", "g"), new("b", "g")], ["m"], new(60, Adaptive: false), noon);

        ring.Worked((NextCall.Go)ring.Next(100, noon), default, default, noon);

        Assert.Equal(RateLimit.RequestsPerMinute, Assert.IsType<NextCall.Wait>(ring.Next(100, noon)).Binding);
    }

    [Fact]
    public void A_missing_model_falls_to_the_next_but_a_busy_one_is_waited_for()
    {
        var ring = new KeyRing([new("a", "g")], ["first", "second"], fast, noon);
        ring.Failed((NextCall.Go)ring.Next(100, noon), Failed(Fault.ModelNotFound), noon);
        var fallen = (NextCall.Go)ring.Next(100, noon);
        ring.Failed(fallen, Failed(Fault.RateLimited, TimeSpan.FromSeconds(9)), noon);

        Assert.Equal("second", fallen.Model);
        Assert.Equal(RateLimit.ToldToWait, Assert.IsType<NextCall.Wait>(ring.Next(100, noon.AddSeconds(8))).Binding);
        Assert.Equal("second", Assert.IsType<NextCall.Go>(ring.Next(100, noon.AddSeconds(10))).Model);
        Assert.Equal("first", Assert.IsType<NextCall.Go>(ring.Next(100, noon.AddSeconds(31))).Model);
    }

    [Fact]
    public void A_cured_key_works_on_as_before()
    {
        var ring = new KeyRing([new("a", "g")], ["m"], fast, noon);
        ring.Failed((NextCall.Go)ring.Next(100, noon), Failed(Fault.QuotaExhausted), noon);
        var stop = Assert.IsType<NextCall.Stop>(ring.Next(100, noon));

        ring.Worked(Assert.IsType<NextCall.Go>(ring.Next(100, stop.At)), default, default, stop.At);

        Assert.All(Enumerable.Range(0, 50), i => Assert.IsType<NextCall.Go>(ring.Next(100, stop.At.AddSeconds(5 + i))));
    }

    static NextCall.Go Call(KeyRing ring, DateTimeOffset now, string? key = null)
    {
        while (true)
        {
            var go = Assert.IsType<NextCall.Go>(ring.Next(100, now));
            if (key is null || go.Key.Id == key)
            {
                if (key is null) ring.Worked(go, default, default, now);
                return go;
            }

            ring.Worked(go, default, default, now);
        }
    }

    static ModelCallFailed Failed(Fault fault, TimeSpan? retryAfter = null) => new(new ModelAnswer.Failure(fault, 400, "The provider's words.", retryAfter, default, default));
}
