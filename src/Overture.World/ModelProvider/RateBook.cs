namespace Overture.World.ModelProvider;

/// <summary>Enforces <see cref="RateLimits"/> for one (group, model), as a provider does: by what arrived, at the instant it arrived.</summary>
internal sealed class RateBook(long now)
{
    readonly Lock turn = new();
    readonly Allowance requests = new(TimeSpan.FromMinutes(1), now);
    readonly Allowance tokens = new(TimeSpan.FromMinutes(1), now);
    readonly Allowance day = new(TimeSpan.FromDays(1), now);

    /// <summary>Accepts a call of so many tokens at this instant (in ticks), or says how long until it would be.</summary>
    public Verdict Ask(RateLimits limits, int amount, long now)
    {
        lock (turn)
        {
            requests.Set(limits.RequestsPerMinute, limits, now);
            tokens.Set(limits.TokensPerMinute, limits, now);
            day.Set(limits.RequestsPerDay, limits with { BurstSeconds = 86_400, Kind = LimitKind.TokenBucket }, now);
            var wait = TimeSpan.FromTicks(Math.Max(requests.Wait(1), Math.Max(tokens.Wait(amount), day.Wait(1))));
            var which = day.Wait(1) > 0 ? "requests per day (RPD)" : tokens.Wait(amount) > 0 ? "tokens per min (TPM)" : "requests per min (RPM)";
            if (wait == TimeSpan.Zero)
            {
                requests.Take(1);
                tokens.Take(amount);
                day.Take(1);
            }

            // OpenAI shows the day in place of the minute where only the day is limited.
            var shown = limits.RequestsPerMinute is null && limits.RequestsPerDay is not null ? day.Left() : requests.Left();
            return new(wait, which, shown, tokens.Left());
        }
    }

    internal readonly record struct Verdict(TimeSpan Wait, string Which, Left? Requests, Left? Tokens);

    internal readonly record struct Left(int Limit, int Remaining, TimeSpan Reset);

    sealed class Allowance(TimeSpan period, long start)
    {
        readonly Queue<(long At, int Amount)> taken = new();
        double level = -1;
        double capacity;
        double perTick;
        long at = start;
        long inWindow;
        int limit;
        LimitKind kind;

        public void Set(int? allowed, RateLimits limits, long now)
        {
            var before = limit;
            (limit, kind) = (allowed ?? 0, limits.Kind);
            capacity = Math.Max(1, limit * limits.BurstSeconds / period.TotalSeconds);
            perTick = (double)limit / period.Ticks;
            level = before == 0 ? capacity : Math.Min(capacity, level + ((now - at) * perTick));
            at = now;
            if (kind != LimitKind.SlidingWindow) return;
            while (taken.TryPeek(out var first) && first.At <= now - period.Ticks) inWindow -= taken.Dequeue().Amount;
        }

        public long Wait(int amount) => limit == 0 ? 0 : kind == LimitKind.SlidingWindow ? WindowWait(amount) : BucketWait(amount);

        public void Take(int amount)
        {
            if (limit == 0) return;
            level -= amount;
            if (kind != LimitKind.SlidingWindow) return;
            taken.Enqueue((at, amount));
            inWindow += amount;
        }

        public Left? Left() => limit == 0 ? null
            : kind == LimitKind.SlidingWindow
                ? new(limit, (int)Math.Max(0, limit - inWindow), taken.TryPeek(out var first) ? TimeSpan.FromTicks(first.At + period.Ticks - at) : TimeSpan.Zero)
                : new(limit, (int)Math.Max(0, level), TimeSpan.FromTicks((long)Math.Max(0, (capacity - level) / perTick)));

        long BucketWait(int amount) => level >= Math.Min(amount, capacity) ? 0 : (long)Math.Ceiling((Math.Min(amount, capacity) - level) / perTick);

        long WindowWait(int amount)
        {
            var over = inWindow + Math.Min(amount, limit) - limit;
            if (over <= 0) return 0;
            foreach (var (when, count) in taken)
                if ((over -= count) <= 0) return Math.Max(1, when + period.Ticks - at);
            return period.Ticks;
        }
    }
}
