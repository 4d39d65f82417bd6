using Overture.Drafting;

namespace Overture.Tests.Drafting;

public sealed class SampleProofTests
{
    /// <summary>The first two from the tables of Clopper and Pearson; none bad is 1 − 0.05^(1/n).</summary>
    [Theory]
    [InlineData(0, 30, 0.0950)]
    [InlineData(1, 30, 0.1486)]
    [InlineData(0, 10, 0.2589)]
    [InlineData(5, 100, 0.1023)]
    [InlineData(30, 30, 1)]
    public void Reading_some_bounds_the_share_that_is_bad(int bad, int read, double most) => Assert.Equal(most, SampleProof.MostBad(bad, read), 0.0005);

    [Fact]
    public void It_says_so_in_words() => Assert.Equal("0 of 30 bad: at most 10 % are, with 95 % certainty.", SampleProof.InWords(0, 30));
}
