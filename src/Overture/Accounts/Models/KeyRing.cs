namespace Overture.Accounts.Models;

/// <summary>
/// Chooses key and model for each call: models in their order, keys side by side in turn. A model falls to the next only when no key can serve it, not when
/// it is merely busy; a key that is exhausted or revoked rests while others carry on. Deterministic in what it is told; safe to share between threads.
/// </summary>
/// <param name="rateOf">The rate of a limit group and model, shared with whoever else calls there.</param>
internal sealed class KeyRing(IReadOnlyList<ModelKey> keys, IReadOnlyList<string> models, Func<string, string, AdaptiveRate> rateOf)
{
    readonly Lock turn = new();
    readonly Dictionary<(string Group, string Model), AdaptiveRate> rates = (from key in keys from model in models where key.Serves(model) select (key.Group, model))
        .Distinct().ToDictionary(at => at, at => rateOf(at.Group, at.model));

    readonly Dictionary<(string Key, string Model), Place> places = (from key in keys from model in models where key.Serves(model) select (key.Id, model))
        .Distinct().ToDictionary(at => at, _ => new Place());

    /// <summary>Calls that try a key for a model it has not served yet: more than one, for one may hang, but few in all.</summary>
    readonly int probes = keys.Sum(key => models.Count(key.Serves)) > 2 ? 1 : 2;

    int round;

    public KeyRing(IReadOnlyList<ModelKey> keys, IReadOnlyList<string> models, RateStart start, DateTimeOffset now)
        : this(keys, models, (_, _) => new AdaptiveRate(start, now))
    {
    }

    public KeyHealth Health(string key, string model)
    {
        lock (turn) return places[(key, model)].Health;
    }

    public AdaptiveRate Rate(string group, string model) => rates[(group, model)];

    /// <summary>Work begins: a key that nobody is using has to show again that it works, by two calls at first, for it may have died meanwhile.</summary>
    public void Doubt()
    {
        lock (turn)
        {
            foreach (var place in places.Values.Where(place => place is { InFlight: 0, Health.State: KeyState.Ok })) place.Health = KeyHealth.New;
        }
    }

    public NextCall Next(int estimatedTokens, DateTimeOffset now)
    {
        lock (turn)
        {
            foreach (var model in models)
                if (ForModel(model, estimatedTokens, now) is { } next) return next;
            return places.Values.MinBy(place => place.Health.Until)?.Health is { } first
                ? new NextCall.Stop(first.State, first.Reason ?? "No key serves this model.", first.Until)
                : new NextCall.Stop(KeyState.NoModel, "No key serves this model.", DateTimeOffset.MaxValue);
        }
    }

    /// <summary>Words came.</summary>
    public void Worked(NextCall.Go call, RateHeaders said, Tokens used, DateTimeOffset now)
    {
        Leave(call, health => health.Worked(), everyModel: false);
        Rate(call.Key.Group, call.Model).Answered(call.Permit, said, used.Input + used.Output, now);
    }

    /// <summary>None came.</summary>
    public void Failed(NextCall.Go call, ModelCallFailed failed, DateTimeOffset now)
    {
        Leave(call, health => health.Failed(failed.Fault, failed.Message, failed.RetryAfter, now), failed.Fault is Fault.Unauthorized or Fault.QuotaExhausted);
        var rate = Rate(call.Key.Group, call.Model);
        if (failed.Fault == Fault.RateLimited) rate.Refused(call.Permit, failed.Rates, failed.RetryAfter, now);
        else if (failed.Status is null) rate.Lost(call.Permit);
        else rate.Answered(call.Permit, failed.Rates, failed.Used.Input + failed.Used.Output, now);
    }

    /// <summary>The caller gave the call up.</summary>
    public void Dropped(NextCall.Go call)
    {
        Leave(call, health => health, everyModel: false);
        Rate(call.Key.Group, call.Model).Lost(call.Permit);
    }

    /// <summary>The first key in turn that may call; else the earliest instant at which one may; null when none can serve this model.</summary>
    NextCall? ForModel(string model, int tokens, DateTimeOffset now)
    {
        NextCall.Wait? earliest = null;
        for (var i = 0; i < keys.Count; i++)
        {
            var key = keys[(round + i) % keys.Count];
            if (!places.TryGetValue((key.Id, model), out var place)) continue;
            var most = place.Health.MostInFlight(now, probes);
            if (most == 0) continue;
            var asked = place.InFlight >= most ? new(null, now.AddSeconds(1), RateLimit.None) : rates[(key.Group, model)].Ask(tokens, now);
            if (asked.Permit is { } permit)
            {
                place.InFlight++;
                round = (round + i + 1) % keys.Count;
                return new NextCall.Go(key, model, permit);
            }

            if (earliest is null || asked.At < earliest.At) earliest = new(asked.At, asked.Binding);
        }

        return earliest;
    }

    /// <summary>A revoked or exhausted key is so for every model.</summary>
    void Leave(NextCall.Go call, Func<KeyHealth, KeyHealth> change, bool everyModel)
    {
        lock (turn)
        {
            places[(call.Key.Id, call.Model)].InFlight--;
            foreach (var model in everyModel ? models.Where(call.Key.Serves) : [call.Model])
            {
                var place = places[(call.Key.Id, model)];
                place.Health = change(place.Health);
            }
        }
    }

    sealed class Place
    {
        public KeyHealth Health { get; set; } = KeyHealth.New;

        public int InFlight { get; set; }
    }
}
