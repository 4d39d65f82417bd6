using System.Collections.Concurrent;
using System.Text;

namespace Overture.World.ModelProvider;

/// <summary>What a running provider knows: how to behave, what its limits have left, what it was asked.</summary>
internal sealed class ProviderState : IDisposable
{
    readonly ConcurrentDictionary<(string Group, string Model), RateBook> books = new();
    readonly ConcurrentQueue<ModelFault> next = new();
    readonly CancellationTokenSource stopping = new();
    readonly HashSet<string>? keys;
    bool stopped;
    int inFlight;
    int mostInFlight;

    public ProviderState(ModelProviderOptions options)
    {
        Options = options;
        Behaviour = options.Behaviour;
        keys = options.Keys?.ToHashSet(StringComparer.Ordinal);
        Markers = [.. options.RowMarkers.Select(Encoding.UTF8.GetBytes)];
    }

    public ModelProviderOptions Options { get; }

    public Behaviour Behaviour { get => Volatile.Read(ref field!); set => Volatile.Write(ref field, value); }

    public CallLog Calls { get; } = new();

    public ConcurrentQueue<string> Requests { get; } = new();

    public byte[][] Markers { get; }

    public CancellationToken Stopping => stopping.Token;

    public int InFlight => Volatile.Read(ref inFlight);

    public int MostInFlight => Volatile.Read(ref mostInFlight);

    public DateTimeOffset Now => Options.Clock.GetUtcNow();

    public void Enter()
    {
        var now = Interlocked.Increment(ref inFlight);
        if (now > mostInFlight) Interlocked.CompareExchange(ref mostInFlight, now, mostInFlight);
    }

    public void Leave() => Interlocked.Decrement(ref inFlight);

    public void FailNext(int calls, ModelFault fault)
    {
        for (var i = 0; i < calls; i++) next.Enqueue(fault);
    }

    /// <summary>The fault this call meets on demand: the next of a queue, else the standing one, else a draw from the mix.</summary>
    public ModelFault Choose(Behaviour behaviour, ulong prompt)
    {
        if (next.TryDequeue(out var queued)) return queued;
        if (behaviour.Fault != ModelFault.None || behaviour.Mix.Count == 0) return behaviour.Fault;
        var draw = Draw.Unit(Options.Seed, prompt, (ulong)Calls.Again(prompt));
        foreach (var (fault, share) in behaviour.Mix)
            if ((draw -= share) < 0) return fault;
        return ModelFault.None;
    }

    public bool Knows(string key, Behaviour behaviour) => key.Length > 0 && (keys?.Contains(key) ?? true) && !behaviour.RevokedKeys.Contains(key);

    public bool Has(string model, Behaviour behaviour)
        => (Options.Models?.Contains(model, StringComparer.Ordinal) ?? true) && !behaviour.MissingModels.Contains(model);

    /// <summary>What the limits say to a call; null without limits.</summary>
    public RateBook.Verdict? Ask(RateLimits? limits, string key, string model, int tokens)
    {
        if (limits is null) return null;
        var now = Now.UtcTicks;
        var group = Options.Groups.GetValueOrDefault(key, key);
        return books.GetOrAdd((group, model), static (_, at) => new RateBook(at), now).Ask(limits, tokens, now);
    }

    public TimeSpan Delay(Behaviour behaviour, ulong prompt)
    {
        var (least, most) = (behaviour.DelayMs, Math.Max(behaviour.DelayMs, behaviour.DelayMaxMs));
        return most <= 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(least + ((most - least) * Draw.Unit(Options.Seed, prompt, 0xDE1A)));
    }

    /// <summary>Ends every delay; false if that was done before.</summary>
    public bool Stop()
    {
        if (Interlocked.Exchange(ref stopped, true)) return false;
        stopping.Cancel();
        return true;
    }

    public void Dispose() => stopping.Dispose();
}
