using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Overture.Rounds;
using Quartz;

namespace Overture.Tests.Rounds;

/// <summary>Turns come when they are due, again when they failed, and leave nothing behind.</summary>
public sealed class RoundsTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_turn_that_throws_is_logged_and_comes_again_after_a_while()
    {
        var round = new ScriptedRound { Answer = turn => turn is 1 ? throw new InvalidOperationException("the first turn fails") : null };
        await using var rounds = await Running.StartAsync(round);
        var now = rounds.Time.GetUtcNow();

        await rounds.WakeAsync("key");
        await round.TurnAsync("key");
        var next = DateTimeOffset.MinValue;
        await rounds.UntilAsync(async scheduler =>
            (next = (await scheduler.GetTrigger(new("key", ScriptedRound.RoundName), TestContext.Current.CancellationToken))?.NextFireTimeUtc ?? next) > now + TimeSpan.FromSeconds(10));
        Assert.InRange(next - now, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(45));

        rounds.Time.Ahead = next - now;
        await rounds.WakeAsync("another"); // the scheduler looks at its clock again
        await round.TurnAsync("key");
        Assert.Equal(["Turn of scripted/key failed and comes again"], rounds.Errors);
    }

    [Fact]
    public async Task A_key_that_is_woken_during_its_last_turn_has_another()
    {
        var (entered, leave) = (new TaskCompletionSource(), new TaskCompletionSource());
        var round = new ScriptedRound { During = _ => entered.TrySetResult() ? leave.Task : Task.CompletedTask };
        await using var rounds = await Running.StartAsync(round);

        await rounds.WakeAsync("key");
        await entered.Task.WaitAsync(Hang, CancellationToken.None);
        await rounds.WakeAsync("key");
        leave.SetResult();

        await round.TurnAsync("key");
        await round.TurnAsync("key");
        Assert.Equal(1, round.MostAtOnce);
    }

    [Fact]
    public async Task A_key_without_a_next_instant_is_forgotten()
    {
        var round = new ScriptedRound();
        await using var rounds = await Running.StartAsync(round);

        await rounds.WakeAsync("key");
        await round.TurnAsync("key");

        await rounds.UntilAsync(async scheduler => await scheduler.GetJobDetail(new JobKey("key", ScriptedRound.RoundName), TestContext.Current.CancellationToken) is null);
    }

    [Fact]
    public async Task A_key_comes_again_at_the_instant_it_names()
    {
        var round = new ScriptedRound { Answer = turn => turn < 5 ? TimeProvider.System.GetUtcNow() : null };
        await using var rounds = await Running.StartAsync(round);

        await rounds.WakeAsync("key");

        for (var turn = 1; turn <= 5; turn++)
        {
            await round.TurnAsync("key");
        }

        await rounds.UntilAsync(async scheduler => await scheduler.GetJobDetail(new JobKey("key", ScriptedRound.RoundName), TestContext.Current.CancellationToken) is null);
        Assert.Equal(5, round.Turns);
    }

    [Fact]
    public async Task The_sweep_finds_keys_that_nobody_woke_at_the_start_and_later()
    {
        var round = new ScriptedRound();
        round.Waiting["early"] = true;
        await using var rounds = await Running.StartAsync(round);

        await round.TurnAsync("early");
        round.Waiting["late"] = true;
        await round.TurnAsync("late");
    }

    [Fact]
    public async Task A_sweep_that_fails_is_logged_and_comes_again()
    {
        var round = new ScriptedRound { FailingSweeps = 1 };
        round.Waiting["key"] = true;
        await using var rounds = await Running.StartAsync(round);

        await round.TurnAsync("key");

        Assert.Equal(["Sweep of scripted failed and comes again"], rounds.Errors);
    }

    [Fact]
    public async Task What_no_round_here_does_wakes_nothing()
    {
        await using var rounds = await Running.StartAsync(new ScriptedRound());

        await rounds.Clock.Wake("unknown", "key", null, CancellationToken.None);

        Assert.Null(await (await rounds.SchedulerAsync()).GetJobDetail(new JobKey("key", "unknown"), TestContext.Current.CancellationToken));
    }

    /// <summary>A round that does as a test tells it, and says which turns it had.</summary>
    private sealed class ScriptedRound : IRound
    {
        public const string RoundName = "scripted";

        private readonly ConcurrentDictionary<string, SemaphoreSlim> ended = new(StringComparer.Ordinal);
        private int turns;
        private int atOnce;
        private int sweeps;

        public string Name => RoundName;

        public TimeSpan LookEvery => TimeSpan.FromMilliseconds(50);

        /// <summary>What the tables would say has work.</summary>
        public ConcurrentDictionary<string, bool> Waiting { get; } = new(StringComparer.Ordinal);

        public Func<int, DateTimeOffset?> Answer { get; init; } = _ => null;

        public Func<string, Task> During { get; init; } = _ => Task.CompletedTask;

        public int FailingSweeps { get; init; }

        public int Turns => turns;

        public int MostAtOnce { get; private set; }

        public Task<IReadOnlyList<(string Key, DateTimeOffset Due)>> Keys(CancellationToken ct) => ++sweeps <= FailingSweeps
            ? throw new InvalidOperationException("the tables cannot be read")
            : Task.FromResult<IReadOnlyList<(string, DateTimeOffset)>>([.. Waiting.Keys.Select(key => (key, TimeProvider.System.GetUtcNow()))]);

        public async Task<DateTimeOffset?> Turn(string key, CancellationToken ct)
        {
            Waiting.TryRemove(key, out _);
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref atOnce));
            var turn = Interlocked.Increment(ref turns);
            try
            {
                await During(key);
                return Answer(turn);
            }
            finally
            {
                Interlocked.Decrement(ref atOnce);
                Ended(key).Release();
            }
        }

        /// <summary>Waits for the next turn of the key that no one waited for.</summary>
        public async Task TurnAsync(string key) => Assert.True(await Ended(key).WaitAsync(Hang, CancellationToken.None), $"{key} had no turn");

        private SemaphoreSlim Ended(string key) => ended.GetOrAdd(key, _ => new(0));
    }

    /// <summary>One round, run as the product runs its own.</summary>
    private sealed class Running(IHost host, LeapingClock time, Errors errors) : IAsyncDisposable
    {
        public RoundsClock Clock => host.Services.GetRequiredService<RoundsClock>();

        public LeapingClock Time => time;

        public IReadOnlyCollection<string> Errors => errors.Messages;

        public static async Task<Running> StartAsync(IRound round)
        {
            var (time, errors) = (new LeapingClock(), new Errors());
            var builder = Host.CreateEmptyApplicationBuilder(new());
            builder.Logging.AddProvider(errors);
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Services.AddSingleton(round);
            builder.Services.AddKeyedSingleton(round.Name, round);
            builder.Services.AddSingleton<RoundsClock>();
            builder.Services.AddQuartz();
            builder.Services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
            builder.Services.AddHostedService<Sweep>();
            var host = builder.Build();
            await host.StartAsync(CancellationToken.None);
            return new(host, time, errors);
        }

        public Task WakeAsync(string key) => Clock.Wake(ScriptedRound.RoundName, key, null, CancellationToken.None);

        public async Task<IScheduler> SchedulerAsync() => await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(CancellationToken.None);

        public async Task UntilAsync(Func<IScheduler, Task<bool>> wanted)
        {
            var scheduler = await SchedulerAsync();
            var started = TimeProvider.System.GetTimestamp();
            while (!await wanted(scheduler))
            {
                Assert.True(TimeProvider.System.GetElapsedTime(started) < Hang, "It never was as wanted.");
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
            errors.Dispose();
        }
    }

    /// <summary>The real clock, and as much more as a test says.</summary>
    private sealed class LeapingClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }

    /// <summary>Keeps what our own code logged as an error.</summary>
    private sealed class Errors : ILoggerProvider
    {
        public ConcurrentQueue<string> Messages { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Log(this, categoryName.StartsWith("Overture.", StringComparison.Ordinal));

        public void Dispose() => Messages.Clear();

        private sealed class Log(Errors errors, bool isOurs) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => isOurs && logLevel >= LogLevel.Error;

            void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (IsEnabled(logLevel))
                {
                    errors.Messages.Enqueue(formatter(state, exception));
                }
            }
        }
    }
}
