using Overture.Accounts.Models;
using Overture.Drafting.Writing;

namespace Overture.Tests.Drafting;

public sealed class FaultNewsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_fault_that_repeats_is_said_once_in_ten_seconds_with_the_number_left_out()
    {
        var news = new FaultNews();

        var said = Enumerable.Range(0, 25).Select(second => news.Say("key", Fault.RateLimited, Start.AddSeconds(second))).ToList();

        Assert.Equal([0, 9, 9], said.OfType<int>());
        Assert.Equal([0, 10, 20], said.Select((count, second) => (count, second)).Where(s => s.count is not null).Select(s => s.second));
    }

    [Fact]
    public void Another_key_and_another_fault_are_news()
    {
        var news = new FaultNews();

        int?[] said = [news.Say("one", Fault.RateLimited, Start), news.Say("two", Fault.RateLimited, Start), news.Say("one", Fault.Timeout, Start), news.Say("one", Fault.Timeout, Start)];

        Assert.Equal([0, 0, 0, null], said);
    }
}
