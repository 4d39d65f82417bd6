using Overture.Drafting.Sites;
using Overture.Tests.World;

namespace Overture.Tests.Drafting.Sites;

public class PoliteQueueTests
{
    private readonly Clock clock = new(DateTimeOffset.UnixEpoch);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_is_asked_one_at_a_time_and_a_second_apart()
    {
        using var queue = new PoliteQueue(new FetchLimits(), clock);
        var first = new Request();
        var second = new Request();

        var one = queue.RunAsync("a.com", null, first.RunAsync, Ct);
        var two = queue.RunAsync("A.com", null, second.RunAsync, Ct);
        var whileFirst = second.Began;
        first.Finish();
        await one;
        await clock.WhenArmed(1);
        clock.Advance(TimeSpan.FromMilliseconds(999));
        var tooEarly = second.Began;
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await second.HasBegun;
        second.Finish();
        await two;

        Assert.Equal((false, false), (whileFirst, tooEarly));
    }

    [Theory]
    [InlineData(0.2, 1)]
    [InlineData(4, 4)]
    [InlineData(3_600, 10)]
    public async Task The_pause_a_host_asks_for_is_kept_up_to_ten_seconds(double asked, double kept)
    {
        using var queue = new PoliteQueue(new FetchLimits(), clock);
        var second = new Request();
        await queue.RunAsync("a.com", null, _ => Task.FromResult(true), Ct);

        var two = queue.RunAsync("a.com", TimeSpan.FromSeconds(asked), second.RunAsync, Ct);
        clock.Advance(TimeSpan.FromSeconds(kept - 0.01));
        var tooEarly = second.Began;
        clock.Advance(TimeSpan.FromSeconds(0.01));
        await second.HasBegun;
        second.Finish();
        await two;

        Assert.False(tooEarly);
    }

    [Fact]
    public async Task Thirty_two_hosts_are_asked_at_once_and_a_waiting_host_takes_no_place()
    {
        using var queue = new PoliteQueue(new FetchLimits(), clock);
        var requests = Enumerable.Range(0, 34).Select(_ => new Request()).ToList();
        var sameHost = new Request();

        var all = requests.Select((request, i) => queue.RunAsync($"{i}.com", null, request.RunAsync, Ct)).ToList();
        all.Add(queue.RunAsync("0.com", null, sameHost.RunAsync, Ct));
        var atOnce = requests.Count(request => request.Began);
        requests[0].Finish();
        await requests[32].HasBegun;
        var next = (requests[33].Began, sameHost.Began);
        requests.ForEach(request => request.Finish());
        await clock.WhenArmed(1);
        clock.Advance(TimeSpan.FromSeconds(1));
        await sameHost.HasBegun;
        sameHost.Finish();
        await Task.WhenAll(all);

        Assert.Equal(32, atOnce);
        Assert.Equal((false, false), next);
    }

    [Fact]
    public async Task A_request_that_fails_or_is_given_up_leaves_its_place_to_the_next()
    {
        using var queue = new PoliteQueue(new FetchLimits { AtOnce = 1, Apart = TimeSpan.Zero }, clock);
        using var giveUp = new CancellationTokenSource();
        var holding = new Request();

        await Assert.ThrowsAsync<IOException>(() => queue.RunAsync<bool>("a.com", null, _ => throw new IOException(), Ct));
        var held = queue.RunAsync("a.com", null, holding.RunAsync, Ct);
        var givenUp = queue.RunAsync("a.com", null, _ => Task.FromResult(true), giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        holding.Finish();
        await held;

        Assert.True(await queue.RunAsync("a.com", null, _ => Task.FromResult(true), Ct));
    }

    [Fact]
    public async Task Many_hosts_are_forgotten_but_never_one_that_must_still_wait()
    {
        using var queue = new PoliteQueue(new FetchLimits(), clock);
        for (var i = 0; i < 5_000; i++)
        {
            await queue.RunAsync($"{i}.com", null, _ => Task.FromResult(true), Ct);
            clock.Advance(TimeSpan.FromMilliseconds(i % 100 == 0 ? 900 : 0));
        }

        var last = new Request();
        var again = queue.RunAsync("4999.com", null, last.RunAsync, Ct);
        var tooEarly = last.Began;
        clock.Advance(TimeSpan.FromSeconds(1));
        await last.HasBegun;
        last.Finish();
        await again;

        Assert.False(tooEarly);
        Assert.InRange(queue.Hosts, 1, 2_500);
    }

    private sealed class Request
    {
        private readonly TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<bool> finished = new();

        public bool Began => began.Task.IsCompleted;

        public Task HasBegun => began.Task;

        public void Finish() => finished.TrySetResult(true);

        public Task<bool> RunAsync(CancellationToken ct)
        {
            began.SetResult();
            return finished.Task.WaitAsync(ct);
        }
    }
}
