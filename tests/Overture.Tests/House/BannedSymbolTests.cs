namespace Overture.Tests.House;

public sealed class BannedSymbolTests
{
    /// <summary>A use of each symbol of BannedSymbols.txt.</summary>
    private static readonly Dictionary<string, string> Uses = new(StringComparer.Ordinal)
    {
        ["P:System.DateTime.Now"] = "_ = DateTime.Now",
        ["P:System.DateTime.UtcNow"] = "_ = DateTime.UtcNow",
        ["P:System.DateTime.Today"] = "_ = DateTime.Today",
        ["P:System.DateTimeOffset.Now"] = "_ = DateTimeOffset.Now",
        ["P:System.DateTimeOffset.UtcNow"] = "_ = DateTimeOffset.UtcNow",
        ["P:System.Environment.TickCount"] = "_ = Environment.TickCount",
        ["P:System.Environment.TickCount64"] = "_ = Environment.TickCount64",
        ["T:System.Diagnostics.Stopwatch"] = "_ = Stopwatch.GetTimestamp()",
        ["M:System.Guid.NewGuid"] = "_ = Guid.NewGuid()",
        ["M:System.Guid.CreateVersion7"] = "_ = Guid.CreateVersion7()",
        ["P:System.Random.Shared"] = "_ = Random.Shared",
        ["M:System.Random.#ctor"] = "_ = new Random()",
        ["M:System.Threading.Thread.Sleep(System.Int32)"] = "Thread.Sleep(1)",
        ["M:System.Threading.Thread.Sleep(System.TimeSpan)"] = "Thread.Sleep(TimeSpan.Zero)",
        ["M:System.Threading.Tasks.Task.Delay(System.TimeSpan)"] = "_ = Task.Delay(TimeSpan.Zero)",
        ["M:System.Threading.Tasks.Task.Delay(System.Int32)"] = "_ = Task.Delay(1)",
        ["M:System.Threading.Tasks.Task.Delay(System.TimeSpan,System.Threading.CancellationToken)"] = "_ = Task.Delay(TimeSpan.Zero, CancellationToken.None)",
        ["M:System.Threading.Tasks.Task.Delay(System.Int32,System.Threading.CancellationToken)"] = "_ = Task.Delay(1, CancellationToken.None)",
        ["M:System.Threading.PeriodicTimer.#ctor(System.TimeSpan)"] = "_ = new PeriodicTimer(TimeSpan.Zero)",
        ["M:System.Threading.CancellationTokenSource.#ctor(System.TimeSpan)"] = "_ = new CancellationTokenSource(TimeSpan.Zero)",
        ["M:System.Threading.CancellationTokenSource.#ctor(System.Int32)"] = "_ = new CancellationTokenSource(1)",
        ["M:System.Threading.CancellationTokenSource.CancelAfter(System.TimeSpan)"] = "((CancellationTokenSource)null!).CancelAfter(TimeSpan.Zero)",
        ["M:System.Threading.CancellationTokenSource.CancelAfter(System.Int32)"] = "((CancellationTokenSource)null!).CancelAfter(1)",
        ["M:System.Threading.Tasks.Task.Wait"] = "((Task)null!).Wait()",
        ["M:System.Threading.Tasks.Task.Wait(System.Threading.CancellationToken)"] = "((Task)null!).Wait(CancellationToken.None)",
        ["M:System.Threading.Tasks.Task.Wait(System.Int32,System.Threading.CancellationToken)"] = "((Task)null!).Wait(1, CancellationToken.None)",
        ["P:System.Threading.Tasks.Task`1.Result"] = "_ = ((Task<int>)null!).Result",
        ["M:System.Runtime.CompilerServices.TaskAwaiter.GetResult"] = "((Task)null!).GetAwaiter().GetResult()",
        ["M:System.Runtime.CompilerServices.TaskAwaiter`1.GetResult"] = "_ = ((Task<int>)null!).GetAwaiter().GetResult()",
        ["M:System.Net.Http.HttpClient.#ctor"] = "_ = new HttpClient()",
        ["M:System.Net.Http.HttpClient.#ctor(System.Net.Http.HttpMessageHandler)"] = "_ = new HttpClient((HttpMessageHandler)null!)",
    };

    public static TheoryData<string> Symbols => [.. BannedSymbolRule.Symbols];

    [Theory]
    [MemberData(nameof(Symbols))]
    public async Task A_banned_symbol_stops_the_build(string symbol)
    {
        Assert.True(Uses.TryGetValue(symbol, out var use), $"{symbol} is banned, and no use of it is tried here.");

        Assert.Single(await BannedSymbolRule.FindAsync(use));
    }

    [Fact]
    public async Task What_takes_the_clock_the_token_and_the_seed_is_lawful() =>
        Assert.Empty(await BannedSymbolRule.FindAsync(
            "_ = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()); _ = new Random(1); _ = Task.Delay(TimeSpan.Zero, TimeProvider.System, CancellationToken.None)"));

    [Fact]
    public void Nothing_is_tried_that_is_not_banned() => Assert.Equal(BannedSymbolRule.Symbols.Order(), Uses.Keys.Order());
}
