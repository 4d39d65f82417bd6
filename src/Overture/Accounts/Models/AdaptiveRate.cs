namespace Overture.Accounts.Models;

/// <summary>
/// The rate of calls of one (limit group, model). It starts from configured figures, learns the limits from the headers of answers, corrects itself by
/// what they say is left (calls whose answers are not back are counted as sent), waits exactly as long as a 429 says, goes slower after one and
/// recovers. Deterministic: what it knows of time is what it is told. Safe to share between threads.
/// </summary>
internal sealed class AdaptiveRate
{
    const double Minute = 60;
    const double Day = 86_400;

    readonly Lock turn = new();
    readonly DateTimeOffset origin;
    readonly RateStart start;
    readonly Meter requests;
    readonly Meter tokens;
    readonly Meter day;
    double pausedUntil;
    double slowedAt;
    bool mayProbe;
    bool daily;
    int dailyVotes;
    int refusals;
    int inFlight;

    public AdaptiveRate(RateStart start, DateTimeOffset now)
    {
        this.start = start;
        origin = now.AddSeconds(-Day);
        requests = new(Minute, start.RequestsPerMinute, start.Adaptive, even: true);
        tokens = new(Minute, start.TokensPerMinute, start.Adaptive, even: true);
        day = new(Day, start.RequestsPerDay, start.Adaptive, even: false);
    }

    /// <summary>Calls sent whose answers are not back.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>The limits as far as known: configured, told or found.</summary>
    public (double? RequestsPerMinute, double? TokensPerMinute, double? RequestsPerDay) Limits
    {
        get { lock (turn) return (requests.Limit, tokens.Limit, day.Limit); }
    }

    /// <summary>The part (0 to 1] of the limits that is ours when other processes use the same keys.</summary>
    public double Share
    {
        get { lock (turn) return requests.Share; }
        set { lock (turn) requests.Share = tokens.Share = day.Share = value; }
    }

    /// <summary>May a call of about so many tokens (prompt and answer) start now? Asking changes nothing unless a permit is given.</summary>
    public RateTurn Ask(int estimatedTokens, DateTimeOffset now)
    {
        lock (turn)
        {
            var at = Seconds(now);
            var (wait, binding) = mayProbe ? (0, RateLimit.None) : Longest(estimatedTokens, at);
            if (pausedUntil - at > wait) (wait, binding) = (pausedUntil - at, RateLimit.ToldToWait);
            if (wait > 1e-6) return new(null, origin.AddSeconds(at + wait).AddTicks(20), binding);
            mayProbe = false;
            requests.Take(1, at);
            tokens.Take(estimatedTokens, at);
            day.Take(1, at);
            inFlight++;
            return new(new(at, estimatedTokens, requests.Total, tokens.Total, day.Total), now, RateLimit.None);
        }
    }

    /// <summary>An answer came, good or bad but no 429. `used` is what it was billed, if known.</summary>
    public void Answered(Permit permit, RateHeaders said, int? used, DateTimeOffset now)
    {
        lock (turn)
        {
            var at = Seconds(now);
            inFlight--;
            refusals = 0;
            if (used is { } billed and > 0) tokens.Correct(permit.Tokens, billed, permit.At, at);
            Hear(permit, said, at);
            requests.Rise(at);
            tokens.Rise(at);
        }
    }

    /// <summary>A 429 came. Nothing starts until the wait it named is over (or 1, 2, 4 … 60 s when it named none); then one call goes first.</summary>
    public void Refused(Permit permit, RateHeaders said, TimeSpan? retryAfter, DateTimeOffset now)
    {
        lock (turn)
        {
            var at = Seconds(now);
            inFlight--;
            requests.Correct(1, 0, permit.At, at);
            tokens.Correct(permit.Tokens, 0, permit.At, at);
            day.Correct(1, 0, permit.At, at);
            Hear(permit, said, at);
            // Calls that were under way together are one event: the first of them slows, the rest only wait.
            if (permit.At >= slowedAt)
            {
                refusals++;
                slowedAt = at;
                requests.Slow(at);
                tokens.Slow(at);
            }

            var wait = retryAfter?.TotalSeconds ?? Math.Min(60, Math.Pow(2, Math.Min(refusals, 10) - 1));
            pausedUntil = Math.Max(pausedUntil, at + Math.Max(0.05, wait));
            mayProbe = start.Adaptive;
        }
    }

    /// <summary>No answer came: it counts as sent.</summary>
    public void Lost(Permit permit)
    {
        _ = permit;
        lock (turn) inFlight--;
    }

    /// <summary>Counts requests of the last 24 hours made before this process began.</summary>
    public void Remember(int count, DateTimeOffset at, DateTimeOffset now)
    {
        lock (turn) day.Remember(count, Seconds(at), Seconds(now));
    }

    (double Wait, RateLimit Binding) Longest(double amount, double at)
    {
        var (byDay, byTokens, byRequests) = (day.Wait(1, at), tokens.Wait(amount, at), requests.Wait(1, at));
        return byDay > 0 && byDay >= byTokens && byDay >= byRequests ? (byDay, RateLimit.RequestsPerDay)
            : byTokens > byRequests ? (byTokens, RateLimit.TokensPerMinute)
            : (byRequests, byRequests > 0 ? RateLimit.RequestsPerMinute : RateLimit.None);
    }

    void Hear(Permit permit, RateHeaders said, double at)
    {
        tokens.Hear(said.Tokens, tokens.Total - permit.TokensThen, permit.At, at);
        if (Undecided(said.Requests)) return;
        if (daily) day.Hear(said.Requests, day.Total - permit.DayThen, permit.At, at);
        else requests.Hear(said.Requests, requests.Total - permit.RequestsThen, permit.At, at);
    }

    /// <summary>
    /// The headers name no period. OpenAI's small accounts are shown their requests per DAY there, and pacing 10,000 a minute by it would be a storm. In a
    /// bucket, what was used comes back in reset, so limit × reset / used is the period. Two answers must say a day; one that looks like it teaches nothing.
    /// </summary>
    bool Undecided(Allowance said)
    {
        if (said is not { Limit: { } limit, Remaining: { } left, Reset: { } reset } || limit <= left) return false;
        var period = limit * reset.TotalSeconds / (limit - left);
        if (Math.Abs(period - Minute) < Minute / 20) (daily, dailyVotes) = (false, 0);
        else if (reset.TotalSeconds > 1.5 * Minute) daily = true;
        else if (Math.Abs(period - Day) >= Day / 20) (daily, dailyVotes) = (false, 0);
        else if (++dailyVotes >= 2) daily = true;
        return dailyVotes == 1 && !daily;
    }

    double Seconds(DateTimeOffset now) => (now - origin).TotalSeconds;
}
