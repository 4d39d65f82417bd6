using Overture.Accounts.Models;
using Overture.World.ModelProvider;
using AccountRateHeaders = Overture.Accounts.Models.RateHeaders;

namespace Overture.Tests.Accounts.Models;

/// <summary>
/// Callers who share one <see cref="AdaptiveRate"/> against the limits of <see cref="RateBook"/>, on an axis of time of its own: latency and the
/// lateness of timers are drawn from a seed.
/// </summary>
internal sealed class RateSimulation(RateStart start, RateLimits limits, TimeSpan latency, int concurrency = 10_000, int seed = 1)
{
    readonly DateTimeOffset origin = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    readonly Random random = new(seed);
    readonly PriorityQueue<Action, DateTimeOffset> events = new();
    DateTimeOffset now;

    public List<DateTimeOffset> Accepted { get; } = [];

    public List<(DateTimeOffset At, TimeSpan Told)> Refused { get; } = [];

    public AdaptiveRate Rate { get; private set; } = null!;

    public int TokensPerCall { get; init; } = 500;

    /// <summary>Other people's calls on the same limits, a second.</summary>
    public double Others { get; init; }

    /// <summary>Replaces the limits at some instant.</summary>
    public (TimeSpan At, RateLimits Limits)? Later { get; init; }

    public RateSimulation Run(TimeSpan span)
    {
        now = origin;
        Rate = new(start, now);
        var book = new RateBook(now.UtcTicks);
        DateTimeOffset? wake = null;
        var inFlight = 0;
        if (Later is { } later) At(later.At, () => limits = later.Limits);
        if (Others > 0) At(TimeSpan.Zero, Other);
        At(TimeSpan.Zero, Pump);
        while (events.TryDequeue(out var next, out var at) && at < origin + span)
        {
            now = at;
            next();
        }

        return this;

        void Other()
        {
            book.Ask(limits, TokensPerCall, now.UtcTicks);
            At(TimeSpan.FromSeconds(1 / Others), Other);
        }

        void Wake()
        {
            wake = null;
            Pump();
        }

        void Pump()
        {
            while (inFlight < concurrency)
            {
                var turn = Rate.Ask(TokensPerCall, now);
                if (turn.Permit is not { } permit)
                {
                    if (wake is null || turn.At < wake) At((wake = turn.At).Value - now + TimeSpan.FromMilliseconds(random.NextDouble() * 4), Wake);
                    return;
                }

                inFlight++;
                At(latency * (0.2 + (0.1 * random.NextDouble())), () => Arrive(permit));
            }
        }

        void Arrive(Permit permit)
        {
            var verdict = book.Ask(limits, TokensPerCall, now.UtcTicks);
            var (told, said) = (verdict.Wait, limits.Headers ? Headers(verdict) : default);
            if (told > TimeSpan.Zero) Refused.Add((now, told));
            else Accepted.Add(now);
            At(told > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : latency * (0.6 + (0.4 * random.NextDouble())), () => Return(permit, said, told));
        }

        void Return(Permit permit, AccountRateHeaders said, TimeSpan told)
        {
            inFlight--;
            if (told > TimeSpan.Zero) Rate.Refused(permit, said, TimeSpan.FromSeconds(Math.Ceiling(told.TotalSeconds)), now);
            else Rate.Answered(permit, said, null, now);
            Pump();
        }
    }

    static AccountRateHeaders Headers(RateBook.Verdict verdict) => new(Told(verdict.Requests), Told(verdict.Tokens));

    static Allowance Told(RateBook.Left? left) => left is { } l ? new(l.Limit, l.Remaining, l.Reset) : default;

    void At(TimeSpan after, Action action) => events.Enqueue(action, now + after);
}
