namespace Overture.Accounts.Models;

/// <summary>
/// One allowance of a provider: at most so many units (requests or tokens) in any period. Holds three gates, since providers count in different ways:
/// an even pace (GCRA, as ITU-T I.371 defines it) for buckets that refill; a count over the sliding period for windows; and what the provider last
/// said is left, less what was sent since. Times are seconds on the caller's own axis.
/// </summary>
internal sealed class Meter(double period, double? configured, bool adaptive, bool even)
{
    const int Slots = 240;
    const double CatchUp = 0.25;

    readonly double slot = period / Slots;
    readonly double[] used = new double[Slots + 1];
    long newest;
    double sum;
    double? told;
    double? guess;
    bool climbing = true;
    bool grown;
    bool held;
    double slow = 1;
    double slowAt;
    double grownAt;
    double due;
    double? level;
    double levelAt;

    /// <summary>All units ever taken; what was taken after a call is the difference.</summary>
    public double Total { get; private set; }

    /// <summary>The part of the allowance that is ours, when others share it.</summary>
    public double Share { get; set; } = 1;

    /// <summary>Units a period allows as far as known; null: nothing limits.</summary>
    public double? Limit => Share * (adaptive ? told ?? guess ?? configured : configured);

    /// <summary>Seconds until so many units may be taken; 0 is now. More than a whole period's units are taken as a whole period's.</summary>
    public double Wait(double amount, double now)
    {
        if (Limit is not { } limit) return 0;
        amount = Math.Min(amount, limit);
        var pace = even ? due - Tolerance(limit, now) - now : 0;
        held |= pace > 0;
        return Math.Max(0, Math.Max(pace, Math.Max(WindowWait(amount, limit, now), LevelWait(amount, limit, now))));
    }

    public void Take(double amount, double now)
    {
        Advance(now);
        used[Slot(now)] += amount;
        sum += amount;
        Total += amount;
        if (level is not null) (level, levelAt) = (LevelAt(now) - amount, now);
        due = Rate(now) is { } rate ? Math.Max(due, now) + (amount / rate) : now;
    }

    /// <summary>Counts units taken before this process began.</summary>
    public void Remember(double amount, double at, double now)
    {
        Advance(now);
        if (now - at >= period) return;
        used[Slot(at)] += amount;
        sum += amount;
    }

    /// <summary>Replaces an estimate by what it came to, or by nothing when the provider refused the call.</summary>
    public void Correct(double estimate, double actual, double takenAt, double now)
    {
        Advance(now);
        if ((long)(takenAt / slot) < newest - Slots) return;
        used[Slot(takenAt)] += actual - estimate;
        sum += actual - estimate;
    }

    /// <summary>
    /// What the provider said in the answer to a call taken at `takenAt`, after which `since` more units were taken: the provider had counted at
    /// least that call and at most all of them, and has refilled at most since it was sent.
    /// </summary>
    public void Hear(Allowance said, double since, double takenAt, double now)
    {
        if (!adaptive) return;
        if (said.Limit is { } limit && limit != told) Change(() => told = limit, now);
        if (said.Remaining is not { } left || told is not { } whole) return;
        var most = Math.Min(whole, left + (whole / period * (now - takenAt)));
        (level, levelAt) = (level is null ? left - since : Math.Clamp(LevelAt(now), left - since, most), now);
    }

    /// <summary>An answer came that told no limit: where only the pace holds calls back, it may rise.</summary>
    public void Rise(double now)
    {
        if (!adaptive || told is not null || (guess ?? configured) is not { } before || !held) return;
        var factor = climbing ? 1.5 : 1 + (0.05 * Math.Clamp(now - grownAt, 0, 1));
        (held, grown, grownAt) = (false, true, now);
        Change(() => guess = Math.Min(before * factor, 1e6 * period), now);
    }

    /// <summary>A 429 that these units may have caused: slower than a known limit for a while, or back to what was in fact accepted.</summary>
    public void Slow(double now)
    {
        if (!adaptive) return;
        Advance(now);
        if (told is not null) (slow, slowAt) = (Math.Max(0.05, Slowness(now) * 0.9), now);
        else if ((guess ?? configured) is { } before) Change(() => guess = Math.Max(1, Math.Min(before, climbing ? sum : before * 0.7)), now);
        (climbing, grownAt) = (false, now);
    }

    double? Rate(double now) => Limit is not { } limit ? null : limit / period * (told is not null ? Slowness(now) : 1);

    double Slowness(double now) => Math.Min(1, slow + (0.02 * (now - slowAt)));

    /// <summary>How far calls may run ahead of the even pace: a start before anything is known, a caller who was late, a bucket known to be well filled.</summary>
    double Tolerance(double limit, double now)
        => adaptive && told is null && climbing && !grown ? Math.Min(10, 10 * period / limit)
        : level is not null && told is { } whole && LevelAt(now) > whole / 10 ? 8 * CatchUp
        : CatchUp;

    double LevelWait(double amount, double limit, double now)
        => level is null || LevelAt(now) >= amount ? 0 : (amount - LevelAt(now)) / (limit / period);

    double LevelAt(double now) => told is { } whole ? Math.Min(whole, level!.Value + (Share * whole / period * (now - levelAt))) : level!.Value;

    double WindowWait(double amount, double limit, double now)
    {
        if (adaptive && told is null && even) return 0;
        Advance(now);
        var over = sum + amount - limit;
        for (var oldest = newest - Slots; over > 1e-9 && oldest <= newest; oldest++)
            if ((over -= used[Index(oldest)]) <= 1e-9) return ((oldest + Slots + 1) * slot) - now;
        return 0;
    }

    void Advance(double now)
    {
        var slotNow = (long)(now / slot);
        for (var next = Math.Max(newest + 1, slotNow - Slots); next <= slotNow; next++)
        {
            sum -= used[Index(next)];
            used[Index(next)] = 0;
        }

        if (slotNow - newest > Slots) sum = 0;
        newest = Math.Max(newest, slotNow);
    }

    /// <summary>Keeps the distance to the next call, in calls, when the rate changes.</summary>
    void Change(Action change, double now)
    {
        var before = Rate(now);
        change();
        due = now + (before is { } old && Rate(now) is { } rate ? Math.Max(0, due - now) * old / rate : 0);
    }

    int Slot(double at) => Index((long)(at / slot));

    static int Index(long slot) => (int)(slot % (Slots + 1));
}
