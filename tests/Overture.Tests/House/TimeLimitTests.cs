using Xunit.v3;

namespace Overture.Tests.House;

public class TimeLimitTests
{
    [Fact]
    public async Task A_test_that_awaits_fails_when_it_hangs()
    {
        await Task.Yield();
        Assert.True(Assert.IsAssignableFrom<IXunitTestCase>(TestContext.Current.TestCase).Timeout > 0);
    }

    [Theory, InlineData(1)]
    public async Task So_does_each_case_of_a_theory(int number)
    {
        await Task.Delay(number, TestContext.Current.CancellationToken);
        Assert.True(Assert.IsAssignableFrom<IXunitTestCase>(TestContext.Current.TestCase).Timeout > 0);
    }
}
