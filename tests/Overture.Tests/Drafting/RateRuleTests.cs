using Overture.Drafting;

namespace Overture.Tests.Drafting;

public sealed class RateRuleTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void While_it_runs_a_rate_is_the_last_minutes()
    {
        var job = new Job { Status = JobStatus.Processing, StartedAt = Start, Completed = 700, PaceFrom = Start.AddMinutes(59), PaceFromDone = 400, UpdatedAt = Start.AddMinutes(60) };

        Assert.Equal(5, RateRule.Of(job, job.UpdatedAt));
        Assert.Equal(100, (JobView.Of(job) with { Total = 1200 }).SecondsLeft);
    }

    [Theory]
    [InlineData(4, 5)]
    [InlineData(7, 4.62)]
    [InlineData(60, 2.5)]
    public void A_job_that_stands_still_gets_slower_in_steps(int seconds, double rate)
    {
        var job = new Job { Status = JobStatus.Processing, StartedAt = Start, Completed = 300, PaceFrom = Start, PaceFromDone = 0, UpdatedAt = Start.AddMinutes(1) };

        Assert.Equal(rate, RateRule.Of(job, job.UpdatedAt.AddSeconds(seconds)));
    }

    [Fact]
    public void A_finished_job_has_the_rate_of_the_whole_time()
    {
        var job = new Job { Status = JobStatus.Completed, StartedAt = Start, Completed = 500, Held = 100, PaceFrom = Start.AddMinutes(9), PaceFromDone = 595, FinishedAt = Start.AddMinutes(10), UpdatedAt = Start.AddMinutes(30) };

        Assert.Equal(1, RateRule.Of(job, Start.AddDays(1)));
    }

    [Fact]
    public void Before_the_first_row_there_is_none() => Assert.Null(RateRule.Of(new Job { Status = JobStatus.Processing, StartedAt = Start, PaceFrom = Start, UpdatedAt = Start }, Start.AddMinutes(1)));
}
